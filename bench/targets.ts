import type { Row } from './figure.ts';

// What Handrail is to reach beside its peers in the same run.

/** How one figure came out. `isMet` is null where it or what it is compared with was not measured. */
export type Verdict = {
  readonly target: string;
  readonly isMet: boolean | null;
  readonly result: string;
};

type Bound = 'at most' | 'at least';
type Limit = { readonly bound: Bound; readonly value: number | null; readonly words: string };
type Measure = 'fps' | 'medianMs' | 'p95Ms' | 'bytesPerSecond' | 'cpuSender' | 'cpuViewer' | 'ssimRest' | 'ssimMotion';

const names: Readonly<Record<Measure, string>> = {
  fps: 'frames a second',
  medianMs: 'median ms',
  p95Ms: 'p95 ms',
  bytesPerSecond: 'bytes a second',
  cpuSender: 'cores of the sender',
  cpuViewer: 'cores of the viewer',
  ssimRest: 'SSIM at rest',
  ssimMotion: 'SSIM in motion',
};

/** Text that arrived without loss; what is left is for a picture that was captured between two frames. */
const lossless = { rest: 0.9999, motion: 0.99 } as const;

export function judge(rows: readonly Row[]): readonly Verdict[] {
  const find = (name: string, system: RegExp): readonly Row[] =>
    rows.filter((row) => row.case === name && system.test(row.system));
  const best = (name: string, system: RegExp): number | null => {
    const medians = find(name, system).flatMap(({ medianMs }) => medianMs ?? []);
    return medians.length === 0 ? null : Math.min(...medians);
  };
  const of = (name: string, measure: Measure, limit: Limit): Verdict => {
    const value = find(name, /^Handrail$/)[0]?.[measure] ?? null;
    return verdict(`${name}: ${names[measure]} ${limit.bound} ${limit.words}`, value, limit);
  };
  const share = (name: string, part: number, system: RegExp, words: string): Limit => {
    const other = best(name, system);
    return { bound: 'at most', value: other === null ? null : part * other, words: `${part} of ${words}` };
  };
  const x11vnc = /^x11vnc/;
  return [
    of('small change', 'medianMs', share('small change', 0.8, x11vnc, 'x11vnc’s best')),
    of('small change', 'medianMs', share('small change', 0.25, /WebRTC default$/, 'Chromium’s default share')),
    of('small change', 'fps', atLeast(55)),
    of('scroll 30', 'fps', atLeast(28)),
    of('scroll 30', 'medianMs', share('scroll 30', 0.5, x11vnc, 'x11vnc’s best')),
    of('scroll 30', 'ssimRest', atLeast(lossless.rest)),
    of('scroll 30', 'ssimMotion', atLeast(lossless.motion)),
    of('scroll 60', 'fps', atLeast(45)),
    of('scroll 60', 'medianMs', atMost(60)),
    of('video', 'fps', atLeast(24)),
    of('video', 'medianMs', share('video', 1, /WebRTC/, 'WebRTC’s best setting')),
    of('idle', 'cpuSender', atMost(0.02)),
    of('idle', 'cpuViewer', atMost(0.02)),
    of('idle', 'bytesPerSecond', atMost(1_000)),
    ...['key to effect', 'mouse move to effect'].flatMap((name) => [
      of(name, 'medianMs', atMost(5)),
      of(name, 'p95Ms', atMost(12)),
    ]),
    fileTarget(rows),
  ];
}

export function verdictLines(verdicts: readonly Verdict[]): string {
  const words = (isMet: boolean | null): string => (isMet === null ? 'not measured' : isMet ? 'met' : 'MISSED');
  return `targets\n${verdicts
    .map(({ target, isMet, result }) => `  ${words(isMet).padEnd(12)}  ${target}${result}\n`)
    .join('')}`;
}

function fileTarget(rows: readonly Row[]): Verdict {
  const rate = (system: RegExp): number | null =>
    rows.find((row) => row.case === 'file over loopback' && system.test(row.system))?.value ?? null;
  const bare = rate(/^node-datachannel bare$/);
  const limit: Limit = {
    bound: 'at least',
    value: bare === null ? null : 0.6 * bare,
    words: '0.6 of node-datachannel bare',
  };
  return verdict(`file over loopback: MB/s ${limit.bound} ${limit.words}`, rate(/^Handrail$/), limit);
}

function atLeast(value: number): Limit {
  return { bound: 'at least', value, words: String(value) };
}

function atMost(value: number): Limit {
  return { bound: 'at most', value, words: String(value) };
}

function verdict(target: string, value: number | null, { bound, value: limit }: Limit): Verdict {
  if (value === null || limit === null) return { target, isMet: null, result: value === null ? '' : `: ${value}` };
  const isMet = bound === 'at most' ? value <= limit : value >= limit;
  const percent = Math.abs((100 * (value - limit)) / limit);
  const missedBy = isMet ? '' : `, by ${percent.toFixed(percent < 1 ? 2 : 0)} %`;
  return { target, isMet, result: `: ${tidy(value)}, limit ${tidy(limit)}${missedBy}` };
}

function tidy(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}
