import { posix, win32 } from 'node:path';

type Host = {
  readonly platform: NodeJS.Platform;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The user's home, as `os.homedir()` has it. */
  readonly homeFolder: string;
};

/**
 * Where Handrail keeps what belongs to this user on this computer: keys, settings, logs. `HANDRAIL_DATA` overrides it.
 * Never a folder that roams to other computers: a device key belongs to one.
 */
export function dataFolder({ platform, environment, homeFolder }: Host): string {
  const path = platform === 'win32' ? win32 : posix;
  const given = environment['HANDRAIL_DATA'];
  if (given !== undefined && given !== '') return path.resolve(given);
  if (platform === 'win32') {
    return path.join(environment['LOCALAPPDATA'] ?? path.join(homeFolder, 'AppData', 'Local'), 'Handrail');
  }
  if (platform === 'darwin') return path.join(homeFolder, 'Library', 'Application Support', 'Handrail');
  // The XDG specification has relative paths ignored.
  const shared = environment['XDG_DATA_HOME'];
  const base = shared !== undefined && path.isAbsolute(shared) ? shared : path.join(homeFolder, '.local', 'share');
  return path.join(base, 'handrail');
}
