type Change = (parameters: RTCRtpSendParameters) => void;

/**
 * What one sender of a connection sends. Browsers take one change of a sender at a time and refuse others meanwhile, so changes
 * wait for each other, and of several tracks in a row the last one counts.
 */
export class SenderTrack {
  #sender: RTCRtpSender | null = null;
  #wanted: MediaStreamTrack | null = null;
  #changes: Change[] = [];
  #busy = false;

  /** What was asked for before takes effect now. */
  attach(sender: RTCRtpSender): void {
    this.#sender = sender;
    void this.#catchUp();
  }

  send(track: MediaStreamTrack | null): void {
    this.#wanted = track;
    void this.#catchUp();
  }

  /** Changes how it is encoded, as far as the browser has the means. */
  change(change: Change): void {
    this.#changes.push(change);
    void this.#catchUp();
  }

  async #catchUp(): Promise<void> {
    const sender = this.#sender;
    if (sender === null || this.#busy) return;
    this.#busy = true;
    let refused: MediaStreamTrack | null | undefined;
    for (;;) {
      const wanted = this.#wanted;
      if (sender.track !== wanted && refused !== wanted) {
        // What is wanted may be another by then.
        if (wanted !== null && (await activate(sender, true))) continue;
        if (this.#wanted !== wanted) continue;
        refused = (await isTaken(sender, wanted)) ? undefined : wanted;
      } else if (this.#changes.length > 0) {
        await applyChanges(sender, this.#changes.splice(0));
      } else {
        const changed = wanted === null && (await activate(sender, false));
        // Somebody may have asked for something meanwhile.
        if (!changed && this.#wanted === wanted && this.#changes.length === 0) break;
      }
    }
    this.#busy = false;
  }
}

/**
 * Without a track no new picture leaves, but Chromium goes on measuring the way with copies of old packets. An encoding that is not
 * active sends nothing at all. False: it was so already, or could not be changed.
 */
async function activate(sender: RTCRtpSender, active: boolean): Promise<boolean> {
  const isOther = ({ encodings }: RTCRtpSendParameters): boolean =>
    encodings.some((encoding) => (encoding.active ?? true) !== active);
  if (!isOther(sender.getParameters())) return false;
  await applyChanges(sender, [
    ({ encodings }) => {
      for (const encoding of encodings) encoding.active = active;
    },
  ]);
  return !isOther(sender.getParameters());
}

async function isTaken(sender: RTCRtpSender, track: MediaStreamTrack | null): Promise<boolean> {
  try {
    await sender.replaceTrack(track);
    return true;
  } catch (error) {
    // A closed connection takes nothing any more, and sends nothing either.
    console.debug('track not taken', error);
    return false;
  }
}

async function applyChanges(sender: RTCRtpSender, changes: readonly Change[]): Promise<void> {
  const parameters = sender.getParameters();
  for (const change of changes) change(parameters);
  try {
    await sender.setParameters(parameters);
  } catch (error) {
    console.debug('encoding not changed', error); // The picture still comes, as the browser likes.
  }
}
