/** As they are offered, the first is what is used where both ends have it. */
export type CameraCodecs = readonly [string, string];

export const softwareCodecs: CameraCodecs = ['VP8', 'H264'];
const hardwareCodecs: CameraCodecs = ['H264', 'VP8'];

/** What a phone's camera gives. */
const picture = { width: 1280, height: 720, framerate: 30, bitrate: 2_500_000 } as const;

/**
 * H.264 where the device encodes it in hardware, as phones do: cool, and easy on the battery. In software VP8, which costs less of a
 * processor and every browser has.
 */
export async function preferredCameraCodecs(
  capabilities: Pick<MediaCapabilities, 'encodingInfo'> | undefined,
): Promise<CameraCodecs> {
  try {
    const info = await capabilities?.encodingInfo({ type: 'webrtc', video: { ...picture, contentType: 'video/H264' } });
    return info?.supported === true && info.powerEfficient ? hardwareCodecs : softwareCodecs;
  } catch {
    // A browser that is not asked this way, as Safari before 15.4: all its devices have the hardware.
    return hardwareCodecs;
  }
}
