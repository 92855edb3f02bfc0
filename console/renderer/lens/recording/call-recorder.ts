import type { Clock } from '#shared/std/core/clock.ts';
import { portableSha256 } from '#shared/std/transfer/portable-sha256.ts';
import type { Size } from '../../input/picture-geometry.ts';
import { PictureComposer, type PictureComposerOptions } from './picture-composer.ts';
import { recordedSize } from './recorded-size.ts';
import { audioBitsPerSecond, lastPieceMs, pieceMs, videoBitsPerSecond } from './recording-limits.ts';
import { recordingType } from './recording-type.ts';
import { VoiceMixer } from './voice-mixer.ts';

/** What is recorded at a moment. */
export type RecordedSources = {
  readonly camera: MediaStreamTrack | null;
  readonly voices: readonly MediaStreamTrack[];
};

export type RecordedFile = { readonly content: Blob; readonly sha256: string; readonly ending: string };

/** Keeps picture, drawings and voices of a call. */
export interface CallRecorder {
  setSources(sources: RecordedSources): void;
  /** Nothing is kept while it is paused; the file goes on without a gap. */
  setPaused(paused: boolean): void;
  /** Everything until now, whole. Null when nothing was ever kept. */
  stop(): Promise<RecordedFile | null>;
}

export type CallRecorderOptions = {
  readonly clock: Clock;
  /** How large the camera's picture is when it begins; null while there is none. */
  readonly size: Size | null;
  readonly overlay: PictureComposerOptions['overlay'];
  readonly waitMs: PictureComposerOptions['waitMs'];
  /** So many bytes are kept. */
  readonly onKept: (bytes: number) => void;
  /** It cannot go on; what was kept is there. */
  readonly onFailed: () => void;
};

export type OpenCallRecorder = (options: CallRecorderOptions) => CallRecorder;

/** By the browser's own encoders. Throws where it has none, or refuses. */
export const openCallRecorder: OpenCallRecorder = (options) => new BrowserRecorder(options);

class BrowserRecorder implements CallRecorder {
  readonly #options: CallRecorderOptions;
  readonly #composer: PictureComposer;
  readonly #mixer: VoiceMixer;
  readonly #recorder: MediaRecorder;
  readonly #type: { readonly mimeType: string; readonly ending: string };
  /** The browser keeps pieces on the disk when there are many. */
  readonly #pieces: Blob[] = [];
  readonly #hash = portableSha256();
  #hashed: Promise<void> = Promise.resolve();
  #bytes = 0;

  constructor(options: CallRecorderOptions) {
    const type = recordingType((mimeType) => MediaRecorder.isTypeSupported(mimeType));
    if (type === null) throw new Error('the browser records no video');
    this.#options = options;
    this.#type = type;
    const { clock, overlay, waitMs } = options;
    this.#composer = new PictureComposer({ clock, overlay, waitMs, size: recordedSize(options.size) });
    this.#mixer = new VoiceMixer();
    this.#recorder = new MediaRecorder(new MediaStream([this.#composer.track, this.#mixer.track]), {
      mimeType: type.mimeType,
      videoBitsPerSecond,
      audioBitsPerSecond,
    });
    this.#recorder.addEventListener('dataavailable', ({ data }) => this.#keep(data));
    this.#recorder.addEventListener('error', () => options.onFailed());
    this.#recorder.start(pieceMs);
  }

  setSources({ camera, voices }: RecordedSources): void {
    this.#composer.setCamera(camera);
    this.#mixer.setVoices(voices);
  }

  setPaused(paused: boolean): void {
    const { state } = this.#recorder;
    if (paused && state === 'recording') this.#recorder.pause();
    if (!paused && state === 'paused') this.#recorder.resume();
  }

  async stop(): Promise<RecordedFile | null> {
    await this.#stopped();
    this.#composer.close();
    this.#mixer.close();
    await this.#hashed;
    const { mimeType, ending } = this.#type;
    if (this.#bytes === 0) return null;
    return { content: new Blob(this.#pieces, { type: mimeType }), sha256: this.#hash.digestHex(), ending };
  }

  /** The last piece comes before `stop`; an encoder that is stuck is not waited for. */
  #stopped(): Promise<void> {
    if (this.#recorder.state === 'inactive') return Promise.resolve();
    return new Promise((resolve) => {
      const giveUp = this.#options.clock.after(lastPieceMs, resolve);
      this.#recorder.addEventListener(
        'stop',
        () => {
          giveUp();
          resolve();
        },
        { once: true },
      );
      this.#recorder.stop();
    });
  }

  #keep(piece: Blob): void {
    if (piece.size === 0) return;
    this.#pieces.push(piece);
    this.#bytes += piece.size;
    // One after the other, as they lie in the file; each is small, the file may be large.
    this.#hashed = this.#hashed.then(async () => this.#hash.update(new Uint8Array(await piece.arrayBuffer())));
    this.#options.onKept(this.#bytes);
  }
}
