import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';

/** The two stamps by which a system knows a file as a stranger's; both belong to the file, whatever its name becomes. */
const zoneIdentifier = '[ZoneTransfer]\r\nZoneId=3\r\n';
const quarantineName = 'com.apple.quarantine';

/**
 * Marks a file as come from elsewhere, so that Windows (SmartScreen, Office's protected view) and macOS (Gatekeeper)
 * ask before they run it. Best effort: FAT and network drives cannot hold the mark. Linux has none. Throws if it fails.
 */
export async function markFromElsewhere(path: string, platform: NodeJS.Platform, wallMs: number): Promise<void> {
  if (platform === 'win32') {
    await writeFile(`${path}:Zone.Identifier`, zoneIdentifier, { flag: 'wx' });
  } else if (platform === 'darwin') {
    // 0081: downloaded, and never yet approved by the person.
    const value = `0081;${Math.floor(wallMs / 1000).toString(16)};Handrail;`;
    await promisify(execFile)('/usr/bin/xattr', ['-w', quarantineName, value, path]);
  }
}
