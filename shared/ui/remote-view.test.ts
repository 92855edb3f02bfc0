import { describe, expect, it, vi } from 'vitest';
import * as v from 'valibot';
import type { FailureCode } from '#shared/std/core/failure.ts';
import { succeed, type Result } from '#shared/std/core/result.ts';
import type { MessageLink } from '#shared/std/rpc/message-link.ts';
import { decodeRpcMessage, encodeRpcMessage } from '#shared/std/rpc/wire.ts';
import { FakeClock } from '#shared/std/testing/fake-clock.ts';
import { RemoteView } from './remote-view.ts';

const contract = {
  calls: { 'number/double': v.strictObject({ value: v.number() }) },
  notices: { 'number/seen': v.strictObject({ value: v.number() }) },
} as const;
type Answers = { 'number/double': Result<number, FailureCode> };
type View = { readonly total: number };
type Event = { readonly name: 'view/reset'; readonly view: View } | { readonly name: 'added'; readonly by: number };
type Events = { view: Event; ping: { readonly at: number } };

const reduce = (view: View, event: Event): View =>
  event.name === 'view/reset' ? event.view : { total: view.total + event.by };

describe('RemoteView', () => {
  it('is connecting until the first snapshot, and ignores changes that come before it', async () => {
    const { remote, main } = await open();
    main.tell('view', { name: 'added', by: 5 });
    expect(remote.store.getState()).toEqual({ view: null, link: 'connecting' });
    main.tell('view', { name: 'view/reset', view: { total: 1 } });
    main.tell('view', { name: 'added', by: 5 });
    expect(remote.store.getState()).toEqual({ view: { total: 6 }, link: 'connected' });
  });

  it('answers calls, and turns a link that closes meanwhile into a failure', async () => {
    const { remote, main } = await open();
    const answered = remote.call('number/double', { value: 2 });
    main.answerLast(succeed(4));
    expect(await answered).toEqual({ ok: true, value: 4 });
    const cut = remote.call('number/double', { value: 3 });
    main.close();
    expect(await cut).toEqual({ ok: false, reason: 'windowLost' });
    expect(await remote.call('number/double', { value: 3 })).toEqual({ ok: false, reason: 'windowLost' });
  });

  it('keeps the last view while the link is lost, and goes on with the new snapshot and the old listeners', async () => {
    const { remote, main, clock, links } = await open();
    const pings: number[] = [];
    remote.on('ping', ({ at }) => pings.push(at));
    main.tell('view', { name: 'view/reset', view: { total: 1 } });
    main.close();
    expect(remote.store.getState()).toEqual({ view: { total: 1 }, link: 'lost' });
    clock.advance(200);
    await vi.waitFor(() => expect(links).toHaveLength(2));
    await Promise.resolve();
    links[1]?.tell('view', { name: 'view/reset', view: { total: 9 } });
    links[1]?.tell('ping', { at: 7 });
    expect(remote.store.getState()).toEqual({ view: { total: 9 }, link: 'connected' });
    expect(pings).toEqual([7]);
  });

  it('tries ever more slowly while main is not there, and stops when disposed', async () => {
    const clock = new FakeClock();
    const connect = vi.fn(() => Promise.reject<MessageLink>(new Error('gone')));
    const remote = new RemoteView<typeof contract, Answers, Events, View>({ bridge: { connect }, clock, reduce });
    await vi.waitFor(() => expect(clock.timerCount).toBe(1));
    clock.advance(199);
    expect(connect).toHaveBeenCalledTimes(1);
    clock.advance(1);
    expect(connect).toHaveBeenCalledTimes(2);
    await vi.waitFor(() => expect(clock.timerCount).toBe(1));
    remote.dispose();
    expect(clock.timerCount).toBe(0);
  });
});

class FakeMain implements MessageLink {
  readonly #message = new Set<(text: string) => void>();
  readonly #binary = new Set<(bytes: Uint8Array<ArrayBuffer>) => void>();
  readonly #closed = new Set<() => void>();
  readonly #sent: string[] = [];

  send(text: string): void {
    this.#sent.push(text);
  }
  onMessage(listener: (text: string) => void): () => void {
    this.#message.add(listener);
    return () => this.#message.delete(listener);
  }
  sendBinary(): void {
    throw new Error('a window sends no bytes');
  }
  onBinary(listener: (bytes: Uint8Array<ArrayBuffer>) => void): () => void {
    this.#binary.add(listener);
    return () => this.#binary.delete(listener);
  }
  onClose(listener: () => void): () => void {
    this.#closed.add(listener);
    return () => this.#closed.delete(listener);
  }
  close(): void {
    // Tells everyone who listened when it happened, as a socket does, even those who stop listening meanwhile.
    const listeners = [...this.#closed];
    this.#closed.clear();
    for (const listener of listeners) listener();
  }
  tell<Name extends keyof Events>(name: Name, payload: Events[Name]): void {
    for (const listener of this.#message) listener(encodeRpcMessage({ kind: 'event', name, payload }));
  }
  answerLast(value: unknown): void {
    const call = decodeRpcMessage(this.#sent.at(-1) ?? '');
    if (call?.kind !== 'call') throw new Error('nothing was asked');
    for (const listener of this.#message) listener(encodeRpcMessage({ kind: 'answer', id: call.id, value }));
  }
}

async function open() {
  const clock = new FakeClock();
  const links: FakeMain[] = [];
  const connect = (): Promise<MessageLink> => {
    const link = new FakeMain();
    links.push(link);
    return Promise.resolve(link);
  };
  const remote = new RemoteView<typeof contract, Answers, Events, View>({ bridge: { connect }, clock, reduce });
  await Promise.resolve();
  const [main] = links;
  if (main === undefined) throw new Error('the view did not connect');
  return { remote, main, clock, links };
}
