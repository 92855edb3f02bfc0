import { fail, type Result } from '../core/result.ts';
import { fromBase64Url, toBase64Url, utf8 } from '../crypto/bytes.ts';
import { decodeJson, type DecodeFailure } from './decode-json.ts';
import { signalFrameSchema, type SignalFrame } from './handshake-messages.ts';
import { maxRelayMessageBytes } from './limits.ts';

/** A frame as `signal/send` carries it through the relay. */
export function encodeSignalData(frame: SignalFrame): string {
  return toBase64Url(utf8(JSON.stringify(frame)));
}

/** What `signal/deliver` brought. */
export function decodeSignalData(data: string): Result<SignalFrame, DecodeFailure> {
  const bytes = fromBase64Url(data);
  if (bytes === null) return fail('notJson');
  return decodeJson(signalFrameSchema, new TextDecoder().decode(bytes), maxRelayMessageBytes);
}
