import { assertNever } from '#shared/std/core/assert-never.ts';
import type { PermissionKind } from '#shared/std/protocol/permission-kind.ts';
import type { Translate } from '#shared/ui/i18n.tsx';
import type { en } from '../messages/en.ts';

/** A question in plain words: who asks for what, what they will be able to do, what stays impossible. */
export type PromptText = {
  readonly question: string;
  readonly can: string;
  readonly cannot: string;
  /** What the person has to do after Allow; null if nothing. */
  readonly next: string | null;
};

export function promptText(
  kind: PermissionKind,
  t: Translate<typeof en>,
  around: {
    readonly who: string;
    readonly downloadFolder: string | null;
    readonly picksScreen: boolean;
    readonly browserAsks: boolean;
  },
): PromptText {
  const { who, downloadFolder: folder } = around;
  const browserNext = around.browserAsks ? t('askBrowserNext') : null;
  switch (kind) {
    case 'viewScreen':
      return {
        question: t('askViewScreen', { who }),
        can: t('askViewScreenCan'),
        cannot: t('askViewScreenCannot'),
        next: around.picksScreen ? t('askViewScreenNext') : null,
      };
    case 'control':
      return {
        question: t('askControl', { who }),
        can: t('askControlCan'),
        cannot: t('askControlCannot'),
        next: null,
      };
    case 'sendFile':
      return {
        question: t('askSendFile', { who }),
        can: folder === null ? t('askSendFileCanDownloads') : t('askSendFileCan', { folder }),
        cannot: t('askSendFileCannot'),
        next: null,
      };
    case 'takeFile':
      return {
        question: t('askTakeFile', { who }),
        can: t('askTakeFileCan'),
        cannot: t('askTakeFileCannot'),
        next: null,
      };
    case 'camera':
      return {
        question: t('askCamera', { who }),
        can: t('askCameraCan'),
        cannot: t('askCameraCannot'),
        next: browserNext,
      };
    case 'voice':
      return {
        question: t('askVoice', { who }),
        can: t('askVoiceCan'),
        cannot: t('askVoiceCannot'),
        next: browserNext,
      };
    case 'recording':
      return {
        question: t('askRecording', { who }),
        can: t('askRecordingCan'),
        cannot: t('askRecordingCannot'),
        next: null,
      };
    default:
      return assertNever(kind);
  }
}
