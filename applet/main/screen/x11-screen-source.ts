import type { Clock } from '#shared/std/core/clock.ts';
import type { Dispose } from '#shared/std/core/dispose.ts';
import { Emitter } from '#shared/std/core/emitter.ts';
import type { FailureCode } from '#shared/std/core/failure.ts';
import type { Logger } from '#shared/std/core/logger.ts';
import { fail, succeed, type Result } from '#shared/std/core/result.ts';
import type { Area } from '#shared/std/screen/area.ts';
import type { Picture } from '#shared/std/screen/picture.ts';
import type { CursorShape, Monitor } from '#shared/std/screen/screen-message.ts';
import type { ScreenSource } from '#shared/std/screen/screen-source.ts';
import { X11Connection } from '../x11/x11-connection.ts';
import type { XPixels } from '../x11/x11-setup.ts';
import { DamageAccounts } from './damage-accounts.ts';
import type { OpenSharedMemory } from './shared-memory.ts';
import { X11Cursor } from './x11-cursor.ts';
import { X11Damage } from './x11-damage.ts';
import { openX11Grabber, type X11Grabber } from './x11-grabber.ts';
import { X11Monitors } from './x11-monitors.ts';
import { queryVersion } from './x11-screen-requests.ts';

export type X11ScreenSourceOptions = {
  /** Only `DISPLAY`, `XAUTHORITY` and `HOME` are read. */
  readonly environment: NodeJS.ProcessEnv;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Null: pixels go over the socket, ten times as slowly. */
  readonly openSharedMemory: OpenSharedMemory | null;
};

type Parts = {
  readonly connection: X11Connection;
  readonly monitors: X11Monitors;
  readonly damage: X11Damage;
  readonly cursor: X11Cursor;
  readonly grabber: X11Grabber;
};

/** `screenSourceUnavailable`: no X11 display, or one without the extensions or the pixels that this needs. */
export async function openX11ScreenSource(options: X11ScreenSourceOptions): Promise<Result<ScreenSource, FailureCode>> {
  const opened = await X11Connection.open(options.environment['DISPLAY'] ?? '', options.environment);
  if (!opened.ok) {
    options.logger.info('screen.noX11Display', { reason: opened.reason });
    return fail('screenSourceUnavailable');
  }
  const connection = opened.value;
  const source = await openParts(connection, options);
  if (typeof source !== 'string') return succeed(source);
  options.logger.info('screen.x11Unusable', { reason: source });
  connection.close();
  return fail('screenSourceUnavailable');
}

/** Numbers that we give to what we make on the server, from the first that is ours. */
const resource = { segment: 1, damage: 2, region: 3 } as const;

async function openParts(
  connection: X11Connection,
  options: X11ScreenSourceOptions,
): Promise<X11ScreenSource | string> {
  const { setup } = connection;
  if (!isUsable(setup.pixels)) return 'pixels';
  const [fixes, damageExtension, wayland] = await Promise.all(
    ['XFIXES', 'DAMAGE', 'XWAYLAND'].map(async (name) => connection.extension(name)),
  );
  // Under Wayland an X server sees only the windows of X programs, and the rest of the screen black.
  if (wayland) return 'wayland';
  if (!fixes || !damageExtension) return 'extensions';
  // DAMAGE refuses to work unless XFIXES was asked first.
  const [fixesVersion, damageVersion] = await Promise.all([
    connection.ask(queryVersion(fixes.opcode, 5, 0)),
    connection.ask(queryVersion(damageExtension.opcode, 1, 1)),
  ]);
  if (!fixesVersion.ok || !damageVersion.ok) return 'versions';
  const [monitors, cursor] = await Promise.all([
    X11Monitors.open(connection),
    X11Cursor.open(connection, fixes, options.clock),
  ]);
  const screen = await monitors.read();
  if (screen === null) return 'lost';
  if (screen.monitors.length === 0) return 'too large';
  const grabber = await openX11Grabber(connection, options.openSharedMemory, {
    segment: setup.firstResource + resource.segment,
    rootPixels: screen.root.width * screen.root.height,
  });
  options.logger.info('screen.x11', { pixels: grabber.way, monitors: screen.monitors.length });
  const damage = new X11Damage(connection, {
    damage: damageExtension,
    fixes,
    damageId: setup.firstResource + resource.damage,
    regionId: setup.firstResource + resource.region,
  });
  return new X11ScreenSource({ connection, monitors, damage, cursor, grabber }, screen.monitors);
}

/** Blue, green, red and a byte of anything in memory, which is how every PC of this century has it. */
function isUsable(pixels: XPixels): boolean {
  return (
    pixels.bitsPerPixel === 32 &&
    (pixels.depth === 24 || pixels.depth === 32) &&
    pixels.littleEndian &&
    pixels.redMask === 0xff0000 &&
    pixels.greenMask === 0xff00 &&
    pixels.blueMask === 0xff
  );
}

