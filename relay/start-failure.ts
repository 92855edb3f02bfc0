/** Why a relay could not start, with a sentence for whoever started it. */
export class RelayStartError extends Error {
  readonly code: 'addressInUse' | 'addressUnavailable' | 'portForbidden' | 'tlsUnreadable' | 'pageUnreadable' | 'other';

  constructor(code: RelayStartError['code'], sentence: string, cause: unknown) {
    super(sentence, { cause });
    this.name = 'RelayStartError';
    this.code = code;
  }
}

/** Turns what listening threw into a reason. */
export function listenFailure(host: string, port: number, cause: unknown): RelayStartError {
  const code = cause instanceof Error && 'code' in cause ? cause.code : null;
  switch (code) {
    case 'EADDRINUSE':
      return new RelayStartError(
        'addressInUse',
        `Port ${port} on ${host} is taken by another program. Stop it, or choose another port with --port.`,
        cause,
      );
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new RelayStartError(
        'addressUnavailable',
        `${host} is no address of this computer. Choose one that is with --host.`,
        cause,
      );
    case 'EACCES':
      return new RelayStartError(
        'portForbidden',
        `This user may not listen on port ${port}. Choose a port above 1023 with --port.`,
        cause,
      );
    default:
      return new RelayStartError('other', `The relay cannot listen on ${host}:${port}: ${String(cause)}`, cause);
  }
}
