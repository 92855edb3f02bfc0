import { setTimeout as pause } from 'node:timers/promises';
import { openPhone, type Phone } from '#tests/e2e/phone.ts';
import { Scene, type ConsoleScene } from '#tests/e2e/scene.ts';
import { until } from '#tests/support/x-display.ts';
import { filmFile } from '../lens-film/film-file.ts';
import { filmFramesPerSecond, type Film } from '../lens-film/films.ts';
import type { Area } from '../screen/x-client.ts';
import { XInjector } from '../support/input-probe.ts';
import { WorkerProcess } from '../support/worker/worker-process.ts';
import { findPicturePlace, onDisplay, type PicturePlace } from './picture-place.ts';
import type { PictureWatcherHandlers, WatchedPicture } from './picture-watcher.ts';
import type { ReadColour } from './read-picture.ts';
import { SentDrawings } from './sent-drawings.ts';

type Point = { readonly x: number; readonly y: number };

/** One side's display, and where it shows the camera's picture. */
type Side = {
  readonly watcher: WorkerProcess<PictureWatcherHandlers>;
  readonly display: string;
  place: PicturePlace;
};

/** What either display has shown over the same time. */
export type BothSeen = { readonly phone: readonly WatchedPicture[]; readonly console: readonly WatchedPicture[] };

const nowhere: PicturePlace = { left: 0, top: 0, scale: 1 };
/** A worker of several megabytes starts, on a busy computer. */
const trackingTimeoutMs = 90_000;
const pollMs = 10;

/** The phone said that it cannot keep up; on a computer with much else to do it is right. */
export class PhoneFellBackError extends Error {
  constructor() {
    super('the phone fell back to still pictures: it cannot track fast enough, or not at all');
  }
}

const open = new Set<LensStage>();

/** For a measurement that is broken off. */
export async function closeAllLensStages(): Promise<void> {
  await Promise.all([...open].map((stage) => stage.close()));
}

/**
 * A Lens session between the two programs in their real windows, each on a display of its own: a film plays as the phone's
 * camera, a hand draws on the console's picture, and both displays are watched by their pixels.
 */
export class LensStage {
  readonly film: Film;
  readonly console: ConsoleScene;
  readonly phone: Phone;
  readonly #scene: Scene;
  readonly #sides: { readonly phone: Side; readonly console: Side };
  readonly #hand: XInjector;
  readonly #drawings: SentDrawings;

  private constructor(parts: {
    readonly film: Film;
    readonly scene: Scene;
    readonly console: ConsoleScene;
    readonly phone: Phone;
    readonly hand: XInjector;
    readonly drawings: SentDrawings;
  }) {
    const { film, scene } = parts;
    this.film = film;
    this.console = parts.console;
    this.phone = parts.phone;
    this.#scene = scene;
    this.#hand = parts.hand;
    this.#drawings = parts.drawings;
    const side = (display: string): Side => ({
      watcher: new WorkerProcess(new URL('picture-watcher.ts', import.meta.url), display),
      display,
      place: nowhere,
    });
    this.#sides = { phone: side(scene.customerScreen.display), console: side(scene.technicianScreen.display) };
    open.add(this);
  }

  /** Both programs run; the phone has the page open. */
  static async open(film: Film): Promise<LensStage> {
    const path = filmFile(film);
    const scene = await Scene.open();
    try {
      const console = await scene.openConsole({
        browserArguments: ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'],
      });
      const phone = await openPhone(scene, { film: path });
      const hand = await XInjector.open(scene.technicianScreen.display);
      const drawings = await SentDrawings.listen(console.technician.page);
      await phone.page.goto(console.relayUrl);
      return new LensStage({ film, scene, console, phone, hand, drawings });
    } catch (error) {
      await scene.close();
      throw error;
    }
  }

  /** Opens the whiteboard. From here on the pictures stay where they are in both windows. */
  async openWhiteboard(): Promise<void> {
    await this.console.technician.button('Whiteboard').click();
    await this.console.technician.page.getByRole('radio', { name: 'Circle', exact: true }).waitFor();
    await this.locate();
  }

  /** Finds out where both windows show the picture. */
  async locate(): Promise<void> {
    const { phone, console } = this.#sides;
    const camera = '[aria-label="Remote camera"] canvas';
    console.place = await findPicturePlace(this.console.technician.page, console.display, camera);
    phone.place = await findPicturePlace(this.phone.page, phone.display, 'video');
  }

