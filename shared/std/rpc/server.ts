import * as v from 'valibot';
import { DisposeBag, type Dispose } from '../core/dispose.ts';
import type { Logger } from '../core/logger.ts';
import { fail } from '../core/result.ts';
import type { CallArguments, CallName, Contract, NoticeArguments, NoticeName } from './contract.ts';
import type { MessageLink } from './message-link.ts';
import { decodeRpcMessage, encodeRpcMessage } from './wire.ts';

/** What main does for each thing that its window may ask. */
export type RpcHandlers<C extends Contract, Results extends Record<CallName<C>, unknown>> = {
  readonly calls: { readonly [Name in CallName<C>]: (argument: CallArguments<C, Name>) => Promise<Results[Name]> };
  readonly notices: { readonly [Name in NoticeName<C>]: (argument: NoticeArguments<C, Name>) => void };
};

/**
 * Main's end. Several windows may be linked at once (a reload overlaps with the window it replaces); events go to all.
 * Whatever a window sends that does not fit the contract is logged and dropped; a call is told so, or it would wait for ever.
 */
export class RpcServer<C extends Contract, Results extends Record<CallName<C>, unknown>, Events extends object> {
  readonly #contract: C;
  readonly #handlers: RpcHandlers<C, Results>;
  readonly #logger: Logger;
  readonly #links = new Set<MessageLink>();

  constructor(contract: C, handlers: RpcHandlers<C, Results>, logger: Logger) {
    this.#contract = contract;
    this.#handlers = handlers;
    this.#logger = logger;
  }

  /** Serves one window until its link closes. */
  accept(link: MessageLink): Dispose {
    const bag = new DisposeBag();
    const detach = (): void => {
      this.#links.delete(link);
      bag.dispose();
    };
    this.#links.add(link);
    bag.add(link.onMessage((text) => this.#receive(link, text)));
    // Calls back at once if the link has closed already.
    bag.add(link.onClose(detach));
    return detach;
  }

  emit<Name extends keyof Events & string>(name: Name, payload: Events[Name]): void {
    const text = encodeRpcMessage({ kind: 'event', name, payload });
    for (const link of this.#links) link.send(text);
  }

  /** Tells one window only: the snapshot that a new window starts from. */
  emitTo<Name extends keyof Events & string>(link: MessageLink, name: Name, payload: Events[Name]): void {
    link.send(encodeRpcMessage({ kind: 'event', name, payload }));
  }

  /** Tells every window; the bytes may be sent as they are, so they are not to be changed any more. */
  emitBinary(bytes: Uint8Array): void {
    for (const link of this.#links) link.sendBinary(bytes);
  }

  get windowCount(): number {
    return this.#links.size;
  }

  #receive(link: MessageLink, text: string): void {
    const message = decodeRpcMessage(text);
    if (message?.kind === 'notice') {
      const argument = this.#decode(this.#contract.notices, message.name, message.argument);
      if (argument !== undefined) this.#note(message.name, argument);
    } else if (message?.kind === 'call') {
      const argument = this.#decode(this.#contract.calls, message.name, message.argument);
      if (argument === undefined) this.#send(link, message.id, fail('internal'));
      else void this.#answer(link, message.id, message.name, argument);
    } else {
      this.#logger.warn('rpc/malformed', { length: text.length });
    }
  }

  #note(name: NoticeName<C>, argument: unknown): void {
    try {
      this.#handlers.notices[name](argument);
    } catch (error) {
      // Out of here it would reach the socket that brought the notice, and end the process.
      this.#logger.error('rpc/handler-threw', { name, error: String(error) });
    }
  }

  async #answer(link: MessageLink, id: number, name: CallName<C>, argument: unknown): Promise<void> {
    let value: unknown;
    try {
      value = await this.#handlers.calls[name](argument);
    } catch (error) {
      // A throw is a broken promise of our own code: the window is told so, and the log says which.
      this.#logger.error('rpc/handler-threw', { name, error: String(error) });
      value = fail('internal');
    }
    this.#send(link, id, value);
  }

  #send(link: MessageLink, id: number, value: unknown): void {
    if (this.#links.has(link)) link.send(encodeRpcMessage({ kind: 'answer', id, value }));
  }

  #decode(schemas: Readonly<Record<string, v.GenericSchema>>, name: string, argument: unknown): unknown {
    const schema = Object.hasOwn(schemas, name) ? schemas[name] : undefined;
    const parsed = schema && v.safeParse(schema, argument);
    if (parsed?.success) return parsed.output;
    this.#logger.warn('rpc/refused', { name, known: schema !== undefined });
    return undefined;
  }
}
