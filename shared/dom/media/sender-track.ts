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
        refused = (await isTaken(sender, wanted)) ? undefined : wanted;
      } else if (this.#changes.length > 0) {
        await applyChanges(sender, this.#changes.splice(0));
      } else {
        break;
      }
    }
    this.#busy = false;
  }
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
