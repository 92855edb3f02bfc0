import { moveInSteps } from './move-in-steps.ts';

const stepsATurn = 10;

/** A spinner's turning, for its `ref`. */
export const turnInSteps = moveInSteps((step) => `rotate(${(step % stepsATurn) / stepsATurn}turn)`);
