export type PictureNameParts = {
  /** The session's: whoever is helped. */
  readonly session: string;
  readonly atMs: number;
  /** Which of several screens; null where there is one picture only. */
  readonly screen?: number | null;
  /** Without its dot. */
  readonly ending: string;
};

/** A file's name that sorts by time and says of whom: `2026-11-22 07.04.05 Jonas Keller.png`. Local time, as on the clock. */
export function pictureName({ session, atMs, screen = null, ending }: PictureNameParts): string {
  const at = new Date(atMs);
  const two = (value: number): string => String(value).padStart(2, '0');
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  const time = [at.getHours(), at.getMinutes(), at.getSeconds()].map(two).join('.');
  // Whatever a file system, or a person who reads names, could stumble over.
  const name = session
    .replace(/[^\p{L}\p{N} _-]+/gu, ' ')
    .trim()
    .slice(0, 60);
  const parts = [day, time, name, screen === null ? '' : `screen ${screen}`];
  return `${parts.filter((part) => part !== '').join(' ')}.${ending}`;
}
