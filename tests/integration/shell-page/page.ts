import { pickHostBridge } from '#shared/dom/pick-host-bridge.ts';
import type { MessageLink } from '#shared/std/rpc/message-link.ts';

/** Answers whatever main sends, and offers whatever file is picked: all that the tests of the shell need of a page. */
const bridge = pickHostBridge();
const output = document.querySelector('output');
const input = document.querySelector('input');

async function connect(): Promise<void> {
  const link = await bridge.connect();
  link.onMessage((text) => link.send(`echo ${text}`));
  link.onBinary((bytes) => link.send(`bytes ${bytes.join(' ')} of ${bytes.buffer.byteLength}`));
  link.onClose(() => {
    if (output) output.textContent = 'closed';
  });
  link.send(`ready ${location.hash === '' ? 'clean' : 'token in the address'}`);
  if (output) output.textContent = 'connected';
  input?.addEventListener('change', () => void offer(link, Array.from(input.files ?? [])));
}

async function offer(link: MessageLink, files: readonly File[]): Promise<void> {
  link.send(`tickets ${(await bridge.offerFiles(files)).join(' ')}`);
}

connect().catch((error: unknown) => {
  if (output) output.textContent = String(error);
});
