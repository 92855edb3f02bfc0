import { describe, expect, it, vi } from 'vitest';
import { RpcClient } from './client.ts';
import { LinkEnd } from './link-end.ts';
import { encodeRpcMessage } from './wire.ts';

type Events = { view: number };

const event = (payload: number): string => encodeRpcMessage({ kind: 'event', name: 'view', payload });

function makeLink(): LinkEnd {
  return new LinkEnd({ send: () => {}, close: () => {} });
}

describe('RpcClient', () => {
  it('gives what came with the link to listeners that are added right after it', async () => {
    const link = makeLink();
    link.deliver(event(1));
    const client = new RpcClient<never, Record<string, unknown>, Events>(link);
    const seen: number[] = [];
    client.on('view', (payload) => seen.push(payload));
    await vi.waitFor(() => expect(seen).toEqual([1]));
    link.deliver(event(2));
    expect(seen).toEqual([1, 2]);
  });

  it('hears nothing once it is disposed, not even what came with the link', async () => {
    const link = makeLink();
    link.deliver(event(1));
    const client = new RpcClient<never, Record<string, unknown>, Events>(link);
    const heard = vi.fn();
    client.on('view', heard);
    client.dispose();
    await Promise.resolve();
    link.deliver(event(2));
    expect(heard).not.toHaveBeenCalled();
  });
});
