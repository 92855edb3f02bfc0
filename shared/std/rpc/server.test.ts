import * as fc from 'fast-check';
import * as v from 'valibot';
import { beforeEach, describe, expect, it } from 'vitest';
import { turns } from '#tests/support/turns.ts';
import { fail, type Result } from '../core/result.ts';
import type { Logger } from '../core/logger.ts';
import { RpcClient } from './client.ts';
import { LinkEnd } from './link-end.ts';
import { RpcServer } from './server.ts';
import { encodeRpcMessage } from './wire.ts';

const contract = {
  calls: {
    'add/two': v.strictObject({ one: v.number(), other: v.number() }),
    'throw/now': v.strictObject({}),
    'wait/forever': v.strictObject({}),
    'refuse/politely': v.strictObject({}),
  },
  notices: { 'note/down': v.strictObject({ text: v.string() }), 'note/throw': v.strictObject({}) },
} as const;

type Results = {
  'add/two': number;
  'throw/now': Result<null, string>;
  'wait/forever': null;
  'refuse/politely': Result<null, string>;
};
type Events = { view: number };
type Client = RpcClient<typeof contract, Results, Events>;

let noted: string[];
let logged: string[];
let server: RpcServer<typeof contract, Results, Events>;

const note = (event: string): void => {
  logged.push(event);
};
const logger: Logger = { debug: note, info: note, warn: note, error: note };

beforeEach(() => {
  noted = [];
  logged = [];
  server = new RpcServer<typeof contract, Results, Events>(
    contract,
    {
      calls: {
        'add/two': async ({ one, other }) => one + other,
        'throw/now': async () => {
          throw new Error('secret detail');
        },
        'wait/forever': () => new Promise(() => {}),
        'refuse/politely': async () => fail('notNow'),
      },
      notices: {
        'note/down': ({ text }) => {
          noted.push(text);
        },
        'note/throw': () => {
          throw new Error('secret detail');
        },
      },
    },
    logger,
  );
});

/** Two ends of one link: what one sends the other is delivered on a later turn. */
function join(): { readonly window: LinkEnd; readonly main: LinkEnd } {
  const ends: { window?: LinkEnd; main?: LinkEnd } = {};
  const make = (other: 'window' | 'main'): LinkEnd =>
    new LinkEnd({
      send: (text) => queueMicrotask(() => ends[other]?.deliver(text)),
      close: () => ends[other]?.carrierClosed(),
    });
  const window = make('main');
  const main = make('window');
  Object.assign(ends, { window, main });
  return { window, main };
}

function openWindow(): { readonly client: Client; readonly window: LinkEnd; readonly main: LinkEnd } {
  const { window, main } = join();
  server.accept(main);
  return { client: new RpcClient<typeof contract, Results, Events>(window), window, main };
}

/** A window that says what it likes, and what it hears. */
function openRaw(): { readonly say: (text: string) => void; readonly heard: string[] } {
  const { window, main } = join();
  server.accept(main);
  const heard: string[] = [];
  window.onMessage((text) => heard.push(text));
  return { say: (text) => window.send(text), heard };
}

