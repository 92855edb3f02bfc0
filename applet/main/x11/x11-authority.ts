import { readFileSync } from 'node:fs';
import { hostname, homedir } from 'node:os';
import { join } from 'node:path';

/** The cookie that proves to an X server that this program may use it. */
export type XAuthority = { readonly name: string; readonly data: Buffer };

const noAuthority: XAuthority = { name: '', data: Buffer.alloc(0) };
const familyLocal = 256;
const familyWild = 65535;

/** Looks up the cookie for a display in the person's Xauthority file; none if there is no file or no entry in it. */
export function readXAuthority(displayNumber: number, environment: NodeJS.ProcessEnv): XAuthority {
  const path = environment['XAUTHORITY'] ?? join(homedir(), '.Xauthority');
  let file: Buffer;
  try {
    file = readFileSync(path);
  } catch {
    return noAuthority; // Many servers ask for none; one that does will say so when we connect.
  }
  return findCookie(file, displayNumber, hostname()) ?? noAuthority;
}

/** Entries are family, then address, display number, name and data, each with a length before it; big-endian. */
export function findCookie(file: Buffer, displayNumber: number, host: string): XAuthority | null {
  let offset = 0;
  const take = (): Buffer | null => {
    if (offset + 2 > file.length) return null;
    const end = offset + 2 + file.readUInt16BE(offset);
    if (end > file.length) return null;
    const part = file.subarray(offset + 2, end);
    offset = end;
    return part;
  };
  while (offset + 2 <= file.length) {
    const family = file.readUInt16BE(offset);
    offset += 2;
    const [address, number, name, data] = [take(), take(), take(), take()];
    if (!address || !number || !name || !data) return null;
    const ours = family === familyWild || (family === familyLocal && address.toString() === host);
    const numbered = number.length === 0 || number.toString() === String(displayNumber);
    if (ours && numbered && name.toString() === 'MIT-MAGIC-COOKIE-1') return { name: name.toString(), data };
  }
  return null;
}
