import { createInterface } from 'node:readline';
import { InProcessScreenStreamer } from '#tests/support/in-process-screen-streamer.ts';
import { appletWhere, startLoopback } from '#tests/support/loopback-session.ts';

// The customer's computer as a process that a test can kill. Lines in: the relay's address and PIN, then the code.

const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
const next = async (): Promise<string> => {
  const line = await lines.next();
  // Whoever started it is gone: so is it.
  if (line.done === true) process.exit(0);
  return line.value;
};

const [relayUrl = '', pin = ''] = (await next()).split(' ');
const screenStreamer = new InProcessScreenStreamer();
const { applet } = await startLoopback({ applet: { relayUrl, screenStreamer } });
setInterval(() => screenStreamer.source.draw(0, { x: 0, y: 0, width: 200, height: 100 }, 'noise'), 4);
applet.on('view', () => {
  const { prompt } = applet.view;
  if (prompt !== null) void applet.handlers.calls['permission/answer']({ prompt: prompt.id, allowed: true });
});
applet.join({ method: 'pin', pin });
await appletWhere(applet, ({ step }) => step.name === 'terms');
await applet.handlers.calls['terms/answer']({ accepted: true, locale: 'en' });
await applet.handlers.calls['verification/enter']({ code: await next() });
await next();
