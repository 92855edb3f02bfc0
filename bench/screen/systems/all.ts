import { floor } from './floor.ts';
import { handrail } from './handrail.ts';
import type { System } from './system.ts';
import { vncSystems } from './vnc.ts';
import { furtherWebRtcSystems, webRtcSystems } from './webrtc.ts';

/** What a run measures, in this order. */
export const systems: readonly System[] = [handrail, ...vncSystems, ...webRtcSystems, floor];

/** What it measures in addition when `--only-systems` names it. */
export const furtherSystems: readonly System[] = furtherWebRtcSystems;
