import { EventEmitter } from 'node:events';
import type { WebContents } from 'electron';
import { beforeEach, describe, expect, it } from 'vitest';
import type { LinkEnd } from '#shared/std/rpc/link-end.ts';
import { silentLogger } from '#shared/std/core/logger.ts';
import { openPageChannel } from './page-channel.ts';
import { pageChannel } from './page-wire.ts';

/** As much of a window's contents as the channel uses. */
class FakeContents extends EventEmitter {
  readonly ipc = new EventEmitter();
  readonly mainFrame = { origin: 'app://applet' };
  readonly sent: unknown[] = [];

  send(_channel: string, message: unknown): void {
    this.sent.push(message);
  }

  isDestroyed(): boolean {
    return false;
  }

  say(value: unknown, senderFrame: unknown = this.mainFrame): void {
    this.ipc.emit(pageChannel, { senderFrame }, value);
  }
}

let contents: FakeContents;
let links: LinkEnd[];
let offers: string[];
let heard: string[];

beforeEach(() => {
  contents = new FakeContents();
  links = [];
  offers = [];
  heard = [];
  openPageChannel({
    contents: contents as unknown as WebContents,
    origin: 'app://applet',
    logger: silentLogger,
    onLink: (link) => {
      links.push(link);
      link.onMessage((text) => heard.push(text));
    },
    onOffer: (ticket, path) => offers.push(`${ticket} ${path}`),
  });
});

describe('the channel between a page and main', () => {
  it('carries texts both ways on the link that is open', () => {
    contents.say({ kind: 'connect', link: 1 });
    contents.say({ kind: 'text', link: 1, text: 'up' });
    links[0]?.send('down');
    expect(heard).toEqual(['up']);
    expect(contents.sent).toEqual([{ kind: 'text', link: 1, text: 'down' }]);
  });

  it('carries bytes to the page, and of a view no more than what it shows', () => {
    contents.say({ kind: 'connect', link: 1 });
    links[0]?.sendBinary(new Uint8Array([1, 2, 3, 4]).subarray(1, 3));
    const [message] = contents.sent as { kind: string; link: number; bytes: Uint8Array }[];
    expect(message).toEqual({ kind: 'binary', link: 1, bytes: Uint8Array.of(2, 3) });
    expect(message?.bytes.buffer.byteLength).toBe(2);
  });

  it('hears no frame but the main one, and that only while it shows our page', () => {
    const connect = { kind: 'connect', link: 1 };
    contents.say(connect, null);
    contents.say(connect, { origin: 'app://applet' });
    contents.mainFrame.origin = 'https://evil.example';
    contents.say(connect);
    expect(links).toEqual([]);
  });

  it('drops whatever is not a message', () => {
    for (const value of [
      null,
      'text',
      { kind: 'connect' },
      { kind: 'connect', link: -1 },
      { kind: 'connect', link: 1, more: true },
      { kind: 'offer', ticket: '../x', path: '/etc/passwd' },
      { kind: 'offer', ticket: 'a'.repeat(32), path: '' },
      { kind: 'text', link: 1, text: 'x'.repeat(2 * 1024 * 1024) },
      { kind: 'eval', text: '1' },
    ]) {
      contents.say(value);
    }
    expect([links, offers, heard]).toEqual([[], [], []]);
  });

  it('passes a file’s path on with the ticket that the preload made', () => {
    contents.say({ kind: 'offer', ticket: 'ab'.repeat(16), path: '/home/a/b.txt' });
    expect(offers).toEqual([`${'ab'.repeat(16)} /home/a/b.txt`]);
  });

  it('ends a link that is replaced, and hears nothing more of it', () => {
    contents.say({ kind: 'connect', link: 1 });
    contents.say({ kind: 'connect', link: 2 });
    contents.say({ kind: 'text', link: 1, text: 'late' });
    expect(links.map((link) => link.closed)).toEqual([true, false]);
    expect(heard).toEqual([]);
  });

  it.each([
    ['a reload', () => contents.emit('did-start-navigation', { isMainFrame: true, isSameDocument: false })],
    ['a crash', () => contents.emit('render-process-gone')],
    ['the end of the window', () => contents.emit('destroyed')],
    ['the page itself', () => contents.say({ kind: 'disconnect', link: 1 })],
  ])('ends the link with %s', (_what, end) => {
    contents.say({ kind: 'connect', link: 1 });
    end();
    expect(links[0]?.closed).toBe(true);
  });

  it('keeps the link when a frame inside, or the address after #, changes', () => {
    contents.say({ kind: 'connect', link: 1 });
    contents.emit('did-start-navigation', { isMainFrame: false, isSameDocument: false });
    contents.emit('did-start-navigation', { isMainFrame: true, isSameDocument: true });
    expect(links[0]?.closed).toBe(false);
  });

  it('tells the page when main closes the link', () => {
    contents.say({ kind: 'connect', link: 1 });
    links[0]?.close();
    expect(contents.sent).toEqual([{ kind: 'closed', link: 1 }]);
  });
});
