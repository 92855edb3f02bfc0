import { describe, expect, it } from 'vitest';
import { LinkEnd } from './link-end.ts';

function open() {
  const sent: string[] = [];
  let closes = 0;
  const link = new LinkEnd({ send: (text) => sent.push(text), close: () => closes++ });
  return { link, sent, closes: () => closes };
}

describe('LinkEnd', () => {
  it('keeps texts that come before anybody listens, in order', () => {
    const { link } = open();
    link.deliver('a');
    link.deliver('b');
    const heard: string[] = [];
    link.onMessage((text) => heard.push(text));
    link.deliver('c');
    expect(heard).toEqual(['a', 'b', 'c']);
  });

  it('closes its carrier once and tells its listeners once', () => {
    const { link, closes } = open();
    let told = 0;
    link.onClose(() => told++);
    link.close();
    link.close();
    link.carrierClosed();
    expect([closes(), told]).toEqual([1, 1]);
  });

  it('tells a listener that comes after the end at once', () => {
    const { link } = open();
    link.carrierClosed();
    let told = 0;
    link.onClose(() => told++);
    expect(told).toBe(1);
  });

  it('neither sends nor delivers after the end', () => {
    const { link, sent } = open();
    const heard: string[] = [];
    link.onMessage((text) => heard.push(text));
    link.close();
    link.send('late');
    link.deliver('late');
    expect([sent, heard]).toEqual([[], []]);
  });

  it('stops telling a listener that was removed', () => {
    const { link } = open();
    const heard: string[] = [];
    const dispose = link.onMessage((text) => heard.push(text));
    link.deliver('a');
    dispose();
    dispose();
    link.onMessage(() => {});
    link.deliver('b');
    expect(heard).toEqual(['a']);
  });

  it('gives bytes to whoever listens, keeps none for later, and none after the end', () => {
    const { link } = open();
    link.deliverBinary(Uint8Array.of(1));
    const heard: number[] = [];
    const stop = link.onBinary((bytes) => heard.push(...bytes));
    link.deliverBinary(Uint8Array.of(2));
    stop();
    link.deliverBinary(Uint8Array.of(3));
    link.onBinary((bytes) => heard.push(...bytes));
    link.close();
    link.deliverBinary(Uint8Array.of(4));
    expect(heard).toEqual([2]);
  });

  it('sends bytes from the end that can, and from no other', () => {
    const sent: Uint8Array[] = [];
    const main = new LinkEnd({ send: () => {}, sendBinary: (bytes) => sent.push(bytes), close: () => {} });
    const bytes = Uint8Array.of(1, 2);
    main.sendBinary(bytes);
    main.close();
    main.sendBinary(bytes);
    expect(sent).toEqual([bytes]);
    expect(() => open().link.sendBinary(bytes)).toThrow('from main to the window');
  });
});
