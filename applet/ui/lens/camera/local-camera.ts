import type { Clock } from '#shared/std/core/clock.ts';
import type { Dispose } from '#shared/std/core/dispose.ts';
import type { CallState, Facing } from '#shared/std/lens/call-state.ts';
import { DeviceTrack, type Access, type Devices } from '#shared/dom/media/device-track.ts';

/** Enough to read a label at arm's length, and what phones give and encode without effort. */
const picture = { width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 30, max: 30 } } as const;
/** Some phones know only a moment after the start whether their camera has a light. */
const torchCheckMs = 1_000;

const facingModes = { rear: 'environment', front: 'user' } as const satisfies Record<Facing, string>;

/** The camera of this device: which of them, and its light. */
export class LocalCamera {
  readonly #device: DeviceTrack;
  readonly #devices: Devices | null;
  readonly #clock: Clock;
  readonly #onChange: () => void;
  /** The track that the following was read from. */
  #known: MediaStreamTrack | null = null;
  #facing: Facing = 'rear';
  #cameras: readonly MediaDeviceInfo[] = [];
  #torch: CallState['torch'] = 'none';
  #torchRequests = 0;
  #stopTorchCheck: Dispose = () => {};

  constructor(devices: Devices | null, clock: Clock, onChange: () => void) {
    this.#devices = devices;
    this.#clock = clock;
    this.#onChange = onChange;
    this.#device = new DeviceTrack(devices, () => this.#changed());
  }

  get access(): Access {
    return this.#device.access;
  }

  get track(): MediaStreamTrack | null {
    return this.#device.track;
  }

  get isOpening(): boolean {
    return this.#device.isOpening;
  }

  get isLost(): boolean {
    return this.#device.isLost;
  }

  get isSilenced(): boolean {
    return this.#device.isSilenced;
  }

  get facing(): Facing {
    return this.#facing;
  }

  get canSwitch(): boolean {
    return this.#cameras.length > 1;
  }

  /** `none` while no camera is open, too. */
  get torch(): CallState['torch'] {
    return this.#torch;
  }

  /** Opens the camera that faces as the last one did; at first the one on the back. */
  async open(): Promise<void> {
    if (this.track !== null) return;
    await this.#openFirst([{ facingMode: { ideal: facingModes[this.#facing] } }]);
  }

  /** Without effect while a camera is being opened, and where there is no other. */
  async switchTo(wanted?: Facing): Promise<void> {
    const { track } = this;
    if (track === null || this.isOpening || !this.canSwitch) return;
    const { facingMode, deviceId } = track.getSettings();
    const isPhone = facingMode !== undefined;
    const facing = wanted ?? (this.#facing === 'rear' ? 'front' : 'rear');
    if (isPhone && facing === this.#facing) return;
    const old: MediaTrackConstraints =
      deviceId === undefined ? { facingMode: { ideal: facingModes[this.#facing] } } : { deviceId: { exact: deviceId } };
    // Cameras of a computer face nowhere in particular: the next one is meant.
    const next: MediaTrackConstraints = isPhone
      ? { facingMode: { exact: facingModes[facing] } }
      : { deviceId: { exact: this.#nextAfter(deviceId) } };
    await this.#openFirst([next, old]);
  }

  setTorch(on: boolean): void {
    const { track } = this;
    if (track === null || this.#torch === 'none' || (this.#torch === 'on') === on) return;
    void this.#applyTorch(track, on);
  }

  close(): void {
    this.#device.close();
  }

  /** Looks again at how many cameras there are. */
  async countCameras(): Promise<void> {
    try {
      const devices = (await this.#devices?.enumerateDevices()) ?? [];
      this.#cameras = devices.filter(({ kind }) => kind === 'videoinput');
    } catch (error) {
      console.debug('cameras not listed', error); // There may be another; it is not offered.
    }
    this.#onChange();
  }

  async #openFirst(tries: readonly MediaTrackConstraints[]): Promise<void> {
    await this.#device.open(tries.map((which) => ({ video: { ...picture, ...which }, audio: false })));
  }

  #changed(): void {
    const { track } = this;
    if (track !== this.#known) {
      this.#known = track;
      this.#torch = 'none';
      this.#stopTorchCheck();
      if (track !== null) this.#getToKnow(track);
    }
    this.#onChange();
  }

  #getToKnow(track: MediaStreamTrack): void {
    this.#facing = facingOf(track);
    if (hasTorch(track)) this.#torch = 'off';
    this.#stopTorchCheck = this.#clock.after(torchCheckMs, () => {
      if (this.#torch !== 'none' || !hasTorch(track)) return;
      this.#torch = 'off';
      this.#onChange();
    });
    void this.countCameras();
  }

  #nextAfter(deviceId: string | undefined): string {
    const ids = this.#cameras.map((camera) => camera.deviceId);
    return ids[(ids.indexOf(deviceId ?? '') + 1) % ids.length] ?? '';
  }

  async #applyTorch(track: MediaStreamTrack, on: boolean): Promise<void> {
    const request = ++this.#torchRequests;
    try {
      await track.applyConstraints({ advanced: [{ torch: on } as MediaTrackConstraintSet] });
    } catch (error) {
      console.debug('the light does not obey', error);
      return;
    }
    if (this.track !== track || request !== this.#torchRequests) return;
    this.#torch = on ? 'on' : 'off';
    this.#onChange();
  }
}

function facingOf(track: MediaStreamTrack): Facing {
  return track.getSettings().facingMode === 'environment' ? 'rear' : 'front';
}

function hasTorch(track: MediaStreamTrack): boolean {
  // Firefox has no such function before version 132.
  const capabilities = 'getCapabilities' in track ? (track.getCapabilities() as { readonly torch?: boolean }) : {};
  return capabilities.torch === true;
}
