import type { Area } from '#shared/std/screen/area.ts';
import type { X11Connection, XExtension } from '../x11/x11-connection.ts';
import {
  createRegion,
  damageCreate,
  damageDestroy,
  damageSubtract,
  fetchRegion,
  readRegion,
} from './x11-screen-requests.ts';

/** What changes on the root window and all in it. The server tells once, and again only after what changed was taken. */
export class X11Damage {
  readonly #connection: X11Connection;
  readonly #damage: XExtension;
  readonly #fixes: XExtension;
  readonly #damageId: number;
  readonly #regionId: number;
  /** True at first: the server books the whole screen at once. */
  #isPending = true;

  constructor(
    connection: X11Connection,
    options: {
      readonly damage: XExtension;
      readonly fixes: XExtension;
      readonly damageId: number;
      readonly regionId: number;
    },
  ) {
    this.#connection = connection;
    this.#damage = options.damage;
    this.#fixes = options.fixes;
    this.#damageId = options.damageId;
    this.#regionId = options.regionId;
    connection.send(createRegion(this.#fixes.opcode, this.#regionId));
    connection.send(damageCreate(this.#damage.opcode, this.#damageId, connection.setup.root));
  }

  /** There is something to take. */
  get isPending(): boolean {
    return this.#isPending;
  }

  /** True if the event was about damage. */
  notice(event: Buffer): boolean {
    if ((event.readUInt8(0) & 0x7f) !== this.#damage.firstEvent) return false;
    this.#isPending = true;
    return true;
  }

  /** Everything that changed since the last call, on the whole desktop. */
  async take(): Promise<readonly Area[]> {
    this.#isPending = false;
    this.#connection.send(damageSubtract(this.#damage.opcode, this.#damageId, this.#regionId));
    const reply = await this.#connection.ask(fetchRegion(this.#fixes.opcode, this.#regionId));
    return reply.ok ? readRegion(reply.value) : [];
  }

  close(): void {
    this.#connection.send(damageDestroy(this.#damage.opcode, this.#damageId));
  }
}
