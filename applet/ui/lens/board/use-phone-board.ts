import { useEffect, useState } from 'react';
import { useServices } from '../../window/services.tsx';
import { VideoFrames } from './camera-frames.ts';
import { HeldPicture } from './held-picture.ts';
import { PhoneBoard } from './phone-board.ts';

/** The whiteboard of the session that is shown, over the camera in `video`. It ends with the component. */
export function usePhoneBoard(video: HTMLVideoElement | null): PhoneBoard {
  const { remote, clock, openVision } = useServices();
  const [picture] = useState(() => new HeldPicture());
  const [frames] = useState(() => new VideoFrames(clock, picture));
  const [board] = useState(() => new PhoneBoard({ remote, clock, openVision, frames, picture }));
  useEffect(() => board.open(), [board]);
  useEffect(() => frames.setVideo(video), [frames, video]);
  return board;
}
