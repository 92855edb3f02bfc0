/** Largest exported log that is read: a day of busy rows with room to spare, and still quick to hold in memory. */
export const maxLogExportCharacters = 128 * 1024 * 1024;
/** Longest line of one: the largest body, escaped twice, with its hashes. */
export const maxLogExportLineCharacters = 512 * 1024;
