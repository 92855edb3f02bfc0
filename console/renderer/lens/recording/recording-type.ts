/**
 * From the best to the least: players everywhere know H.264 with AAC, where the browser may encode both; MP4 tells its
 * length, so that one can go to any place in it, which WebM made by a browser does not.
 */
const types = [
  'video/mp4;codecs=avc1.42E01F,mp4a.40.2',
  'video/mp4;codecs=avc1.42E01F,opus',
  'video/webm;codecs=vp8,opus',
  'video/webm',
] as const;

export type RecordingType = { readonly mimeType: string; readonly ending: 'mp4' | 'webm' };

/** Null where the browser can record none of them. */
export function recordingType(isSupported: (mimeType: string) => boolean): RecordingType | null {
  const mimeType = types.find(isSupported);
  if (mimeType === undefined) return null;
  return { mimeType, ending: mimeType.startsWith('video/mp4') ? 'mp4' : 'webm' };
}
