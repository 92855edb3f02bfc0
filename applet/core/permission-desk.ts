import type { Clock } from '#shared/std/core/clock.ts';
import type { Dispose } from '#shared/std/core/dispose.ts';
import type { FailureCode } from '#shared/std/core/failure.ts';
import { deniedQuietMs, maxDenialsInARow, permissionPromptTimeoutMs } from '#shared/std/protocol/limits.ts';
import type { PermissionKind } from '#shared/std/protocol/permission-kind.ts';
import type { PromptView } from '#shared/std/view/applet-view.ts';
import type { PreparedConsent } from './prepared-consent.ts';

type Asked = { readonly request: string; readonly kind: PermissionKind };

export type Answer = Asked & {
  readonly granted: boolean;
  readonly reason: FailureCode | null;
  /** Nothing was decided: what is granted already was asked for again. */
  readonly repeated: boolean;
};

/**
 * Where the customer's side decides (PRM1 to PRM4): one question at a time, Deny by default and by silence, and the list
 * of what is granted. Every act asks `isGranted` when it happens; nothing that arrives from outside can add to the list.
 */
export class PermissionDesk {
  readonly #options: {
    readonly clock: Clock;
    /** What the technician's certificate allows them to ask for, and what this computer can do at all. */
    readonly mayBeAsked: (kind: PermissionKind) => FailureCode | null;
    /** What the person agreed to beforehand. */
    readonly prepared: PreparedConsent;
    /** Whether that counts in this session. */
    readonly isPrepared: () => boolean;
    readonly onPrompt: (prompt: PromptView | null) => void;
    readonly onAnswer: (answer: Answer) => void;
  };
  readonly #granted = new Map<PermissionKind, number>();
  /** How often the person said no, and when last; a yes begins anew. */
  readonly #denials = new Map<PermissionKind, { readonly count: number; readonly atMs: number }>();
  #queue: Asked[] = [];
  #prompts = 0;
  #open: (Asked & { readonly prompt: string; readonly stopTimer: Dispose }) | null = null;

  constructor(options: {
    readonly clock: Clock;
    readonly mayBeAsked: (kind: PermissionKind) => FailureCode | null;
    /** What the person agreed to beforehand. */
    readonly prepared: PreparedConsent;
    /** Whether that counts in this session. */
    readonly isPrepared: () => boolean;
    readonly onPrompt: (prompt: PromptView | null) => void;
    readonly onAnswer: (answer: Answer) => void;
  }) {
    this.#options = options;
  }

  get granted(): readonly { readonly kind: PermissionKind; readonly sinceMs: number }[] {
    return Array.from(this.#granted, ([kind, sinceMs]) => ({ kind, sinceMs }));
  }

  isGranted(kind: PermissionKind): boolean {
    return this.#granted.has(kind);
  }

  /** The technician asks. What is granted already is confirmed at once; the person is not asked twice. */
  ask(request: string, kind: PermissionKind): void {
    const refusal = this.#options.mayBeAsked(kind);
    const isKnown = this.#queue.some((asked) => asked.kind === kind);
    if (refusal !== null) this.#options.onAnswer({ request, kind, granted: false, reason: refusal, repeated: false });
    else if (this.isGranted(kind))
      this.#options.onAnswer({ request, kind, granted: true, reason: null, repeated: true });
    else if (!isKnown && this.#open?.kind !== kind && this.#takesPrepared(kind)) {
      this.#granted.set(kind, this.#options.clock.wallMs());
      this.#options.onAnswer({ request, kind, granted: true, reason: null, repeated: false });
    }
    // Asked again after a lost connection: the person sees one question, the answer goes to the newest request.
    else if (this.#open?.kind === kind) this.#open = { ...this.#open, request };
    else if (isKnown || this.#isQuiet(kind)) {
      this.#options.onAnswer({ request, kind, granted: false, reason: 'permissionNotAnswered', repeated: false });
    } else {
      this.#queue.push({ request, kind });
      this.#showNext();
    }
  }

  /** The person answers the question that they see; false if it is not the open one (any more). */
  answer(prompt: string, allowed: boolean): boolean {
    if (this.#open?.prompt !== prompt) return false;
    this.#settle(allowed, 'permissionDenied');
    return true;
  }

  /** Takes kinds back; says which of them were granted. */
  revoke(kinds: readonly PermissionKind[]): readonly PermissionKind[] {
    return kinds.filter((kind) => this.#granted.delete(kind));
  }

  /** The large X: everything back, open and waiting questions denied. Says what was granted. */
  revokeAll(): readonly PermissionKind[] {
    const granted = Array.from(this.#granted.keys());
    this.#granted.clear();
    this.#options.prepared.withdraw();
    const waiting = this.#queue;
    this.#queue = [];
    for (const asked of waiting)
      this.#options.onAnswer({ ...asked, granted: false, reason: 'permissionDenied', repeated: false });
    if (this.#open !== null) this.#settle(false, 'permissionDenied');
    return granted;
  }

  /** The end: nothing granted, nothing asked, no timer left. */
  close(): void {
    this.#granted.clear();
    this.#options.prepared.forget();
    this.#queue = [];
    this.#open?.stopTimer();
    this.#open = null;
    this.#options.onPrompt(null);
  }

  #takesPrepared(kind: PermissionKind): boolean {
    return this.#options.isPrepared() && this.#options.prepared.take(kind);
  }

  /** The person has said no often enough: whoever goes on asking hopes for a slip of the finger. */
  #isQuiet(kind: PermissionKind): boolean {
    const denials = this.#denials.get(kind);
    if (denials === undefined || denials.count < maxDenialsInARow) return false;
    return this.#options.clock.monotonicMs() - denials.atMs < deniedQuietMs;
  }

  #showNext(): void {
    if (this.#open !== null) return;
    const next = this.#queue.shift();
    if (next === undefined) return this.#options.onPrompt(null);
    const { clock } = this.#options;
    const stopTimer = clock.after(permissionPromptTimeoutMs, () => this.#settle(false, 'permissionNotAnswered'));
    // An id of our own: with the technician's, one press could answer two questions.
    this.#prompts += 1;
    const prompt = `prompt-${this.#prompts}`;
    this.#open = { ...next, prompt, stopTimer };
    const answerByMs = clock.wallMs() + permissionPromptTimeoutMs;
    return this.#options.onPrompt({ id: prompt, kind: next.kind, answerByMs });
  }

  #settle(granted: boolean, reason: FailureCode): void {
    if (this.#open === null) return;
    const { request, kind, stopTimer } = this.#open;
    stopTimer();
    this.#open = null;
    if (granted) this.#granted.set(kind, this.#options.clock.wallMs());
    if (granted) this.#denials.delete(kind);
    else if (reason === 'permissionDenied') {
      this.#options.prepared.withdraw();
      const count = (this.#denials.get(kind)?.count ?? 0) + 1;
      this.#denials.set(kind, { count, atMs: this.#options.clock.monotonicMs() });
    }
    this.#options.onAnswer({ request, kind, granted, reason: granted ? null : reason, repeated: false });
    this.#showNext();
  }
}
