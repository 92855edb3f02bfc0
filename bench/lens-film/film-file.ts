import { createHash, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeCameraFile } from '#tests/support/camera-file.ts';
import { paintScene } from '../lens/scenes.ts';
import { noiseTable } from '../lens/sensor-noise.ts';
import { viewHeight, viewWidth, VirtualCamera } from '../lens/virtual-camera.ts';
import { filmFramesPerSecond, frameCountOf, truthOf, type Film } from './films.ts';
import { paintStamp } from './frame-stamp.ts';

/** Deviation of a pixel of the camera, in grey values. */
const sensorNoise = 1.5;

/** The film as a file that Chromium plays for its fake camera; taken from an earlier run if that made the very same. */
export function filmFile(film: Film): string {
  const photographer = new FilmPhotographer(film);
  const folder = join(tmpdir(), 'handrail-films');
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${film.name.replaceAll(' ', '-')}-${photographer.fingerprint()}.y4m`);
  if (existsSync(path)) return path;
  // Somebody else may make the same meanwhile: whole files only.
  const unfinished = `${path}.${randomUUID()}`;
  writeCameraFile(unfinished, {
    width: viewWidth,
    height: viewHeight,
    framesPerSecond: filmFramesPerSecond,
    frames: photographer.frames(),
  });
  renameSync(unfinished, path);
  return path;
}

class FilmPhotographer {
  readonly #film: Film;
  readonly #camera: VirtualCamera;
  readonly #noise = noiseTable(5);

  constructor(film: Film) {
    this.#film = film;
    this.#camera = new VirtualCamera(paintScene(film.scene));
  }

  *frames(): Generator<Uint8Array> {
    for (let index = 0; index < frameCountOf(this.#film); index += 1) yield this.#frame(index);
  }

  /** Another one if anything that the film is made of has changed. */
  fingerprint(): string {
    const hash = createHash('sha256').update(this.#frame(0));
    for (let index = 0; index < frameCountOf(this.#film); index += 1) {
      hash.update(truthOf(this.#film, index).join(' '));
    }
    return hash.digest('hex').slice(0, 16);
  }

  #frame(index: number): Uint8Array {
    const light = this.#camera.photograph([this.#film.poseAt(index / filmFramesPerSecond)]);
    const start = (index * 7_919 * 31) % this.#noise.length;
    const pixels = new Uint8Array(light.length);
    for (let at = 0; at < light.length; at += 1) {
      const grey = (light[at] ?? 0) + sensorNoise * (this.#noise[(start + at * 3) % this.#noise.length] ?? 0);
      pixels[at] = Math.max(0, Math.min(255, Math.round(grey)));
    }
    paintStamp(pixels, this.#film.isStill === true ? 0 : index);
    return pixels;
  }
}
