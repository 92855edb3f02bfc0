/** English texts of what the technician draws on the camera's picture. */
export const board = {
  boardStill: 'Still picture from your helper',
  boardStillFrom: 'Still picture from {name}',
  boardBackToCamera: 'Back to the camera',
  boardLoading: 'Getting ready to hold the drawings in place …',
  boardFreezeOnly: 'This phone cannot hold drawings on the moving picture. {name} draws on still pictures instead.',
  boardCannotHold: 'cannot hold here',
  boardDrewLine: '{name} drew a line',
  boardDrewArrow: '{name} drew an arrow',
  boardDrewCircle: '{name} drew a circle',
  boardDrewHighlight: '{name} highlighted a place',
  boardWrote: '{name} wrote: {text}',
  boardPutNumber: '{name} put the number {number}',
} as const;
