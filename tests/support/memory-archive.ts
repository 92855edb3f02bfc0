import type { NewSessionRecord, SessionArchive, SessionRecordChange } from '#console/core/console-ports.ts';
import type { LogExport } from '#shared/std/log/export/log-export.ts';
import type { LogSink } from '#shared/std/log/log-row.ts';
import { LogUnwritableError } from '#shared/std/log/log-unwritable-error.ts';
import { MemoryLogSink } from '#shared/std/log/memory-log-sink.ts';

/** The console's archive in memory, whose disk can be full from any moment on. */
export class MemoryArchive implements SessionArchive {
  readonly sessions = new Map<string, NewSessionRecord & SessionRecordChange>();
  readonly sinks = new Map<string, MemoryLogSink>();
  full = false;
  /** Writes that were refused. */
  refused = 0;

  createSession(session: NewSessionRecord): void {
    this.#check();
    this.sessions.set(session.id, session);
  }

  sinkFor(sessionId: string): LogSink {
    const sink = new MemoryLogSink();
    this.sinks.set(sessionId, sink);
    return {
      appendRow: (row) => {
        this.#check();
        sink.appendRow(row);
      },
      saveCheckpoint: (checkpoint) => {
        this.#check();
        sink.saveCheckpoint(checkpoint);
      },
      savePeerCheckpoint: (checkpoint) => {
        this.#check();
        sink.savePeerCheckpoint(checkpoint);
      },
    };
  }

  updateSession(sessionId: string, change: SessionRecordChange): void {
    this.#check();
    const known = this.sessions.get(sessionId);
    if (known !== undefined) this.sessions.set(sessionId, { ...known, ...change });
  }

  readExport(sessionId: string): LogExport {
    const session = this.sessions.get(sessionId);
    const sink = this.sinks.get(sessionId);
    if (session === undefined || sink === undefined) throw new Error(`no session ${sessionId}`);
    return sink.readExport({
      sessionId,
      role: 'technician',
      publicKey: session.deviceKey,
      peerPublicKey: session.customerLogKey ?? null,
      certificate: session.certificate,
    });
  }

  #check(): void {
    if (!this.full) return;
    this.refused += 1;
    throw new LogUnwritableError(new Error('disk full'));
  }
}
