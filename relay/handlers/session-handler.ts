import { assertNever } from '#shared/std/core/assert-never.ts';
import type { Result } from '#shared/std/core/result.ts';
import { maxPinTriesPerConnection, pinRefusalDelayMs } from '#shared/std/protocol/limits.ts';
import type { RelayErrorCode } from '#shared/std/protocol/relay-messages.ts';
import type { Connection } from '../connection.ts';
import { maxProofTriesPerConnection } from '../relay-limits.ts';
import { mayCreate } from './create-permissions.ts';
import type { HandlerContext, MessageOf } from './handler-context.ts';

/** `session/create`: a console wants a PIN or a link. */
export function handleCreate(
  context: HandlerContext,
  connection: Connection,
  message: MessageOf<'session/create'>,
): void {
  const { role } = connection;
  const about = { request: message.request };
  if (role.name !== 'console') {
    connection.refuse('notLoggedIn');
    return;
  }
  // A connection may outlive the certificate that opened it.
  if (context.clock.wallMs() > role.certificate.notAfterMs) {
    connection.sendError('loginRefused', about);
    return;
  }
  if (!mayCreate(role.certificate, message.type)) {
    connection.sendError('permissionMissing', about);
    return;
  }
  const created = context.registry.create(role.device, message.type, message.method, context.throttle.underAttack);
  if (created.ok) connection.send({ v: 1, t: 'session/created', ...about, ...created.value });
  else connection.sendError(created.reason, about);
}

/** `session/claim` and `session/claimLink`: a customer comes with a PIN, or with the session of a link. */
export function handleClaim(
  context: HandlerContext,
  connection: Connection,
  message: MessageOf<'session/claim'> | MessageOf<'session/claimLink'>,
): void {
  const { role } = connection;
  if (role.name !== 'anonymous' || role.entryPending) {
    connection.refuse('malformed');
    return;
  }
  if (role.entryTries >= maxPinTriesPerConnection || !context.throttle.mayTry(connection.place)) {
    context.metrics.claimsRefused += 1;
    connection.refuse('tooManyTries');
    return;
  }
  // Armed before the look-up: mistyped, used and expired are answered at the same moment whatever they cost (PIN3).
  const stopRefusal = connection.later(pinRefusalDelayMs, () => {
    role.entryPending = false;
    connection.sendError('entryRefused');
  });
  const claimed =
    message.t === 'session/claim'
      ? context.registry.claimPin(message.pin, connection)
      : context.registry.claimLink(message.session, connection);
  if (claimed.ok) {
    stopRefusal();
    context.metrics.claimsAccepted += 1;
    connection.become({ name: 'customer', session: claimed.value });
    return;
  }
  role.entryPending = true;
  role.entryTries += 1;
  context.metrics.claimsRefused += 1;
  context.throttle.recordFailure(connection.place);
}

/** `session/reattach`: a customer comes back. */
export function handleReattach(
  context: HandlerContext,
  connection: Connection,
  message: MessageOf<'session/reattach'>,
): void {
  const { role } = connection;
  if (role.name !== 'anonymous' || role.proofTries >= maxProofTriesPerConnection) {
    connection.refuse('malformed');
    return;
  }
  const reattached = context.registry.reattach(message.session, message.token, connection);
  if (reattached.ok) {
    connection.become({ name: 'customer', session: message.session });
    return;
  }
  role.proofTries += 1;
  connection.sendError(reattached.reason, { session: message.session });
}

type InSession = MessageOf<'session/confirm' | 'session/pickup' | 'session/handBack' | 'session/end' | 'signal/send'>;

/** What is said about a session that one is in. */
export function handleInSession(context: HandlerContext, connection: Connection, message: InSession): void {
  if (connection.role.name === 'anonymous') {
    connection.refuse('notLoggedIn');
    return;
  }
  const outcome = act(context, connection, message);
  if (outcome.ok) return;
  const request = message.t === 'session/pickup' ? { request: message.request } : {};
  connection.sendError(outcome.reason, { session: message.session, ...request });
}

function act({ registry }: HandlerContext, connection: Connection, message: InSession): Result<void, RelayErrorCode> {
  switch (message.t) {
    case 'session/confirm':
      return registry.confirm(message.session, connection);
    case 'session/pickup':
      return registry.pickUp(message.session, message.request, connection);
    case 'session/handBack':
      return registry.handBack(message.session, connection);
    case 'session/end':
      return registry.end(message.session, connection);
    case 'signal/send':
      return registry.forward(message.session, connection, message.data);
    default:
      return assertNever(message);
  }
}
