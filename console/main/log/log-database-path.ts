import { join } from 'node:path';

/** Where the console keeps its log, in the data folder of `shared/node/data-folder.ts`. */
export function logDatabasePath(dataFolder: string): string {
  return join(dataFolder, 'session-log.sqlite');
}
