import { openLogDatabase } from '#console/main/log/open-log-database.ts';
import { storeSession } from '#console/main/log/testing/stored-session.ts';

// Writes rows as fast as it can and says after each how many are stored, until somebody kills it.

const [path = '', sessionId = ''] = process.argv.slice(2);
const database = openLogDatabase(path);
const log = storeSession(database, sessionId);

function writeRow(): void {
  const { index } = log.append('customer', 'chat/message', { text: `row ${log.lines.length + 1} `.repeat(20) });
  process.stdout.write(`${index}\n`);
  // Not a loop: what was written to the pipe has to leave.
  setImmediate(writeRow);
}

writeRow();
