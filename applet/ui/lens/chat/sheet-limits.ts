/** Height of what is left of a closed sheet: enough for a finger to pull at. */
export const closedSheetPixels = 28;
/** Of a minimised one: its handle and a few lines, and never more than this share of the room. */
export const minimisedSheetRem = 12;
export const minimisedSheetShare = 0.45;
/** A finger that moves less than this has tapped. */
export const dragSlackPixels = 6;
/** A finger that has not moved for so long lets go without a swing. */
export const restMs = 80;
/** A message that comes while the chat is closed: two sentences are read in this time. */
export const bubbleShownMs = 8_000;
