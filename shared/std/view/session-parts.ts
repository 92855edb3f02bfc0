import type { FailureCode } from '../core/failure.ts';

/** One line of chat as either window shows it. */
export type ChatLine = {
  readonly id: string;
  readonly from: 'technician' | 'customer';
  readonly text: string;
  readonly atMs: number;
  /** `delivered` once the other side has it in its log. */
  readonly delivery: 'sending' | 'delivered' | 'failed';
};

/** One row of the session log. `shared/std/messages` turns type and body into a sentence. */
export type LogLine = {
  readonly index: number;
  readonly atMs: number;
  readonly actor: 'technician' | 'customer' | 'handrail';
  readonly type: string;
  /** Parameters of the sentence, flat. */
  readonly body: Readonly<Record<string, string | number | boolean>>;
};

/** One file on its way, in either direction. */
export type TransferView = {
  readonly id: string;
  readonly name: string;
  readonly sizeBytes: number;
  readonly direction: 'sending' | 'receiving';
  readonly state:
    | { readonly name: 'offered' }
    | { readonly name: 'running'; readonly doneBytes: number; readonly bytesPerSecond: number }
    | { readonly name: 'done'; readonly sha256: string; readonly savedAs: string | null }
    | { readonly name: 'failed'; readonly reason: FailureCode };
};

/** The data connection, as main sees it. */
export type ConnectionView =
  | { readonly state: 'none' }
  | { readonly state: 'connecting' }
  | { readonly state: 'connected'; readonly path: 'direct' | 'relayed'; readonly roundTripMs: number | null }
  | { readonly state: 'reconnecting' };
