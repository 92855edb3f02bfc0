import { issueCertificate } from '../../crypto/certificate.ts';
import { toBase64Url } from '../../crypto/bytes.ts';
import { signerFromSeed, verifyStrictly } from '../../crypto/signature.ts';
import { FakeClock } from '../../testing/fake-clock.ts';
import type { LogExport } from '../export/log-export.ts';
import { MemoryLogSink } from '../memory-log-sink.ts';
import { SessionLog } from '../session-log.ts';

/** The two sides' logs of one session, each answering the other's checkpoints: for tests. */
export class TwoLogs {
  readonly sessionId: string;
  readonly clock = new FakeClock();
  readonly root = signerFromSeed(new Uint8Array(32).fill(9));
  readonly device = signerFromSeed(new Uint8Array(32).fill(1));
  readonly customerKey = signerFromSeed(new Uint8Array(32).fill(2));
  readonly certificate: Uint8Array;
  readonly technicianSink = new MemoryLogSink();
  readonly customerSink = new MemoryLogSink();
  readonly technician: SessionLog;
  readonly customer: SessionLog;
  #randomState = 1;

  constructor(sessionId = 'session-0001') {
    this.sessionId = sessionId;
    this.certificate = issueCertificate(this.root, {
      organisation: 'Acme IT',
      technician: 'Anna Weber',
      devicePublicKey: this.device.publicKey,
      permissions: ['viewScreen', 'control'],
      notBeforeMs: this.clock.wallMs() - 1,
      notAfterMs: this.clock.wallMs() + 90 * 24 * 60 * 60_000,
      serial: 7,
    });
    const shared = { sessionId, clock: this.clock, random: (count: number) => this.random(count) };
    this.technician = new SessionLog({
      ...shared,
      role: 'technician',
      signer: this.device,
      sink: this.technicianSink,
    });
    this.customer = new SessionLog({
      ...shared,
      role: 'customer',
      signer: this.customerKey,
      sink: this.customerSink,
    });
  }

  /** Repeatable bytes: a failing test fails again. */
  random(count: number): Uint8Array {
    return Uint8Array.from({ length: count }, () => {
      this.#randomState = (Math.imul(this.#randomState, 1_664_525) + 1_013_904_223) >>> 0;
      return this.#randomState >>> 24;
    });
  }

  /** After the handshake: each knows the other's key, and answers its checkpoints. */
  connect(): void {
    this.technician.setPeer({ publicKey: this.customerKey.publicKey, verify: verifyStrictly });
    this.customer.setPeer({ publicKey: this.device.publicKey, verify: verifyStrictly });
    const body = {
      transcript: '5'.repeat(64),
      technicianDevice: toBase64Url(this.device.publicKey),
      customerLogKey: toBase64Url(this.customerKey.publicKey),
    };
    this.technician.append('handrail', 'handshake/done', body);
    this.customer.append('handrail', 'handshake/done', body);
    this.technician.onCheckpoint((message) => answer(this.technician, this.customer, message));
    this.customer.onCheckpoint((message) => answer(this.customer, this.technician, message));
  }

  /** Both write a row. */
  chat(text: string): void {
    this.clock.advance(250);
    this.technician.append('customer', 'chat/message', { text });
    this.customer.append('customer', 'chat/message', { text });
  }

  end(): void {
    for (const [log, other] of [
      [this.technician, this.customer],
      [this.customer, this.technician],
    ] as const) {
      log.append('technician', 'session/ended', { by: 'technician', reason: 'ended' });
      const message = log.checkpoint(true);
      if (message !== null) answer(log, other, message);
      log.close();
    }
  }

  technicianExport(): LogExport {
    return this.technicianSink.readExport({
      sessionId: this.sessionId,
      role: 'technician',
      publicKey: this.device.publicKey,
      peerPublicKey: this.customerKey.publicKey,
      certificate: this.certificate,
    });
  }

  customerExport(): LogExport {
    return this.customerSink.readExport({
      sessionId: this.sessionId,
      role: 'customer',
      publicKey: this.customerKey.publicKey,
      peerPublicKey: this.device.publicKey,
      certificate: this.certificate,
    });
  }
}

function answer(from: SessionLog, to: SessionLog, message: Parameters<SessionLog['receiveCheckpoint']>[0]): void {
  const counterSignature = to.receiveCheckpoint(message);
  if (counterSignature === null) throw new Error('an honest checkpoint was refused');
  if (!from.receiveCounterSignature(counterSignature)) throw new Error('an honest counter-signature was refused');
}
