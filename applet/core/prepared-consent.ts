import type { PermissionKind } from '#shared/std/protocol/permission-kind.ts';

/**
 * What the person agreed to before the session, each after a word why and the browser's own question (PRM1, "Ask once"). Each
 * kind answers one question of a camera session, and no other; whoever takes anything back takes all of it back.
 */
export class PreparedConsent {
  #kinds: ReadonlySet<PermissionKind> = new Set();

  /** Replaces what was said before. */
  prepare({ camera, voice }: { readonly camera: boolean; readonly voice: boolean }): void {
    const kinds: PermissionKind[] = [];
    if (camera) kinds.push('camera');
    if (voice) kinds.push('voice');
    this.#kinds = new Set(kinds);
  }

  /** Whether the person agreed to `kind`; used up by that. */
  take(kind: PermissionKind): boolean {
    if (!this.#kinds.has(kind)) return false;
    this.#kinds = new Set(Array.from(this.#kinds).filter((each) => each !== kind));
    return true;
  }

  forget(): void {
    this.#kinds = new Set();
  }
}
