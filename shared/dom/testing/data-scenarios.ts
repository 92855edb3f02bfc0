import { silentLogger } from '#shared/std/core/logger.ts';
import { utf8 } from '#shared/std/crypto/bytes.ts';
import { channelNames, type DataConnection, type DataSignal } from '#shared/std/session/data-connection.ts';
import { RtcDataConnection } from '../rtc-data-connection.ts';

// Runs in a real browser. tests/integration/media-data-connection.test.ts builds, drives and judges it.

const options = { iceServers: [], logger: silentLogger };

function nextTask(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 1));
}

/** Two ends of a data connection, signalled as fast as the page can. `change` stands for whoever is in between. */
class DataPair {
  readonly events: string[] = [];
  readonly offerer = new RtcDataConnection({ ...options, role: 'offerer' });
  readonly answerer = new RtcDataConnection({ ...options, role: 'answerer' });

  constructor(change: (signal: DataSignal) => DataSignal = (signal) => signal) {
    this.#follow('offerer', this.offerer);
    this.#follow('answerer', this.answerer);
    this.offerer.onLocalSignal((signal) => this.answerer.acceptRemoteSignal(change(signal)));
    this.answerer.onLocalSignal((signal) => this.offerer.acceptRemoteSignal(change(signal)));
  }

  async until(...events: readonly string[]): Promise<void> {
    while (!events.every((event) => this.events.includes(event))) await nextTask();
  }

  #follow(name: string, end: DataConnection): void {
    end.onOpen(() => this.events.push(`${name} open`));
    end.onClosed(() => this.events.push(`${name} closed`));
    end.onMessage((channel, bytes) => this.events.push(`${name} ${channel} ${new TextDecoder().decode(bytes)}`));
  }
}

export async function echo() {
  const pair = new DataPair();
  const early = pair.offerer.send('control', utf8('too early'));
  pair.answerer.onMessage((channel, bytes) => pair.answerer.send(channel, bytes));
  await pair.until('offerer open', 'answerer open');
  for (const channel of channelNames) pair.offerer.send(channel, utf8(`hello ${channel}`));
  await pair.until(...channelNames.map((channel) => `offerer ${channel} hello ${channel}`));

  const fingerprints = { offerer: pair.offerer.fingerprints(), answerer: pair.answerer.fingerprints() };
  const quality = await pair.offerer.quality();
  pair.offerer.close();
  pair.offerer.close();
  await pair.until('answerer closed');
  const after = { sent: pair.offerer.send('control', utf8('late')), quality: await pair.offerer.quality() };
  return { early, fingerprints, quality, after, events: pair.events };
}

/** What a sender at full speed sees of the two watermarks. */
export async function backPressure(total: number, chunk: number, high: number) {
  const pair = new DataPair();
  const seen = { received: 0, highest: 0, drained: 0 };
  let sent = 0;
  pair.answerer.onMessage((_, { length }) => (seen.received += length));
  await pair.until('offerer open', 'answerer open');
  const bytes = new Uint8Array(chunk);
  const fill = (): void => {
    while (sent < total && pair.offerer.bufferedBytes('file') < high) {
      if (!pair.offerer.send('file', bytes)) throw new Error('not sent');
      sent += chunk;
      seen.highest = Math.max(seen.highest, pair.offerer.bufferedBytes('file'));
    }
  };
  pair.offerer.onDrained((channel) => {
    if (channel !== 'file') return;
    seen.drained += 1;
    fill();
  });
  fill();
  while (seen.received < total) await nextTask();
  pair.offerer.close();
  return seen;
}

/** Both ends' descriptions pass through `search` -> `replace`. */
export async function changedDescription(search: string, replace: string) {
  const pair = new DataPair((signal) =>
    signal.kind === 'description' ? { ...signal, sdp: signal.sdp.replace(new RegExp(search, 'm'), replace) } : signal,
  );
  while (!pair.events.some((event) => event.endsWith('closed'))) await nextTask();
  const events = [...pair.events];
  pair.offerer.close();
  pair.answerer.close();
  return { events, fingerprints: pair.answerer.fingerprints() };
}

