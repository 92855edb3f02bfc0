/** A file that any drive takes: FAT32 ends at 4 GiB. */
export const maxRecordingBytes = 4_000_000_000;
/** At the rates below the bytes are not yet reached. */
export const maxRecordingMs = 3 * 3_600_000;
/** The technician hears that the end is near while there is time to plan for it. */
export const limitWarningMs = 5 * 60_000;
export const limitWarningBytes = 100_000_000;

/** Text on a label stays readable, and an hour is about 1.2 GB. */
export const videoBitsPerSecond = 2_500_000;
export const audioBitsPerSecond = 96_000;
export const maxFramesPerSecond = 30;
/** The picture's longer side: what phones are asked for, and within H.264's level 3.1. */
export const recordedPixels = 1_280;
/** How much is lost if the window is killed: nothing that came before. */
export const pieceMs = 1_000;
/** A camera that stands still is drawn this often, so that drawings on it are seen. */
export const quietFrameMs = 250;
/** An encoder that gives no last piece within this is given up, and what came before is saved. */
export const lastPieceMs = 4_000;
