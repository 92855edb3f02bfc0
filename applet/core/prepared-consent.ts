import type { PermissionKind } from '#shared/std/protocol/permission-kind.ts';

/**
 * What the person agreed to before the session, each after a word why and the browser's own question (PRM1, "Ask once"). Each
 * kind answers one question of one camera session, and no other. Once the person has taken something back, or said no to
 * something, nothing of it counts for the rest of that session, whatever a window that comes back says again.
 */
export class PreparedConsent {
  readonly #kinds = new Set<PermissionKind>();
  readonly #spent = new Set<PermissionKind>();

  /** Replaces what was said before. */
  prepare({ camera, voice }: { readonly camera: boolean; readonly voice: boolean }): void {
    this.#kinds.clear();
    if (camera) this.#kinds.add('camera');
    if (voice) this.#kinds.add('voice');
  }

  /** Whether the person agreed to `kind`; used up by that. */
  take(kind: PermissionKind): boolean {
    if (!this.#kinds.has(kind) || this.#spent.has(kind)) return false;
    this.#spent.add(kind);
    return true;
  }

  /** The person takes something back, or says no to something. */
  withdraw(): void {
    this.#kinds.clear();
    this.#spent.add('camera').add('voice');
  }

  /** The session is over: whoever comes next is not who was agreed to. */
  forget(): void {
    this.#kinds.clear();
    this.#spent.clear();
  }
}
