import { useStore } from 'zustand';
import { useServices } from '../../window/services.tsx';
import type { LaneViewer } from './lane-viewer.ts';

/** The viewer of a session whose screen comes in lanes; null for any other. */
export function useLaneViewer(session: string): LaneViewer | null {
  return useStore(useServices().lanes.viewers, (viewers) => viewers[session] ?? null);
}
