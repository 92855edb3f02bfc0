import { randomBytes } from 'node:crypto';
import WebSocketClient, { type ClientOptions } from 'ws';
import { defaultRelayConfig } from '#relay/config.ts';
import type { RelayConfig } from '#relay/relay-config.ts';
import { startRelay, type RunningRelay } from '#relay/server.ts';
import { TestTechnician, testRoot } from '#relay/testing/technician.ts';
import { silentLogger } from '#shared/std/core/logger.ts';
import type { Clock } from '#shared/std/core/clock.ts';
import { maxRelayMessageBytes } from '#shared/std/protocol/limits.ts';
import { decodeJson } from '#shared/std/protocol/decode-json.ts';
import { fromRelaySchema, type FromRelay, type ToRelay } from '#shared/std/protocol/relay-messages.ts';
import { systemClock } from '#shared/node/system-clock.ts';

type MessageOf<Name extends FromRelay['t']> = Extract<FromRelay, { t: Name }>;

/** A relay on a free port of this computer, and clients of it; all ended by `close`. */
export class RelayBench {
  readonly relay: RunningRelay;
  readonly #secure: boolean;
  readonly #clients: TestClient[] = [];

  private constructor(relay: RunningRelay, secure: boolean) {
    this.relay = relay;
    this.#secure = secure;
  }

  static async start(config: Partial<RelayConfig> = {}, clock: Clock = systemClock): Promise<RelayBench> {
    const defaults = defaultRelayConfig({ pageDir: '/nonexistent/page', dataDir: '/nonexistent/data' });
    const relay = await startRelay(
      { ...defaults, port: 0, organisationKeys: [testRoot.publicKey], ...config },
      { clock, logger: silentLogger, random: (count) => Uint8Array.from(randomBytes(count)) },
    );
    return new RelayBench(relay, config.tls !== undefined);
  }

  get httpUrl(): string {
    return `http://127.0.0.1:${this.relay.address.port}`;
  }

  get socketUrl(): string {
    const scheme = this.#secure ? 'wss' : 'ws';
    return `${scheme}://127.0.0.1:${this.relay.address.port}/ws`;
  }

  async connect(options: ClientOptions = {}): Promise<TestClient> {
    const client = new TestClient(this.socketUrl, options);
    this.#clients.push(client);
    await client.opened;
    return client;
  }

  /** A console, logged in. */
  async console(technician = new TestTechnician(Date.now()), options: ClientOptions = {}): Promise<TestClient> {
    const client = await this.connect(options);
    await logIn(client, technician, this.relay.address.loginHost);
    return client;
  }

  /** A console's new PIN, and its session. */
  async createPin(console: TestClient): Promise<{ readonly session: string; readonly pin: string }> {
    console.send({ v: 1, t: 'session/create', request: 'r', type: 'remoteSupport', method: 'pin' });
    const { session, pin } = await console.next('session/created');
    if (pin === null) throw new Error('a PIN session has a PIN');
    return { session, pin };
  }

  /** A customer who joined with a PIN of this console. */
  async join(console: TestClient): Promise<{
    readonly session: string;
    readonly pin: string;
    readonly token: string;
    readonly customer: TestClient;
  }> {
    const { session, pin } = await this.createPin(console);
    const customer = await this.connect();
    customer.send({ v: 1, t: 'session/claim', pin });
    const { token } = await customer.next('session/claimed');
    await console.next('session/state');
    return { session, pin, token, customer };
  }

  async close(): Promise<void> {
    await this.relay.close();
    for (const client of this.#clients) client.socket.terminate();
  }
}

/** Logs a client in, or returns the relay's refusal. */
export async function logIn(
  client: TestClient,
  technician: TestTechnician,
  host: string,
): Promise<MessageOf<'login/accepted'> | MessageOf<'error'>> {
  client.send({ v: 1, t: 'login/start' });
  const challenge = await client.next('login/challenge');
  client.send(technician.answer(host, challenge.nonce));
  const answer = await client.nextOfAny();
  if (answer.t !== 'login/accepted' && answer.t !== 'error') throw new Error(`unexpected ${answer.t}`);
  return answer;
}

/** A real WebSocket with the messages that came and nobody took yet. */
export class TestClient {
  readonly socket: WebSocketClient;
  readonly opened: Promise<void>;
  /** The close code. */
  readonly closed: Promise<number>;
  readonly #arrived: FromRelay[] = [];
  #wake: () => void = () => {};

  constructor(url: string, options: ClientOptions) {
    this.socket = new WebSocketClient(url, { perMessageDeflate: false, rejectUnauthorized: false, ...options });
    this.opened = new Promise((resolve, reject) => {
      this.socket.once('open', () => resolve());
      this.socket.once('error', reject);
    });
    // Tests that make the relay cut a socket look at `closed`; the error says the same.
    this.socket.on('error', () => {});
    this.closed = new Promise((resolve) => {
      this.socket.once('close', (code) => resolve(code));
    });
    this.socket.on('message', (data) => {
      const text = Buffer.isBuffer(data) ? data.toString('utf8') : '';
      const decoded = decodeJson(fromRelaySchema, text, maxRelayMessageBytes * 2);
      // What the relay sends must be what the contract says, in every test.
      if (!decoded.ok) throw new Error(`the relay sent what the contract does not know: ${text}`);
      this.#arrived.push(decoded.value);
      this.#wake();
    });
  }

  send(message: ToRelay): void {
    this.socket.send(JSON.stringify(message));
  }

  /** The next message, which has to be of this type. */
  async next<Name extends FromRelay['t']>(name: Name): Promise<MessageOf<Name>> {
    const message = await this.nextOfAny();
    if (message.t !== name) throw new Error(`expected ${name}, got ${JSON.stringify(message)}`);
    return message as MessageOf<Name>;
  }

  async nextOfAny(): Promise<FromRelay> {
    for (;;) {
      const message = this.#arrived.shift();
      if (message !== undefined) return message;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  /** Messages that came and were not looked at. */
  get unread(): number {
    return this.#arrived.length;
  }
}

/** The value of one sample of `/metrics`. */
export async function readMetric(bench: RelayBench, sample: string): Promise<number> {
  const text = await (await fetch(`${bench.httpUrl}/metrics`)).text();
  const line = text.split('\n').find((candidate) => candidate.startsWith(`handrail_relay_${sample} `));
  if (line === undefined) throw new Error(`no sample ${sample}`);
  return Number(line.slice(line.lastIndexOf(' ') + 1));
}
