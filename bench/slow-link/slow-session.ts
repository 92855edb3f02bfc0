import { inflateRawSync } from 'node:zlib';
import { WorkerScreenStreamer } from '#applet/main/screen/worker-screen-streamer.ts';
import { RtcDataConnection } from '#shared/node/rtc-data-connection.ts';
import { silentLogger } from '#shared/std/core/logger.ts';
import { FrameAssembler } from '#shared/std/screen/frame-assembler.ts';
import { PictureDecoder } from '#shared/std/screen/picture-decoder.ts';
import { decodeScreenMessage, type VideoCodec } from '#shared/std/screen/screen-message.ts';
import type { OpenDataConnection } from '#shared/std/session/data-connection.ts';
import { askAndAnswer, sessionWhere, startedSession, startLoopback } from '#tests/support/loopback-session.ts';
import { SlowLine, type LineConditions } from '#tests/support/slow-line.ts';
import { sharedClockMs } from '../screen/clock.ts';
import { findMarker, markerRow, readCounter, type Marker } from '../screen/marker.ts';

const worker = new URL('../../applet/main/screen/screen-worker.ts', import.meta.url);
/** Of the most that two frames can be told apart by. */
const counterBytes = 4;

/** A capture that broke must not look like a line on which nothing comes. */
const failureLogger = {
  ...silentLogger,
  error: (event: string, fields?: unknown): void => console.error(event, fields),
};

export type SeenFrame = {
  readonly atMs: number;
  /** Null: what the picture shows there is no counter, as while a photograph builds up. */
  readonly counter: number | null;
  readonly bytes: number;
  readonly hasVideo: boolean;
  readonly exact: boolean;
};

/**
 * A session over a slow line whose technician sees the screen by the lane: both cores, the capture's thread and WebRTC are the
 * product's; the viewer is its decoder in this process, which says "drawn" at once. Video is counted, not decoded.
 */
export class SlowSession {
  readonly line: SlowLine;
  /** Called for each frame that the viewer drew. */
  onFrame: (frame: SeenFrame) => void = () => {};
  readonly #decoder = new PictureDecoder({ inflate: (bytes) => inflateRawSync(bytes) });
  readonly #assembler = new FrameAssembler();
  readonly #close: () => Promise<void>;
  readonly #roundTripMs: () => number | null;
  #marker: Marker | null = null;

  static async start(display: string, conditions: LineConditions, codecs: readonly VideoCodec[]): Promise<SlowSession> {
    const line = await SlowLine.open(conditions);
    const open: OpenDataConnection = (role) => new RtcDataConnection({ role, iceServers: [], logger: silentLogger });
    const environment = { ...process.env, DISPLAY: display };
    const loopback = await startLoopback({
      console: { openDataConnection: line.wrap(0, open) },
      applet: {
        openDataConnection: line.wrap(1, open),
        screenStreamer: new WorkerScreenStreamer({ worker, environment, logger: failureLogger }),
      },
    });
    const id = await startedSession(loopback);
    const screen = () => loopback.desk.session(id)?.tools?.screen;
    const session: SlowSession = new SlowSession(
      line,
      async () => {
        await loopback.close();
        line.close();
      },
      () => {
        const connection = loopback.desk.view.sessions.find((each) => each.id === id)?.connection;
        return connection?.state === 'connected' ? connection.roundTripMs : null;
      },
    );
    loopback.desk.onScreenMessage(({ bytes }) => {
      const drawn = session.#receive(bytes);
      if (drawn !== null) screen()?.drawn(drawn.lane, drawn.sequence);
    });
    await askAndAnswer(loopback, id, 'viewScreen', true);
    await sessionWhere(loopback.desk, id, ({ screen: { state } }) => state === 'live');
    screen()?.watch({ lanes: [0], codecs: [...codecs], preference: 'automatic', restart: true });
    return session;
  }

  private constructor(line: SlowLine, close: () => Promise<void>, roundTripMs: () => number | null) {
    this.line = line;
    this.#close = close;
    this.#roundTripMs = roundTripMs;
  }

  /** By the link's own pings, which share the connection with the picture. */
  get pingMs(): number | null {
    return this.#roundTripMs();
  }

  /** Where the counter is; until it is known, frames have none. */
  locate(): boolean {
    const { pixels, width } = this.#decoder;
    const colours = swapRedAndBlue(pixels);
    this.#marker = findMarker(Buffer.from(colours.buffer), width);
    return this.#marker !== null;
  }

  async close(): Promise<void> {
    this.onFrame = () => {};
    await this.#close();
  }

  #receive(bytes: Uint8Array): { readonly lane: number; readonly sequence: number } | null {
    const message = decodeScreenMessage(bytes);
    const frame = message?.kind === 'piece' ? this.#assembler.add(message) : null;
    if (message?.kind !== 'piece' || frame === null) return null;
    const applied = frame === 'malformed' ? null : this.#decoder.apply(frame);
    if (applied?.ok !== true) {
      console.error('the viewer refuses a frame of ours');
      return null;
    }
    const { sequence, video, exact } = applied.value;
    const counter = this.#counter();
    this.onFrame({ atMs: sharedClockMs(), counter, bytes: frame.length, hasVideo: video !== null, exact });
    return { lane: message.lane, sequence };
  }

  #counter(): number | null {
    if (this.#marker === null) return null;
    const { x, y, width } = markerRow(this.#marker);
    const start = y * this.#decoder.width + x;
    // Black and white are the same either way round.
    const row = this.#decoder.pixels.slice(start, start + width);
    return readCounter(Buffer.from(row.buffer, 0, row.length * counterBytes), this.#marker.pitch);
  }
}

/** As displays have them, which is how the counter is looked for. */
function swapRedAndBlue(pixels: Uint32Array): Uint32Array {
  return pixels.map((pixel) => ((pixel & 0xff) << 16) | (pixel & 0xff00) | ((pixel >>> 16) & 0xff));
}
