/** What the relay counts about itself. Plain numbers: no addresses, no names, no sessions. */
export class Metrics {
  socketsRefused = 0;
  socketsAccepted = 0;
  loginsAccepted = 0;
  loginsRefused = 0;
  claimsAccepted = 0;
  claimsRefused = 0;
  joinedTwice = 0;
  alarms = 0;
  messagesReceived = 0;
  badMessages = 0;
  messagesForwarded = 0;
  bytesForwarded = 0;
  slowReadersClosed = 0;
}

/** What is so now, beside what was counted. */
export type MetricGauges = {
  readonly connections: { readonly console: number; readonly customer: number; readonly anonymous: number };
  readonly sessions: { readonly waiting: number; readonly claimed: number; readonly confirmed: number };
  readonly uptimeSeconds: number;
};

/** The Prometheus text format. */
export function renderMetrics(metrics: Metrics, gauges: MetricGauges): string {
  const lines: string[] = [];
  const family = (name: string, type: 'counter' | 'gauge', help: string, samples: Record<string, number>): void => {
    lines.push(`# HELP handrail_relay_${name} ${help}`, `# TYPE handrail_relay_${name} ${type}`);
    for (const [label, value] of Object.entries(samples)) lines.push(`handrail_relay_${name}${label} ${value}`);
  };
  family('uptime_seconds', 'gauge', 'Since the start.', { '': gauges.uptimeSeconds });
  family('connections', 'gauge', 'Open sockets by who they are.', {
    '{role="console"}': gauges.connections.console,
    '{role="customer"}': gauges.connections.customer,
    '{role="anonymous"}': gauges.connections.anonymous,
  });
  family('sessions', 'gauge', 'Sessions by state.', {
    '{state="waiting"}': gauges.sessions.waiting,
    '{state="claimed"}': gauges.sessions.claimed,
    '{state="confirmed"}': gauges.sessions.confirmed,
  });
  family('sockets_total', 'counter', 'Sockets that came.', {
    '{outcome="accepted"}': metrics.socketsAccepted,
    '{outcome="refused"}': metrics.socketsRefused,
  });
  family('logins_total', 'counter', 'Log-ins of consoles.', {
    '{outcome="accepted"}': metrics.loginsAccepted,
    '{outcome="refused"}': metrics.loginsRefused,
  });
  family('claims_total', 'counter', 'PINs and links entered.', {
    '{outcome="accepted"}': metrics.claimsAccepted,
    '{outcome="refused"}': metrics.claimsRefused,
  });
  family('joined_twice_total', 'counter', 'Sessions ended because two came with one PIN or link.', {
    '': metrics.joinedTwice,
  });
  family('alarms_total', 'counter', 'Times the budget of wrong PINs was passed.', { '': metrics.alarms });
  family('messages_total', 'counter', 'Messages received.', { '': metrics.messagesReceived });
  family('bad_messages_total', 'counter', 'Messages that did not decode.', { '': metrics.badMessages });
  family('forwarded_messages_total', 'counter', 'Sealed messages passed on.', { '': metrics.messagesForwarded });
  family('forwarded_bytes_total', 'counter', 'Bytes of sealed messages passed on.', { '': metrics.bytesForwarded });
  family('slow_readers_closed_total', 'counter', 'Sockets closed because they did not read.', {
    '': metrics.slowReadersClosed,
  });
  return `${lines.join('\n')}\n`;
}
