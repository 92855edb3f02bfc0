import { intersection, isEmpty, type Area } from '#shared/std/screen/area.ts';
import {
  maxMonitorNameCharacters,
  maxMonitors,
  maxScreenPixels,
  maxScreenSidePixels,
} from '#shared/std/screen/screen-limits.ts';
import type { Monitor } from '#shared/std/screen/screen-message.ts';
import type { X11Connection, XExtension } from '../x11/x11-connection.ts';
import { MonitorIds } from './monitor-ids.ts';
import {
  getAtomName,
  getGeometry,
  getMonitors,
  queryVersion,
  readAtomName,
  readGeometry,
  readMonitors,
  watchMonitors,
  watchRoot,
  type XMonitor,
} from './x11-screen-requests.ts';

const configureNotify = 22;
/** Before 1.5 RandR knows no monitors. */
const neededVersion = { major: 1, minor: 5 };

/** The monitors of an X11 display, by RandR; the whole screen as one where it knows of none. */
export class X11Monitors {
  readonly #connection: X11Connection;
  readonly #randr: XExtension | null;
  readonly #ids = new MonitorIds();
  readonly #names = new Map<number, string>();

  private constructor(connection: X11Connection, randr: XExtension | null) {
    this.#connection = connection;
    this.#randr = randr;
  }

  /** From here on the server tells of changes. */
  static async open(connection: X11Connection): Promise<X11Monitors> {
    const { root } = connection.setup;
    connection.send(watchRoot(root));
    const randr = await connection.extension('RANDR');
    const version =
      randr && (await connection.ask(queryVersion(randr.opcode, neededVersion.major, neededVersion.minor)));
    if (randr === null || version?.ok !== true) return new X11Monitors(connection, null);
    connection.send(watchMonitors(randr.opcode, root));
    const [major, minor] = [version.value.readUInt32LE(8), version.value.readUInt32LE(12)];
    const isNewEnough = major > neededVersion.major || minor >= neededVersion.minor;
    return new X11Monitors(connection, isNewEnough ? randr : null);
  }

  /** Whether an event says that monitors may be others now. */
  isChange(event: Buffer): boolean {
    const type = event.readUInt8(0) & 0x7f;
    if (type === configureNotify) return true;
    return this.#randr !== null && (type === this.#randr.firstEvent || type === this.#randr.firstEvent + 1);
  }

  /** Null if the server is gone. */
  async read(): Promise<{ readonly root: Area; readonly monitors: readonly Monitor[] } | null> {
    const { root } = this.#connection.setup;
    const [geometry, list] = await Promise.all([
      this.#connection.ask(getGeometry(root)),
      this.#randr === null ? null : this.#connection.ask(getMonitors(this.#randr.opcode, root)),
    ]);
    if (!geometry.ok) return null;
    const whole = { x: 0, y: 0, ...readGeometry(geometry.value) };
    const described = list?.ok === true ? readMonitors(list.value) : [];
    const monitors = await this.#nameMonitors(described, whole);
    const all = monitors.length > 0 ? monitors : [wholeScreen(whole)];
    return { root: whole, monitors: this.#ids.assign(all.filter(isViewable)) };
  }

  async #nameMonitors(described: readonly XMonitor[], root: Area): Promise<Omit<Monitor, 'id'>[]> {
    const named: Omit<Monitor, 'id'>[] = [];
    for (const monitor of described.slice(0, maxMonitors)) {
      const place = intersection(monitor, root);
      // Mirrored ones show the same: one of them is enough.
      if (isEmpty(place) || named.some((other) => isSamePlace(other, place))) continue;
      named.push({ ...place, name: await this.#nameOf(monitor.nameAtom), primary: monitor.primary });
    }
    const [first] = named;
    if (first !== undefined && !named.some(({ primary }) => primary)) named[0] = { ...first, primary: true };
    return named;
  }

  async #nameOf(atom: number): Promise<string> {
    const known = this.#names.get(atom);
    if (known !== undefined) return known;
    const reply = await this.#connection.ask(getAtomName(atom));
    const name = reply.ok ? readAtomName(reply.value).slice(0, maxMonitorNameCharacters) : String(atom);
    this.#names.set(atom, name);
    return name;
  }
}

/** What no viewer could hold is not offered to any. */
function isViewable({ width, height }: Area): boolean {
  return Math.max(width, height) <= maxScreenSidePixels && width * height <= maxScreenPixels;
}

function wholeScreen(root: Area): Omit<Monitor, 'id'> {
  return { ...root, name: 'screen', primary: true };
}

function isSamePlace(a: Area, b: Area): boolean {
  return a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height;
}