  async choose(name: string): Promise<void> {
    await this.console.technician.page.getByRole('radio', { name, exact: true }).click();
  }

  /** One tap at a place of the picture, in the camera's pixels, while the film shows its object. */
  async tap(colour: ReadColour, at: Point): Promise<void> {
    await this.choose(colour.charAt(0).toUpperCase() + colour.slice(1));
    const before = (await this.#drawings.marks()).length;
    await this.#filmIsHome();
    await this.#hand.click(this.#onConsole(at));
    await until(async () => (await this.#drawings.marks()).length > before);
  }

  /** Presses and draws a short line; `pressed` is called just before the press. */
  async stroke(from: Point, pressed: () => void): Promise<void> {
    this.#hand.move(this.#onConsole(from));
    pressed();
    await this.#hand.holdButton();
    for (let step = 1; step <= 4; step += 1) {
      await pause(16);
      this.#hand.move(this.#onConsole({ x: from.x + 8 * step, y: from.y + 5 * step }));
    }
    await this.#hand.letButtonGo();
  }

  /** Waits until the phone is done with loading what holds drawings. Throws `PhoneFellBackError` if it cannot. */
  async trackingIsReady(): Promise<void> {
    const { page } = this.console.technician;
    const gettingReady = page.getByText('The customer’s phone is getting ready to hold drawings.');
    await gettingReady.waitFor({ state: 'hidden', timeout: trackingTimeoutMs });
    if (await page.getByText('This phone cannot hold drawings on the moving picture.').first().isVisible()) {
      throw new PhoneFellBackError();
    }
  }

  async eraseAll(): Promise<void> {
    const button = this.console.technician.button('Erase all');
    // Off while nothing is drawn.
    if ((await button.getAttribute('aria-disabled')) !== 'true') await button.click();
    await this.untilSeen(({ marks }) => Object.keys(marks).length === 0);
  }

  /** What was drawn, on which frames of the film. */
  sentMarks(): ReturnType<SentDrawings['marks']> {
    return this.#drawings.marks();
  }

  /** Both displays, or what they show of this part of the picture, in the camera's pixels: there only marks are seen. */
  async watch(part?: Area): Promise<void> {
    const { phone, console } = this.#sides;
    await Promise.all(
      [phone, console].map(({ watcher, place }) =>
        watcher.ask('start', { place, ...(part === undefined ? {} : { part }) }),
      ),
    );
  }

  async watched(): Promise<BothSeen> {
    const { phone, console } = this.#sides;
    const [onPhone, onConsole] = await Promise.all([phone.watcher.ask('stop'), console.watcher.ask('stop')]);
    return { phone: onPhone, console: onConsole };
  }

  /** What both have shown since then, while they are watched further. */
  async seenSince(fromMs: number): Promise<BothSeen> {
    const { phone, console } = this.#sides;
    const [onPhone, onConsole] = await Promise.all([
      phone.watcher.ask('since', fromMs),
      console.watcher.ask('since', fromMs),
    ]);
    return { phone: onPhone, console: onConsole };
  }

  /** Waits until both displays show that. */
  async untilSeen(isSeen: (picture: WatchedPicture) => boolean): Promise<void> {
    const { phone, console } = this.#sides;
    await until(async () => {
      const shown = await Promise.all([phone.watcher.ask('now'), console.watcher.ask('now')]);
      return shown.every((each) => each !== null && isSeen(each));
    });
  }

  async close(): Promise<void> {
    open.delete(this);
    this.#hand.close();
    await Promise.all(Object.values(this.#sides).map(({ watcher }) => watcher.close()));
    await this.#scene.close();
  }

  async #filmIsHome(): Promise<void> {
    const { watcher } = this.#sides.console;
    for (;;) {
      const frame = (await watcher.ask('now'))?.frame ?? null;
      if (frame !== null && this.film.isHome(frame / filmFramesPerSecond)) return;
      await pause(pollMs);
    }
  }

  #onConsole(at: Point): Point {
    const { x, y } = onDisplay(this.#sides.console.place, at);
    return { x: Math.round(x), y: Math.round(y) };
  }
}
