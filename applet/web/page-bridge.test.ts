import { describe, expect, it } from 'vitest';
import type { MessageLink } from '#shared/std/rpc/message-link.ts';
import { emptyAppletView } from '../core/empty-view.ts';
import { PageBridge } from './page-bridge.ts';

const firstView = emptyAppletView(
  { relayUrl: 'wss://help.example/ws', downloadFolder: null, canBeControlled: false, windowCaptures: true },
  '',
);

function newBridge(): PageBridge {
  return new PageBridge({ navigator: { userAgent: 'Android' } } as Window, firstView);
}

async function settle(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
}

/** What arrives at this end from now on, and what was waiting for it. */
function heardBy(link: MessageLink): string[] {
  const heard: string[] = [];
  link.onMessage((text) => heard.push(text));
  return heard;
}

describe('the bridge of a page whose core comes later', () => {
  it('shows the first view at once', async () => {
    const heard = heardBy(await newBridge().connect());
    await settle();
    expect(heard.map((text) => JSON.parse(text) as unknown)).toEqual([
      { kind: 'event', name: 'view', payload: { name: 'view/reset', view: firstView } },
    ]);
  });

  it('keeps what the window says until the core is there, in its order', async () => {
    const bridge = newBridge();
    const link = await bridge.connect();
    link.send('first');
    link.send('second');
    await settle();
    const heard: string[] = [];
    bridge.serve((main) => void main.onMessage((text) => heard.push(text)));
    link.send('third');
    await settle();
    expect(heard).toEqual(['first', 'second', 'third']);
  });

  it('leads a window that comes later straight to the core, which shows its own view', async () => {
    const bridge = newBridge();
    const mains: MessageLink[] = [];
    bridge.serve((main) => void mains.push(main));
    const heard = heardBy(await bridge.connect());
    mains[0]?.send('the core’s view');
    await settle();
    expect(heard).toEqual(['the core’s view']);
  });
});
