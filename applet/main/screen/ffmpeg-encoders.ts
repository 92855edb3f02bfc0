import type { VideoCodec } from '#shared/std/screen/screen-message.ts';

/** An encoder of FFmpeg, and what makes it fast and keeps it from holding pictures back. */
export type EncoderChoice = {
  readonly name:
    | 'h264_nvenc'
    | 'h264_qsv'
    | 'h264_amf'
    | 'h264_videotoolbox'
    | 'libx264'
    | 'av1_nvenc'
    | 'av1_qsv'
    | 'libsvtav1';
  readonly codec: VideoCodec;
  /** How it wants its pictures. */
  readonly pixels: 'yuv420p' | 'nv12';
  readonly options: Readonly<Record<string, string>>;
  /** Whether it keeps to a bit rate by itself; false: `options` have it aim at a quality, and the bit rate only caps it. */
  readonly constantRate: boolean;
};

const nvenc = {
  pixels: 'yuv420p',
  constantRate: true,
  options: { preset: 'p1', tune: 'ull', zerolatency: '1', delay: '0', rc: 'cbr', 'forced-idr': '1' },
} as const;

const quickSync = {
  pixels: 'nv12',
  constantRate: true,
  options: { preset: 'veryfast', async_depth: '1', low_delay_brc: '1', forced_idr: '1' },
} as const;

const hardware: Partial<Record<NodeJS.Platform, readonly EncoderChoice[]>> = {
  win32: [
    { name: 'h264_nvenc', codec: 'h264', ...nvenc },
    {
      name: 'h264_amf',
      codec: 'h264',
      pixels: 'nv12',
      constantRate: true,
      options: { usage: 'ultralowlatency', quality: 'speed', rc: 'cbr', header_insertion_mode: 'idr', forced_idr: '1' },
    },
    { name: 'h264_qsv', codec: 'h264', ...quickSync },
    { name: 'av1_nvenc', codec: 'av1', ...nvenc },
    { name: 'av1_qsv', codec: 'av1', ...quickSync },
  ],
  darwin: [
    {
      name: 'h264_videotoolbox',
      codec: 'h264',
      pixels: 'nv12',
      constantRate: true,
      options: { realtime: '1', prio_speed: '1', allow_sw: '0' },
    },
  ],
  linux: [
    { name: 'h264_nvenc', codec: 'h264', ...nvenc },
    { name: 'h264_qsv', codec: 'h264', ...quickSync },
    { name: 'av1_nvenc', codec: 'av1', ...nvenc },
  ],
};

const software: readonly EncoderChoice[] = [
  {
    name: 'libx264',
    codec: 'h264',
    pixels: 'yuv420p',
    constantRate: false,
    // Ultrafast: further savings (motion search, partitions) measured as nothing. A picture is over in a blink, and made exact
    // once it rests, so a middling quality will do.
    options: {
      preset: 'ultrafast',
      tune: 'zerolatency',
      crf: '23',
      'forced-idr': '1',
      'x264-params': 'keyint=infinite:vfr-input=1:scenecut=0',
    },
  },
  {
    name: 'libsvtav1',
    codec: 'av1',
    pixels: 'yuv420p',
    constantRate: true,
    options: { preset: '12', 'svtav1-params': 'pred-struct=1:rtc=1:lookahead=0' },
  },
];

/** What could encode for this viewer on this system, the best first: in hardware before in software, within that as the viewer likes. */
export function encoderChoices(platform: NodeJS.Platform, codecs: readonly VideoCodec[]): readonly EncoderChoice[] {
  const inOrder = (choices: readonly EncoderChoice[]): readonly EncoderChoice[] =>
    choices.filter(({ codec }) => codecs.includes(codec)).toSorted((a, b) => codecRank(a.codec) - codecRank(b.codec));
  return [...inOrder(hardware[platform] ?? []), ...inOrder(software)];
}

/** H.264 takes half the time of AV1 to encode, whatever the viewer likes better. */
function codecRank(codec: VideoCodec): number {
  return codec === 'h264' ? 0 : 1;
}
