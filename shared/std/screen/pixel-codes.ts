/**
 * How pixels are written without loss: one code after the other, row by row, each for one pixel or a run in its row. Made for
 * what screens show: long runs, rows like the one above, few colours; photographs cost about what they cost as PNG. A code is a
 * byte, whatever the pixels around: equal glyphs become equal bytes, which deflate then finds.
 *
 * | code           | meaning                                                                                       |
 * | -------------- | --------------------------------------------------------------------------------------------- |
 * | 00iiiiii       | the colour that was last kept in slot i                                                       |
 * | 01rrggbb       | the pixel to the left plus -2 to 1 in each channel                                            |
 * | 10gggggg rrrrbbbb | the pixel to the left plus -32 to 31 in green, red and blue -8 to 7 more than that         |
 * | 11000000 + n   | the pixel to the left n + 1 times, n up to 29; 30: a byte follows, 31: two bytes (high first) |
 * | 11100000 + n   | the pixels above n + 1 times, n up to 28; 29: a byte follows, 30: two bytes                   |
 * | 11111111 r g b | a colour                                                                                      |
 *
 * Left of a row's first pixel is the pixel written last; at an area's start that is black. A colour that came by difference or
 * in full is kept in the slot of its hash. The slots hold for all areas of one frame.
 */
export const code = {
  recent: 0x00,
  smallDifference: 0x40,
  difference: 0x80,
  repeat: 0xc0,
  repeatByte: 0xde,
  repeatTwoBytes: 0xdf,
  above: 0xe0,
  aboveByte: 0xfd,
  aboveTwoBytes: 0xfe,
  colour: 0xff,
} as const;

/** Runs up to these are one byte. */
export const shortestRuns = { repeat: 30, above: 29 } as const;

/** No pixel costs more: a colour in full. */
export const mostBytesAPixel = 4;

export const recentColours = 64;

/** The slot of a colour, 0xRRGGBB: the high bits of a product with an odd number far from any pattern of colours. */
export const slotFactor = 0x9e3779b1;
export const slotShift = 26;
