import { describe, expect, it } from 'vitest';
import { sampleSession } from '../testing/sample-session.ts';
import { quietSession } from './quiet-session.ts';

describe('a session for what does not show its round trip', () => {
  const first = quietSession(sampleSession, null);

  it('stays the same while only that changes', () => {
    const connection = { state: 'connected', path: 'direct', roundTripMs: 21 } as const;
    expect(first.connection).toEqual({ ...connection, roundTripMs: null });
    expect(quietSession({ ...sampleSession, connection }, first)).toBe(first);
  });

  it('follows everything else', () => {
    const relayed = { state: 'connected', path: 'relayed', roundTripMs: 20 } as const;
    expect(quietSession({ ...sampleSession, connection: relayed }, first).connection).toMatchObject({
      path: 'relayed',
    });
    const lost = { state: 'reconnecting' } as const;
    const reconnecting = quietSession({ ...sampleSession, connection: lost }, first);
    expect(reconnecting.connection).toBe(lost);
    expect(quietSession(sampleSession, reconnecting).connection.state).toBe('connected');
    expect(quietSession({ ...sampleSession, name: 'Ines Moreau' }, first).name).toBe('Ines Moreau');
  });
});
