/** What a program writes about itself for whoever runs it. Never content: no chat, no names, no keys, no PINs. */
export interface Logger {
  debug(event: string, fields?: LogFields): void;
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  error(event: string, fields?: LogFields): void;
}

export type LogFields = Readonly<Record<string, string | number | boolean | null>>;

export const silentLogger: Logger = { debug() {}, info() {}, warn() {}, error() {} };
