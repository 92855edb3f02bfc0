/** SHA-256 over bytes as they pass: node:crypto in Node, `portableSha256` in a page. */
export interface StreamingHash {
  update(bytes: Uint8Array): void;
  /** 64 lower-case hex digits. Ends the hash: nothing may be called after it. */
  digestHex(): string;
}
