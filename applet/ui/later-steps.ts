// What the window shows once the PIN is on its way: fetched as one file while the person still types.
export { ToastStack } from '#shared/ui/feedback/toast-stack.tsx';
export { LensSession } from './lens/live/lens-session.tsx';
export { PermissionPrompt } from './prompt/permission-prompt.tsx';
export { SessionStep } from './session/session-step.tsx';
export { Ended } from './steps/ended.tsx';
export { Terms } from './steps/terms.tsx';
export { Waiting } from './steps/waiting.tsx';
