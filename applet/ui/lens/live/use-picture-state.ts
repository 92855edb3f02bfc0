import { useStore } from 'zustand';
import { useServices, useView } from '../../window/services.tsx';
import { pictureState, type PictureState } from './picture-state.ts';

/** What becomes of the camera's picture right now. */
export function usePictureState(): PictureState {
  const { lens } = useServices();
  const camera = useStore(lens.store, ({ call }) => call.camera);
  const hasPreview = useStore(lens.store, ({ preview }) => preview !== null);
  const connection = useView((view) => view.connection.state) ?? 'none';
  const isGranted = useView((view) => view.granted.some(({ kind }) => kind === 'camera')) ?? false;
  return pictureState({ connection, isGranted, hasPreview, camera });
}
