import { connect, type Socket } from 'node:net';
import { fail, succeed, type Result } from '#shared/std/core/result.ts';
import { readXAuthority } from './x11-authority.ts';
import { greetXServer, type XSetup } from './x11-setup.ts';
import { pad4, ReceivedPackets } from './x11-packets.ts';

export type XExtension = { readonly opcode: number; readonly firstEvent: number };

/** `refused`: no permission to use this display. `lost`: the connection ended. `error N`: the X error code. */
export type XFailure = 'noDisplay' | 'refused' | 'lost' | `error ${number}`;

const typeError = 0;
const typeReply = 1;

type Waiting = { readonly sequence: number; readonly settle: (answer: Result<Buffer, XFailure>) => void };

/**
 * A small X11 client over the display's own socket: requests out, replies and errors back as values.
 *
 * Why not through nut-js: libnut leaves X errors to Xlib, which ends the whole process at a key that the layout does
 * not have, and it can type only what a US keyboard can. Here an error is an answer.
 */
export class X11Connection {
  readonly setup: XSetup;
  readonly #socket: Socket;
  readonly #received = new ReceivedPackets();
  #sequence = 0;
  #waiting: Waiting[] = [];
  #open = true;
  /** Every event that the server sends; those that were asked for, and a few that everybody gets. */
  onEvent: (event: Buffer) => void = () => {};
  /** The connection ended, by either side; called once. */
  onLost: () => void = () => {};

  private constructor(socket: Socket, setup: XSetup, rest: Buffer) {
    this.setup = setup;
    this.#socket = socket;
    if (rest.length > 0) this.#receive(rest);
    socket.on('data', (data) => this.#receive(data));
    socket.on('close', () => this.#lost());
    socket.on('error', () => this.#lost());
  }

  /** `display` is what the DISPLAY variable holds; only displays of this computer are reached. */
  static async open(display: string, environment: NodeJS.ProcessEnv): Promise<Result<X11Connection, XFailure>> {
    const number = /^(?:unix)?:(\d{1,5})(?:\.\d+)?$/.exec(display)?.[1];
    if (number === undefined) return fail('noDisplay');
    const socket = connect(`/tmp/.X11-unix/X${number}`);
    const greeting = await greetXServer(socket, readXAuthority(Number(number), environment));
    if (!greeting.ok) {
      socket.destroy();
      return greeting;
    }
    return succeed(new X11Connection(socket, greeting.value.setup, greeting.value.rest));
  }

  get isOpen(): boolean {
    return this.#open;
  }

  /** A request without a reply. Its error, if any, comes to light at the next `sync`. */
  send(request: Buffer): void {
    if (!this.#open) return;
    this.#sequence = (this.#sequence + 1) & 0xffff;
    this.#socket.write(request);
  }

  /** A request with a reply. */
  async ask(request: Buffer): Promise<Result<Buffer, XFailure>> {
    if (!this.#open) return fail('lost');
    this.send(request);
    const sequence = this.#sequence;
    return new Promise((settle) => {
      this.#waiting.push({ sequence, settle });
    });
  }

  /** Resolves once the server has done everything sent before. */
  async sync(): Promise<boolean> {
    return (await this.ask(xRequest(43, 0, Buffer.alloc(0)))).ok; // GetInputFocus: the customary no-operation with a reply.
  }

  /** The numbers under which the server knows an extension; null if it has none such. */
  async extension(name: string): Promise<XExtension | null> {
    const body = Buffer.alloc(4 + pad4(name.length));
    body.writeUInt16LE(name.length, 0);
    body.write(name, 4, 'latin1');
    const reply = await this.ask(xRequest(98, 0, body));
    if (!reply.ok || reply.value.readUInt8(8) === 0) return null;
    return { opcode: reply.value.readUInt8(9), firstEvent: reply.value.readUInt8(10) };
  }

  close(): void {
    this.#socket.end();
    this.#lost();
  }

  #receive(data: Buffer): void {
    for (const packet of this.#received.add(data)) {
      const type = packet.readUInt8(0) & 0x7f;
      if (type === typeReply) this.#answer(packet.readUInt16LE(2), succeed(packet));
      else if (type === typeError) this.#answer(packet.readUInt16LE(2), fail<XFailure>(`error ${packet.readUInt8(1)}`));
      else this.onEvent(packet);
    }
  }

  /** Errors of requests without a reply find nobody waiting and are dropped: the next question shows what is so. */
  #answer(sequence: number, answer: Result<Buffer, XFailure>): void {
    const index = this.#waiting.findIndex((waiting) => waiting.sequence === sequence);
    if (index !== -1) this.#waiting.splice(index, 1)[0]?.settle(answer);
  }

  #lost(): void {
    if (!this.#open) return;
    this.#open = false;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const { settle } of waiting) settle(fail('lost'));
    this.onLost();
  }
}

/** A request of the X protocol: opcode, one byte of data, length in words, body. */
export function xRequest(opcode: number, data: number, body: Buffer): Buffer {
  const request = Buffer.alloc(4 + pad4(body.length));
  request.writeUInt8(opcode, 0);
  request.writeUInt8(data, 1);
  request.writeUInt16LE(request.length / 4, 2);
  body.copy(request, 4);
  return request;
}
