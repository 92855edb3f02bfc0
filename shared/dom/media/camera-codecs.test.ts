import { describe, expect, it } from 'vitest';
import { preferredCameraCodecs } from './camera-codecs.ts';

const answering = (answer: { readonly supported: boolean; readonly powerEfficient: boolean }) => ({
  encodingInfo: () => Promise.resolve({ ...answer, smooth: true } as MediaCapabilitiesInfo),
});

describe('preferredCameraCodecs', () => {
  it('takes H.264 where the device encodes it in hardware, and VP8 where it would not', async () => {
    expect(await preferredCameraCodecs(answering({ supported: true, powerEfficient: true }))).toEqual(['H264', 'VP8']);
    expect(await preferredCameraCodecs(answering({ supported: true, powerEfficient: false }))).toEqual(['VP8', 'H264']);
    expect(await preferredCameraCodecs(answering({ supported: false, powerEfficient: false }))).toEqual([
      'VP8',
      'H264',
    ]);
  });

  it('takes VP8 where nobody can be asked, and H.264 where the question is not known', async () => {
    expect(await preferredCameraCodecs(undefined)).toEqual(['VP8', 'H264']);
    const old = { encodingInfo: () => Promise.reject(new TypeError('webrtc is no type')) };
    expect(await preferredCameraCodecs(old)).toEqual(['H264', 'VP8']);
  });
});
