/** What can be granted (PRM1). Later kinds (clipboard, file manager, ...) are added here and nowhere else. */
export const permissionKinds = [
  'viewScreen',
  'control',
  'sendFile',
  'takeFile',
  /** The picture of the customer's camera. */
  'camera',
  /** Talking: the customer's microphone, and the technician's voice on their loudspeaker. */
  'voice',
  /** Keeping picture and voices of the call. */
  'recording',
] as const;

export type PermissionKind = (typeof permissionKinds)[number];
