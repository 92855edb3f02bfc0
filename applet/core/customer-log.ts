import { writeLogJsonl } from '#shared/std/log/export/log-jsonl.ts';
import { MemoryLogSink } from '#shared/std/log/memory-log-sink.ts';
import { SessionLog } from '#shared/std/log/session-log.ts';
import type { Signer } from '#shared/std/crypto/signature.ts';
import type { TechnicianIdentity } from '#shared/std/session/customer-handshake.ts';
import type { AppletPorts } from './applet-ports.ts';

/** The customer's own log of one session: in memory, signed by a key made for it alone, and theirs to keep (LOG3). */
export class CustomerLog {
  readonly #ports: Pick<AppletPorts, 'clock' | 'random' | 'makeSigner'>;
  readonly #signer: Signer;
  readonly #sink = new MemoryLogSink();
  #sessionId: string | null = null;

  constructor(ports: Pick<AppletPorts, 'clock' | 'random' | 'makeSigner'>) {
    this.#ports = ports;
    this.#signer = ports.makeSigner(ports.random(32));
  }

  get publicKey(): Uint8Array {
    return this.#signer.publicKey;
  }

  /** The session has a name: from here on there is something to log. */
  begin(sessionId: string): SessionLog {
    this.#sessionId = sessionId;
    return new SessionLog({ ...this.#ports, sessionId, role: 'customer', signer: this.#signer, sink: this.#sink });
  }

  /** The whole log with all signatures, as a file's text. */
  export(technician: TechnicianIdentity): string | null {
    if (this.#sessionId === null) return null;
    return writeLogJsonl(
      this.#sink.readExport({
        sessionId: this.#sessionId,
        role: 'customer',
        publicKey: this.#signer.publicKey,
        peerPublicKey: technician.devicePublicKey,
        certificate: technician.signedCertificate,
      }),
    );
  }
}
