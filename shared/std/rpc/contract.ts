import type { GenericSchema, InferOutput } from 'valibot';

/**
 * What a window may ask of its main. `calls` are answered; `notices` are not (input at 60 a second would drown in
 * answers). Arguments come from a window, which may be hijacked: main decodes every one against its schema.
 */
export type Contract = {
  readonly calls: Readonly<Record<string, GenericSchema>>;
  readonly notices: Readonly<Record<string, GenericSchema>>;
};

export type CallName<C extends Contract> = keyof C['calls'] & string;
export type NoticeName<C extends Contract> = keyof C['notices'] & string;
export type CallArguments<C extends Contract, Name extends CallName<C>> = InferOutput<C['calls'][Name]>;
export type NoticeArguments<C extends Contract, Name extends NoticeName<C>> = InferOutput<C['notices'][Name]>;
