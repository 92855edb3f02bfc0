import { assertNever } from '#shared/std/core/assert-never.ts';
import { decodeJson } from '#shared/std/protocol/decode-json.ts';
import { maxRelayMessageBytes } from '#shared/std/protocol/limits.ts';
import { toRelaySchema, type ToRelay } from '#shared/std/protocol/relay-messages.ts';
import { closeCodes } from '../close-codes.ts';
import type { Connection } from '../connection.ts';
import { maxBadMessages } from '../relay-limits.ts';
import type { HandlerContext } from './handler-context.ts';
import { handleLoginAnswer, handleLoginStart } from './login-handler.ts';
import { handleClaim, handleCreate, handleInSession, handleReattach } from './session-handler.ts';

/** The one door for frames from sockets: counted, limited, decoded, then handled. */
export function receiveFrame(context: HandlerContext, connection: Connection, frame: Buffer, isBinary: boolean): void {
  // What was on its way when we closed the door no longer counts.
  if (connection.isClosing) return;
  context.metrics.messagesReceived += 1;
  if (isBinary) {
    context.metrics.badMessages += 1;
    connection.refuse('malformed', closeCodes.unsupportedData);
    return;
  }
  if (!connection.maySend(frame.length)) {
    connection.refuse('tooManyMessages');
    return;
  }
  const decoded = decodeJson(toRelaySchema, frame.toString('utf8'), maxRelayMessageBytes);
  if (!decoded.ok) {
    context.metrics.badMessages += 1;
    connection.badMessages += 1;
    // A stranger gets one chance to speak our language.
    if (connection.role.name === 'anonymous' || connection.badMessages >= maxBadMessages) {
      connection.refuse('malformed');
    } else connection.sendError('malformed');
    return;
  }
  connection.noteValidMessage();
  handleMessage(context, connection, decoded.value);
}

function handleMessage(context: HandlerContext, connection: Connection, message: ToRelay): void {
  switch (message.t) {
    case 'login/start':
      return handleLoginStart(context, connection);
    case 'login/answer':
      return handleLoginAnswer(context, connection, message);
    case 'session/create':
      return handleCreate(context, connection, message);
    case 'session/claim':
    case 'session/claimLink':
      return handleClaim(context, connection, message);
    case 'session/reattach':
      return handleReattach(context, connection, message);
    case 'session/confirm':
    case 'session/pickup':
    case 'session/handBack':
    case 'session/end':
    case 'signal/send':
      return handleInSession(context, connection, message);
    default:
      return assertNever(message);
  }
}
