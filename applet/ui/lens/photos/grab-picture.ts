/** A still picture is looked at closely: little is thrown away. */
const jpegQuality = 0.92;

/**
 * The camera's picture of this moment as a file, in the size in which the camera gives it. Null where the camera gives none.
 */
export async function grabPicture(stream: MediaStream, nowMs: number): Promise<File | null> {
  const video = document.createElement('video');
  video.muted = true;
  video.playsInline = true;
  video.srcObject = stream;
  try {
    await video.play();
    const canvas = document.createElement('canvas');
    canvas.width = video.videoWidth;
    canvas.height = video.videoHeight;
    canvas.getContext('2d')?.drawImage(video, 0, 0);
    const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', jpegQuality));
    return blob === null ? null : new File([blob], pictureName(nowMs), { type: 'image/jpeg', lastModified: nowMs });
  } catch {
    return null; // The camera ended meanwhile.
  } finally {
    video.srcObject = null;
  }
}

/** `camera 2026-03-09 14.05.09.jpg`, by the wall clock here: sorts well, and no system forbids a sign of it. */
export function pictureName(nowMs: number): string {
  const now = new Date(nowMs);
  const two = (value: number): string => String(value).padStart(2, '0');
  const date = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  return `camera ${date} ${two(now.getHours())}.${two(now.getMinutes())}.${two(now.getSeconds())}.jpg`;
}
