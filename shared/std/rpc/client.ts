import type { Dispose } from '../core/dispose.ts';
import { DisposeBag } from '../core/dispose.ts';
import { Emitter } from '../core/emitter.ts';
import type { CallArguments, CallName, Contract, NoticeArguments, NoticeName } from './contract.ts';
import type { MessageLink } from './message-link.ts';
import { decodeRpcMessage, encodeRpcMessage } from './wire.ts';

/** The window's end. `Results` gives each call's answer, `Events` what main may tell. */
export class RpcClient<C extends Contract, Results extends Record<CallName<C>, unknown>, Events extends object> {
  readonly #link: MessageLink;
  readonly #events = new Emitter<Events>();
  readonly #waiting = new Map<number, { resolve: (value: never) => void; reject: (error: Error) => void }>();
  readonly #bag = new DisposeBag();
  #nextId = 1;
  #disposed = false;
  #closed = false;

  constructor(link: MessageLink) {
    this.#link = link;
    this.#bag.add(link.onClose(() => this.#abandon()));
    // What arrived with the link would find nobody listening yet: whoever made the client adds its listeners in this turn.
    queueMicrotask(() => {
      if (!this.#disposed) this.#bag.add(link.onMessage((text) => this.#receive(text)));
    });
  }

  /** Rejects only if the link is closed, or closes before the answer; refusals are values of the result. */
  call<Name extends CallName<C>>(name: Name, argument: CallArguments<C, Name>): Promise<Results[Name]> {
    if (this.#closed) return Promise.reject(new Error('the link to main is closed'));
    const id = this.#nextId++;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#link.send(encodeRpcMessage({ kind: 'call', id, name, argument }));
    });
  }

  notify<Name extends NoticeName<C>>(name: Name, argument: NoticeArguments<C, Name>): void {
    this.#link.send(encodeRpcMessage({ kind: 'notice', name, argument }));
  }

  on<Name extends keyof Events & string>(name: Name, listener: (payload: Events[Name]) => void): Dispose {
    return this.#events.on(name, listener);
  }

  onBinary(listener: (bytes: Uint8Array<ArrayBuffer>) => void): Dispose {
    return this.#link.onBinary(listener);
  }

  onClose(listener: () => void): Dispose {
    return this.#link.onClose(listener);
  }

  dispose(): void {
    this.#disposed = true;
    this.#bag.dispose();
    this.#abandon();
  }

  #receive(text: string): void {
    const message = decodeRpcMessage(text);
    if (message === null) return; // Main is the same build as the window; a stray frame is not worth breaking it for.
    if (message.kind === 'answer') {
      this.#waiting.get(message.id)?.resolve(message.value as never);
      this.#waiting.delete(message.id);
    } else if (message.kind === 'event') {
      this.#events.emit(message.name as keyof Events, message.payload as Events[keyof Events]);
    }
  }

  #abandon(): void {
    this.#closed = true;
    for (const { reject } of this.#waiting.values()) reject(new Error('the link to main closed'));
    this.#waiting.clear();
  }
}