/** A description or candidates given to an open connection. */
export async function lateSignals() {
  const descriptions: DataSignal[] = [];
  const pair = new DataPair((signal) => {
    if (signal.kind === 'description') descriptions.push(signal);
    return signal;
  });
  await pair.until('offerer open', 'answerer open');
  for (let index = 0; index < 1_000; index += 1) {
    pair.answerer.acceptRemoteSignal({ kind: 'candidate', candidate: `candidate:${index} nonsense`, mid: '9' });
  }
  pair.offerer.send('control', utf8('still here'));
  await pair.until('answerer control still here');
  const [offer] = descriptions;
  if (offer !== undefined) pair.answerer.acceptRemoteSignal(offer);
  await pair.until('answerer closed', 'offerer closed');
  return pair.events;
}

type ChannelOptions = RTCDataChannelInit & { readonly label?: string };

type Attack = {
  /** Label and settings of channels besides, or instead of, those of DC1. */
  readonly replace?: Readonly<Record<string, ChannelOptions>>;
  readonly extra?: string;
  /** Sent on this channel once it is open. */
  readonly channel?: string;
  readonly text?: string;
  readonly bytes?: number;
  readonly times?: number;
};

/** The browser's own peer connection, with no rules of ours, against our answerer. */
export async function attack({ replace, extra, channel, text, bytes, times }: Attack) {
  const events: string[] = [];
  const answerer = new RtcDataConnection({ ...options, role: 'answerer' });
  answerer.onOpen(() => events.push('open'));
  answerer.onMessage((name, received) => events.push(`message ${name} ${received.length}`));
  answerer.onClosed(() => events.push('closed'));

  const connection = new RTCPeerConnection();
  answerer.onLocalSignal((signal) => {
    if (signal.kind === 'description') void connection.setRemoteDescription(signal);
    else void connection.addIceCandidate({ candidate: signal.candidate, sdpMid: signal.mid });
  });
  connection.addEventListener('icecandidate', ({ candidate }) => {
    if (candidate === null || candidate.candidate === '') return;
    answerer.acceptRemoteSignal({ kind: 'candidate', candidate: candidate.candidate, mid: candidate.sdpMid ?? '0' });
  });
  const names = extra === undefined ? channelNames : [...channelNames, extra];
  for (const name of names) {
    const asAgreed: ChannelOptions = name === 'pointer' ? { ordered: false, maxRetransmits: 0 } : {};
    const { label = name, ...settings } = replace?.[name] ?? asAgreed;
    const opened = connection.createDataChannel(label, settings);
    if (name !== channel) continue;
    opened.addEventListener('open', () => {
      for (let index = 0; index < (times ?? 1); index += 1) {
        if (text !== undefined) opened.send(text);
        if (bytes !== undefined) opened.send(new Uint8Array(bytes));
      }
    });
  }
  await connection.setLocalDescription();
  const sdp = connection.localDescription?.sdp ?? '';
  answerer.acceptRemoteSignal({ kind: 'description', type: 'offer', sdp });
  while (!events.includes('closed')) await nextTask();
  connection.close();
  return events;
}

/** The page's end of a connection whose other end is elsewhere: echoes, and tells what happens. */
export function answer(send: (signal: DataSignal) => void) {
  const events: string[] = [];
  const answerer = new RtcDataConnection({ ...options, role: 'answerer' });
  answerer.onLocalSignal(send);
  answerer.onOpen(() => events.push('open'));
  answerer.onClosed(() => events.push('closed'));
  answerer.onMessage((channel, bytes) => answerer.send(channel, bytes));
  return { events, receive: (signal: DataSignal) => answerer.acceptRemoteSignal(signal), answerer };
}
