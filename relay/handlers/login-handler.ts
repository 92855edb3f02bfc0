import { toBase64Url } from '#shared/std/crypto/bytes.ts';
import { loginChallengeTtlMs } from '#shared/std/protocol/limits.ts';
import type { Connection } from '../connection.ts';
import { maxProofTriesPerConnection } from '../relay-limits.ts';
import type { HandlerContext, MessageOf } from './handler-context.ts';

/** `login/start`: a challenge for this socket; an earlier one is void. */
export function handleLoginStart(context: HandlerContext, connection: Connection): void {
  const { role } = connection;
  if (role.name !== 'anonymous' || role.proofTries >= maxProofTriesPerConnection) {
    connection.refuse('malformed');
    return;
  }
  role.challenge = context.login.newChallenge();
  connection.send({
    v: 1,
    t: 'login/challenge',
    nonce: toBase64Url(role.challenge.nonce),
    host: context.login.host,
    expiresInMs: loginChallengeTtlMs,
  });
}

/** `login/answer`: the socket becomes a console, or has used its challenge up. */
export function handleLoginAnswer(
  context: HandlerContext,
  connection: Connection,
  message: MessageOf<'login/answer'>,
): void {
  const { role } = connection;
  if (role.name !== 'anonymous') {
    connection.refuse('malformed');
    return;
  }
  const { challenge } = role;
  role.challenge = null;
  const checked = context.login.check(challenge, message);
  if (!checked.ok) {
    role.proofTries += 1;
    context.metrics.loginsRefused += 1;
    context.logger.info('login/refused', { reason: checked.reason });
    if (role.proofTries < maxProofTriesPerConnection) connection.sendError('loginRefused');
    else connection.refuse('loginRefused');
    return;
  }
  context.metrics.loginsAccepted += 1;
  const { device, technician, certificate } = checked.value;
  connection.become({ name: 'console', device, certificate });
  // First the list, then what happened meanwhile in each: the console knows the sessions it hears about.
  const sessions = context.registry.sessionsOf(device);
  connection.send({ v: 1, t: 'login/accepted', joinUrl: context.joinUrl, sessions: [...sessions] });
  context.registry.attachConsole({ device, technician }, connection);
}
