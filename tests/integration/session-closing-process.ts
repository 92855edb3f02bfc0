import { RtcDataConnection } from '#shared/node/rtc-data-connection.ts';
import { silentLogger } from '#shared/std/core/logger.ts';
import { maxScreenMessageBytes } from '#shared/std/screen/screen-limits.ts';
import { channelHighWatermarkBytes, fileChunkBytes } from '#shared/std/protocol/limits.ts';

// A process of its own: what goes wrong in native code shows as the process's end, and nowhere else.

const chunk = new Uint8Array(fileChunkBytes);
const frame = new Uint8Array(15);
const piece = new Uint8Array(maxScreenMessageBytes);
const rounds = 12;

function open(role: 'offerer' | 'answerer'): RtcDataConnection {
  return new RtcDataConnection({ role, iceServers: [], logger: silentLogger });
}

/** Keeps both directions full: files up to the watermark, and input and pictures on top of it. */
function pour(connection: RtcDataConnection): void {
  while (connection.bufferedBytes('file') < channelHighWatermarkBytes && connection.send('file', chunk));
  for (let count = 0; count < 50; count += 1) {
    connection.send('input', frame);
    connection.send('pointer', frame);
    connection.send('control', frame);
    connection.send('screen', piece);
  }
}

for (let round = 0; round < rounds; round += 1) {
  const offerer = open('offerer');
  const answerer = open('answerer');
  offerer.onLocalSignal((signal) => answerer.acceptRemoteSignal(signal));
  answerer.onLocalSignal((signal) => offerer.acceptRemoteSignal(signal));
  const bothClosed = Promise.all(
    [offerer, answerer].map((end) => new Promise<void>((resolve) => void end.onClosed(() => resolve()))),
  );
  let received = 0;
  for (const end of [offerer, answerer]) {
    end.onOpen(() => pour(end));
    end.onDrained(() => pour(end));
    end.onMessage(() => {
      received += 1;
      // In the middle of it, at another moment in every round: from within a callback, or right after it.
      if (received < 40 + round * 30) return;
      const closing = round % 2 === 0 ? offerer : answerer;
      if (round % 3 === 0) closing.close();
      else setImmediate(() => closing.close());
    });
  }
  await bothClosed;
  pour(offerer);
  pour(answerer);
}
process.stdout.write(`rounds ${rounds}\n`);
process.exit(0);
