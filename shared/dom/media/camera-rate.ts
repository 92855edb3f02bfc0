/** How the camera's picture is made smaller or rarer than the camera gives it. */
export type CameraRate = {
  readonly scaleResolutionDownBy: (typeof cameraScales)[number];
  readonly maxFramerate: number;
};
