const packetBytes = 32;
const typeReply = 1;
const typeGenericEvent = 35;

/** Lengths in the X protocol are of whole words. */
export function pad4(length: number): number {
  return (length + 3) & ~3;
}

/**
 * Cuts what comes from an X server into replies, errors and events. What belongs to one packet is joined once, when all of it
 * is there: a reply with pixels comes in hundreds of pieces.
 */
export class ReceivedPackets {
  #pieces: Buffer[] = [];
  #length = 0;
  /** Bytes of the packet that is being received; just its head as long as that is all we know. */
  #needed = packetBytes;

  add(data: Buffer): Buffer[] {
    this.#pieces.push(data);
    this.#length += data.length;
    if (this.#length < this.#needed) return [];
    const received = this.#pieces.length === 1 ? data : Buffer.concat(this.#pieces, this.#length);
    const packets: Buffer[] = [];
    let offset = 0;
    this.#needed = packetBytes;
    while (received.length - offset >= packetBytes) {
      const length = packetLength(received, offset);
      if (received.length - offset < length) {
        this.#needed = length;
        break;
      }
      packets.push(received.subarray(offset, offset + length));
      offset += length;
    }
    this.#length = received.length - offset;
    this.#pieces = this.#length === 0 ? [] : [received.subarray(offset)];
    return packets;
  }
}

function packetLength(received: Buffer, offset: number): number {
  const type = received.readUInt8(offset) & 0x7f;
  const isLong = type === typeReply || type === typeGenericEvent;
  return packetBytes + (isLong ? received.readUInt32LE(offset + 4) * 4 : 0);
}
