import { SessionLog } from '#shared/std/log/session-log.ts';
import type { ConsolePorts, NewSessionRecord, SessionArchive, SessionRecordChange } from './console-ports.ts';

/** One session's place in the console's archive: its line in the list of sessions, and its log. */
export class ArchivedSession {
  readonly log: SessionLog;
  readonly #id: string;
  readonly #archive: SessionArchive;
  readonly #logger: ConsolePorts['logger'];

  /** Throws `LogUnwritableError`: no log, no session. */
  constructor(ports: ConsolePorts, session: Pick<NewSessionRecord, 'id' | 'name' | 'type'>) {
    const { certificate, signer, signedCertificate } = ports.device;
    this.#id = session.id;
    this.#archive = ports.archive;
    this.#logger = ports.logger;
    ports.archive.createSession({
      id: session.id,
      name: session.name,
      type: session.type,
      technician: certificate.technician,
      organisation: certificate.organisation,
      deviceKey: signer.publicKey,
      certificate: signedCertificate,
      createdAtMs: ports.clock.wallMs(),
    });
    const sink = ports.archive.sinkFor(session.id);
    this.log = new SessionLog({ ...ports, sessionId: session.id, role: 'technician', signer, sink });
  }

  update(change: SessionRecordChange): void {
    try {
      this.#archive.updateSession(this.#id, change);
    } catch (error) {
      // The list beside the log is a convenience; the log itself has the same facts, or ends the session.
      this.#logger.error('archive/unwritable', { error: String(error) });
    }
  }

  /** Signs the end of a log that nobody is there to counter-sign. */
  signEnd(): void {
    try {
      this.log.checkpoint(true);
    } catch (error) {
      // A full disk must not keep a session from ending; verification says that the log was not closed.
      this.#logger.error('log/unsigned-end', { error: String(error) });
    }
    this.log.close();
  }
}
