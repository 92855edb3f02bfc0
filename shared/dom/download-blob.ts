/** The browser starts reading a download's address later than the click; until then the address must stay good. */
const addressLifeMs = 60_000;

/** Hands the person a file as the browser's own download: it asks where to, never opens it, and marks where it came from. */
export function downloadBlob(content: Blob, name: string): void {
  const address = URL.createObjectURL(content);
  const anchor = document.createElement('a');
  anchor.href = address;
  anchor.download = name;
  anchor.rel = 'noopener';
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(address), addressLifeMs);
}