describe('RPC between a window and main', () => {
  it('calls are answered, each by its own answer, and notices arrive', async () => {
    const { client } = openWindow();
    const sums = await Promise.all([1, 2, 3].map((one) => client.call('add/two', { one, other: 10 })));
    expect(sums).toEqual([11, 12, 13]);
    client.notify('note/down', { text: 'hello' });
    await turns();
    expect(noted).toEqual(['hello']);
    expect(await client.call('refuse/politely', {})).toEqual({ ok: false, reason: 'notNow' });
  });

  it('a handler that throws is an internal failure for the window, without its detail, and main goes on', async () => {
    const { client } = openWindow();
    expect(await client.call('throw/now', {})).toEqual({ ok: false, reason: 'internal' });
    expect(logged).toContain('rpc/handler-threw');
    expect(await client.call('add/two', { one: 1, other: 1 })).toBe(2);
  });

  it('a notice whose handler throws does not take main down', async () => {
    const { client, main } = openWindow();
    expect(() => main.deliver(encodeRpcMessage({ kind: 'notice', name: 'note/throw', argument: {} }))).not.toThrow();
    expect(logged).toContain('rpc/handler-threw');
    client.notify('note/down', { text: 'after' });
    await turns();
    expect(noted).toEqual(['after']);
  });

  it('what is not in the contract is refused, whatever JavaScript would make of its name', async () => {
    const { say, heard } = openRaw();
    const names = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'note/up', '', 'add/two ', 'ADD/TWO'];
    for (const name of names) {
      for (const kind of ['call', 'notice']) say(JSON.stringify({ kind, id: 1, name, argument: {} }));
      say(JSON.stringify({ kind: 'notice', name, argument: {} }));
    }
    // A call may not be made as a notice, nor the other way round.
    say(JSON.stringify({ kind: 'notice', name: 'add/two', argument: { one: 1, other: 1 } }));
    say(JSON.stringify({ kind: 'call', id: 7, name: 'note/down', argument: { text: 'x' } }));
    await turns(2);
    expect(noted).toEqual([]);
    expect(heard.filter((text) => !text.includes('"reason":"internal"'))).toEqual([]);
    expect(logged.every((event) => event === 'rpc/malformed' || event === 'rpc/refused')).toBe(true);
  });

  it('an argument that does not fit is refused before any handler sees it, and the window is not left waiting', async () => {
    const { client } = openWindow();
    const wrong = { one: 1, other: 'NaN' } as unknown as { one: number; other: number };
    expect(await client.call('add/two', wrong)).toEqual({ ok: false, reason: 'internal' });
    const tooMuch = { one: 1, other: 2, more: 3 };
    expect(await client.call('add/two', tooMuch)).toEqual({ ok: false, reason: 'internal' });
    expect(logged).toEqual(['rpc/refused', 'rpc/refused']);
  });

  it('garbage is logged and dropped', async () => {
    const { main } = openWindow();
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json(), fc.constant('['.repeat(5_000))), (text) => {
        main.deliver(text);
      }),
      { numRuns: 300 },
    );
    await turns();
    expect(noted).toEqual([]);
  });

  it('a window that answers, or tells events, is not listened to', async () => {
    const { say, heard } = openRaw();
    say(encodeRpcMessage({ kind: 'answer', id: 1, value: 1 }));
    say(encodeRpcMessage({ kind: 'event', name: 'view', payload: 1 }));
    await turns();
    expect([heard, logged]).toEqual([[], ['rpc/malformed', 'rpc/malformed']]);
  });

  it('calls that wait when the link closes are rejected, also those that come after', async () => {
    const { client, main } = openWindow();
    const waiting = client.call('wait/forever', {});
    await turns();
    main.close();
    await expect(waiting).rejects.toThrow('closed');
    await expect(client.call('add/two', { one: 1, other: 1 })).rejects.toThrow('closed');
    expect(server.windowCount).toBe(0);
  });

  it('an answer that comes after the window has gone goes nowhere', async () => {
    const { client, window } = openWindow();
    const answer = client.call('add/two', { one: 1, other: 1 });
    window.close();
    await expect(answer).rejects.toThrow('closed');
    await turns();
    expect(server.windowCount).toBe(0);
  });

  it('events go to every window, and no more to one that left', async () => {
    const seen: string[] = [];
    const windows = ['a', 'b'].map((name) => {
      const opened = openWindow();
      opened.client.on('view', (payload) => seen.push(`${name} ${payload}`));
      return opened;
    });
    await turns();
    server.emit('view', 1);
    await turns();
    windows[0]?.window.close();
    server.emit('view', 2);
    await turns();
    expect(seen).toEqual(['a 1', 'b 1', 'b 2']);
  });

  it('a window that comes back starts from a whole view that only it is sent', async () => {
    const seen: string[] = [];
    const old = openWindow();
    old.client.on('view', (payload) => seen.push(`old ${payload}`));
    await turns();
    const { window, main } = join();
    server.accept(main);
    const client = new RpcClient<typeof contract, Results, Events>(window);
    client.on('view', (payload) => seen.push(`new ${payload}`));
    server.emitTo(main, 'view', 42);
    await turns();
    old.window.close();
    server.emit('view', 43);
    await turns();
    expect(seen).toEqual(['new 42', 'new 43']);
  });

  it('a link that closed before main took it is let go at once', () => {
    const { main } = join();
    main.close();
    expect(() => server.accept(main)).not.toThrow();
    expect(server.windowCount).toBe(0);
  });
});
