import type { LogEventName, LogEvents } from '#shared/std/log/log-events.ts';
import type { SessionLog } from '#shared/std/log/session-log.ts';
import type { SignalFrame } from '#shared/std/protocol/handshake-messages.ts';
import type { TechnicianIdentity } from '#shared/std/session/customer-handshake.ts';
import { SecuredSession } from '#shared/std/session/secured-session.ts';
import type { SessionKeys } from '#shared/std/session/session-keys.ts';
import type { AppletSummary } from '#shared/std/view/applet-view.ts';
import type { ChatLine, LogLine, TransferView } from '#shared/std/view/session-parts.ts';
import type { AppletPorts, CallWindow, WindowCapture } from './applet-ports.ts';
import { CodeCheck } from './code-check.ts';
import { GrantedAccess, type GrantedAccessOptions } from './granted-access.ts';
import type { PreparedConsent } from './prepared-consent.ts';

/** What the session tells its owner, and what it asks the window to do. */
export type CustomerSessionEvents = WindowCapture &
  CallWindow &
  Pick<GrantedAccessOptions, 'onBoard'> & {
    readonly onChange: (change: Partial<AppletSummary>) => void;
    readonly onChat: (line: ChatLine) => void;
    readonly onLog: (line: LogLine) => void;
    readonly onTransfer: (transfer: TransferView) => void;
  };

/** What there is after the handshake. */
export type SecuredCustomer = {
  readonly session: SecuredSession;
  readonly access: GrantedAccess;
  readonly technician: TechnicianIdentity;
  readonly code: CodeCheck;
};

/** Joins what the handshake agreed on with what the technician may reach; what arrives finds its way from here on. */
export function secureCustomer(options: {
  readonly ports: AppletPorts;
  readonly events: CustomerSessionEvents;
  readonly keys: SessionKeys;
  readonly technician: TechnicianIdentity;
  readonly log: SessionLog;
  readonly prepared: PreparedConsent;
  /** Whether a connection may be made at all (HS2). */
  readonly mayConnect: () => boolean;
  /** Whether anything may be asked for or done (HS3). */
  readonly isVerified: () => boolean;
  readonly isLens: () => boolean;
  readonly sendFrame: (frame: SignalFrame) => void;
  readonly record: <Name extends LogEventName>(actor: LogLine['actor'], type: Name, body: LogEvents[Name]) => boolean;
  readonly onBroken: (detail: string) => void;
}): SecuredCustomer {
  const { ports, events, keys, technician, log, record } = options;
  log.setPeer({ publicKey: technician.devicePublicKey, verify: ports.verify });
  const session = new SecuredSession({
    ...ports,
    role: 'customer',
    keys,
    log,
    mayConnect: options.mayConnect,
    sendFrame: options.sendFrame,
    recordChat: (from, text) => record(from, 'chat/message', { text }),
  });
  const access = new GrantedAccess({
    ...ports,
    ...events,
    channel: session.channel,
    certifiedKinds: technician.certificate.permissions,
    isVerified: options.isVerified,
    prepared: options.prepared,
    isLens: options.isLens,
    record,
    onBroken: options.onBroken,
  });
  session.on('inputFrame', ({ channel, bytes }) => access.receiveInput(channel, bytes));
  session.on('fileFrame', (bytes) => access.receiveFileFrame(bytes));
  session.on('screenMessage', ({ bytes }) => access.screen.receive(bytes));
  session.on('chat', (line) => events.onChat(line));
  session.on('connection', (connection) => events.onChange({ connection }));
  session.on('broken', options.onBroken);
  return { session, access, technician, code: new CodeCheck(keys.verificationCode) };
}
