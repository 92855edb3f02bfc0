import type { LogLevel } from '#shared/node/json-logger.ts';

/** Everything a relay can be told. `config.ts` reads it from file, environment and flags. */
export type RelayConfig = {
  /** Where to listen: an address of this computer. */
  readonly host: string;
  /** 0 takes any free one. */
  readonly port: number;
  /** The origin that customers and consoles know, without a slash at the end; null: the address listened on. */
  readonly publicUrl: string | null;
  /** Roots whose technicians may log in. */
  readonly organisationKeys: readonly Uint8Array[];
  /** Origins beside the public one whose pages may connect. */
  readonly allowedOrigins: readonly string[];
  /** 5 to 60 minutes. */
  readonly pinTtlMs: number;
  /** Both or neither. */
  readonly tls: { readonly certificateFile: string; readonly keyFile: string } | null;
  /** Take the client's address from X-Forwarded-For: only behind a proxy that sets it. */
  readonly trustProxy: boolean;
  /** The built join page. */
  readonly pageDir: string;
  /** Number of an app in Apple's store that iPhones offer above the page (C6); null: none. */
  readonly iosAppId: string | null;
  readonly dataDir: string;
  readonly logLevel: LogLevel;
  readonly maxConnections: number;
};