/** The screens of an X11 display, over a connection of our own: the server says what changed, and only that is copied. */
class X11ScreenSource implements ScreenSource {
  readonly #parts: Parts;
  readonly #events = new Emitter<{ monitors: undefined; changed: undefined; ended: FailureCode }>();
  readonly #accounts = new DamageAccounts();
  #monitors: readonly Monitor[];
  /** Nobody has been told since the last update. */
  #mayAnnounce = true;
  #monitorsAreStale = false;
  #ended: FailureCode | null = null;
  #isClosed = false;
  /** What uses the grabber or the monitors does so one after the other. */
  #turn: Promise<unknown> = Promise.resolve();

  constructor(parts: Parts, monitors: readonly Monitor[]) {
    this.#parts = parts;
    this.#monitors = monitors;
    this.#accounts.setMonitors(monitors);
    parts.connection.onEvent = (event) => this.#takeEvent(event);
    parts.connection.onLost = () => this.#end();
    if (!parts.connection.isOpen) this.#end();
  }

  get monitors(): readonly Monitor[] {
    return this.#monitors;
  }

  onMonitors(listener: () => void): Dispose {
    return this.#events.on('monitors', listener);
  }

  onChanged(listener: () => void): Dispose {
    const undo = this.#events.on('changed', listener);
    if (!this.#mayAnnounce) queueMicrotask(listener); // Announced before anybody listened.
    return undo;
  }

  onCursorMoved(listener: (position: { readonly x: number; readonly y: number } | null) => void): Dispose {
    return this.#parts.cursor.onMoved(listener);
  }

  onCursorShape(listener: (shape: CursorShape) => void): Dispose {
    return this.#parts.cursor.onShape(listener);
  }

  onEnded(listener: (reason: FailureCode) => void): Dispose {
    const undo = this.#events.on('ended', listener);
    const reason = this.#ended;
    if (reason !== null) queueMicrotask(() => listener(reason));
    return undo;
  }

  async update(monitor: number, picture: Picture): Promise<Result<readonly Area[], 'gone'>> {
    this.#mayAnnounce = true;
    return this.#inTurn(async () => this.#update(monitor, picture));
  }

  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#parts.cursor.close();
    this.#parts.grabber.close();
    this.#parts.damage.close();
    this.#parts.connection.close();
    await this.#turn;
  }

  async #update(monitor: number, picture: Picture): Promise<Result<readonly Area[], 'gone'>> {
    if (this.#isClosed) return fail('gone');
    if (this.#parts.damage.isPending) {
      const changed = await this.#parts.damage.take();
      const others = this.#accounts.add(changed).filter((id) => id !== monitor);
      // Whoever updates the others may have done so just before this came.
      if (others.length > 0) this.#announce();
    }
    // Once more if the server refuses: the screen may have been resized under our hands, and this monitor not be touched.
    for (let attempt = 0; attempt < 2; attempt += 1) {
      const place = this.#monitors.find(({ id }) => id === monitor);
      if (place === undefined || place.width !== picture.width || place.height !== picture.height) return fail('gone');
      const areas = this.#accounts.take(monitor, picture);
      if (areas.length === 0) return succeed([]);
      if (await this.#parts.grabber.grab(areas, place, picture)) {
        return succeed(areas.map((area) => ({ ...area, x: area.x - place.x, y: area.y - place.y })));
      }
      this.#accounts.forget(monitor);
      await this.#readMonitors();
    }
    return fail('gone');
  }

  #takeEvent(event: Buffer): void {
    const { damage, cursor, monitors } = this.#parts;
    if (damage.notice(event)) this.#announce();
    else if (!cursor.take(event) && monitors.isChange(event) && !this.#monitorsAreStale) {
      this.#monitorsAreStale = true; // Several events tell of one change.
      void this.#inTurn(async () => this.#readMonitors());
    }
  }

  #announce(): void {
    if (!this.#mayAnnounce || this.#isClosed) return;
    this.#mayAnnounce = false;
    this.#events.emit('changed', undefined);
  }

  async #readMonitors(): Promise<void> {
    this.#monitorsAreStale = false;
    if (this.#isClosed) return;
    const screen = await this.#parts.monitors.read();
    if (this.#isClosed || screen === null || JSON.stringify(screen.monitors) === JSON.stringify(this.#monitors)) return;
    this.#monitors = screen.monitors;
    this.#accounts.setMonitors(screen.monitors);
    // What was booked lay at other places.
    this.#accounts.addAll();
    this.#events.emit('monitors', undefined);
  }

  #end(): void {
    if (this.#isClosed || this.#ended !== null) return;
    this.#ended = 'screenCaptureFailed';
    this.#parts.cursor.close();
    this.#parts.grabber.close();
    this.#events.emit('ended', this.#ended);
  }

  async #inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
    const mine = this.#turn.then(work);
    // A failure is whoever's asked for the work; the next in turn goes on regardless.
    this.#turn = mine.catch(() => {});
    return mine;
  }
}
