import type { LogEventName, LogEvents } from '../log/log-events.ts';
import type { TransferEvent } from './transfer-event.ts';

type Record = <Name extends LogEventName>(
  actor: 'technician' | 'customer' | 'handrail',
  type: Name,
  body: LogEvents[Name],
) => void;

/** Writes what happened to a file into the session log, by whoever did it. */
export function logTransferEvent(event: TransferEvent, ownRole: 'technician' | 'customer', record: Record): void {
  const otherRole = ownRole === 'technician' ? 'customer' : 'technician';
  const sender = event.direction === 'sending' ? ownRole : otherRole;
  const receiver = event.direction === 'sending' ? otherRole : ownRole;
  const file = { file: event.transfer, name: event.fileName };
  switch (event.type) {
    case 'offered':
      return record(sender, 'file/offered', { ...file, sizeBytes: event.sizeBytes });
    case 'accepted':
      return record(receiver, 'file/accepted', file);
    case 'refused':
      return record(receiver, 'file/refused', { ...file, reason: event.reason });
    case 'done':
      return record('handrail', 'file/done', { ...file, sizeBytes: event.sizeBytes, sha256: event.sha256 });
    case 'failed':
      return record('handrail', 'file/failed', { ...file, reason: event.reason });
  }
}
