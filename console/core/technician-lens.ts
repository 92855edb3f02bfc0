import type { FailureCode } from '#shared/std/core/failure.ts';
import { fail, succeed, type Result } from '#shared/std/core/result.ts';
import type { LensMessage } from '#shared/std/lens/lens-message.ts';
import type { LogEvents } from '#shared/std/log/log-events.ts';
import { plainText } from '#shared/std/log/plain-text.ts';
import type { TrackedFrame } from '#shared/std/lens/tracked-frame.ts';
import { TrackedFrames } from './tracked-frames.ts';
import { ViewedCamera, type ViewedCameraOptions } from './viewed-camera.ts';
import { Whiteboard, type WhiteboardOptions } from './whiteboard.ts';

export type TechnicianLensOptions = ViewedCameraOptions &
  Pick<WhiteboardOptions, 'onBoard'> & {
    readonly onTracked: (frame: TrackedFrame) => void;
    /** The customer's side did what no honest one does. */
    readonly onBroken: (detail: string) => void;
  };

/** The customer's camera, both voices and the whiteboard, as the technician has them (CALL, BRD). */
export class TechnicianLens {
  /** What the window says of the call goes straight there. */
  readonly camera: ViewedCamera;
  /** What the window draws goes straight there. */
  readonly board: Whiteboard;
  readonly #options: TechnicianLensOptions;
  readonly #frames: TrackedFrames;

  constructor(options: TechnicianLensOptions) {
    this.#options = options;
    this.camera = new ViewedCamera(options);
    this.board = new Whiteboard({ ...options, mayDraw: () => options.isGranted('camera') });
    this.#frames = new TrackedFrames(options.clock, {
      isMark: (id) => this.board.has(id),
      onFrame: options.onTracked,
      onBroken: options.onBroken,
    });
  }

  /** A message of the customer's side. */
  receive(message: LensMessage): void {
    switch (message.t) {
      case 'call/signal':
        return this.camera.receiveSignal(message.signal);
      case 'call/state':
        return this.camera.receiveState(message.state);
      case 'camera/answer':
        return this.camera.receiveAnswer(message.request, message.accepted);
      case 'call/wanted':
      case 'call/voice':
      case 'camera/request':
      case 'recording/state':
        // Only the technician's side says these; from the customer's they mean nothing.
        return undefined;
      default:
        return this.board.receive(message);
    }
  }

  /** A frame of the `pointer` channel. Still on its way when the permission ended, it is nobody's fault and nobody's to see. */
  receiveFrame(bytes: Uint8Array): void {
    if (this.#options.isGranted('camera')) this.#frames.receive(bytes);
  }

  /** The window saved a picture, or what it recorded: the log names it. */
  pictureSaved(picture: LogEvents['picture/saved']): Result<null, FailureCode> {
    const logged = this.#options.record('technician', 'picture/saved', { ...picture, name: plainText(picture.name) });
    return logged ? succeed(null) : fail('logUnwritable');
  }

  /** Brings what is shown into line with what is granted. */
  applyGrants(): void {
    this.camera.applyGrants();
    if (!this.#options.isGranted('camera')) this.board.clear();
  }

  connected(): void {
    this.camera.connected();
    this.board.connected();
  }

  connectionLost(): void {
    this.camera.connectionLost();
    this.board.connectionLost();
  }
}
