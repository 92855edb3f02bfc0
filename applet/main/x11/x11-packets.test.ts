import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ReceivedPackets } from './x11-packets.ts';

function reply(words: number, fill: number): Buffer {
  const packet = Buffer.alloc(32 + 4 * words, fill);
  packet[0] = 1;
  packet.writeUInt32LE(words, 4);
  return packet;
}

const event = Buffer.alloc(32, 7);

describe('packets of an X server', () => {
  it('come out whole and in order, however they are cut on the way', () => {
    const sent = [reply(0, 1), event, reply(300, 2), event, event, reply(1, 3)];
    const bytes = Buffer.concat(sent);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 500 })), (cuts) => {
        const received = new ReceivedPackets();
        const packets: Buffer[] = [];
        let offset = 0;
        for (const cut of [...cuts, bytes.length]) {
          packets.push(...received.add(bytes.subarray(offset, offset + cut)));
          offset = Math.min(bytes.length, offset + cut);
        }
        expect(packets.map((packet) => packet.toString('hex'))).toEqual(sent.map((packet) => packet.toString('hex')));
      }),
    );
  });

  it('are joined once: a large reply in many pieces takes no time', () => {
    const large = reply(4_000_000, 1);
    const received = new ReceivedPackets();
    const startMs = performance.now();
    let packets: Buffer[] = [];
    for (let offset = 0; offset < large.length; offset += 16_384) {
      packets = received.add(large.subarray(offset, offset + 16_384));
    }
    expect(packets[0]?.length).toBe(large.length);
    expect(performance.now() - startMs).toBeLessThan(1_000); // Joining at every piece would copy 8 GB.
  });
});
