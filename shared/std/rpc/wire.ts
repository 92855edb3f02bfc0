import * as v from 'valibot';

/** What travels on a `MessageLink`, in both directions. */
const rpcMessageSchema = v.variant('kind', [
  v.strictObject({
    kind: v.literal('call'),
    id: v.pipe(v.number(), v.integer()),
    name: v.string(),
    argument: v.unknown(),
  }),
  v.strictObject({ kind: v.literal('answer'), id: v.pipe(v.number(), v.integer()), value: v.unknown() }),
  v.strictObject({ kind: v.literal('notice'), name: v.string(), argument: v.unknown() }),
  v.strictObject({ kind: v.literal('event'), name: v.string(), payload: v.unknown() }),
]);

export type RpcMessage = v.InferOutput<typeof rpcMessageSchema>;

/** Text to message; null for anything that is not one. */
export function decodeRpcMessage(text: string): RpcMessage | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null; // Not JSON is one of the ways of not being a message.
  }
  const parsed = v.safeParse(rpcMessageSchema, value);
  return parsed.success ? parsed.output : null;
}

export function encodeRpcMessage(message: RpcMessage): string {
  return JSON.stringify(message);
}
