import { AudioLines, Camera, Circle, Download, Eye, FileUp, MousePointer2, type LucideIcon } from 'lucide-react';
import type { PermissionKind } from '#shared/std/protocol/permission-kind.ts';
import type { PlainMessage } from '../messages/catalogue.ts';

type Tool = {
  readonly name: PlainMessage;
  readonly stop: PlainMessage;
  readonly hint: PlainMessage;
  readonly grantedHint: PlainMessage;
  readonly icon: LucideIcon;
};

/** How each permission's tool looks and what it says. */
export const permissionTools: Readonly<Record<PermissionKind, Tool>> = {
  viewScreen: {
    name: 'viewScreen',
    stop: 'stopViewing',
    hint: 'hintViewScreen',
    grantedHint: 'hintPicture',
    icon: Eye,
  },
  control: {
    name: 'remoteControl',
    stop: 'stopControlling',
    hint: 'hintControl',
    grantedHint: 'hintPicture',
    icon: MousePointer2,
  },
  sendFile: {
    name: 'sendFile',
    stop: 'stopSending',
    hint: 'hintSendFile',
    grantedHint: 'hintChooseFiles',
    icon: FileUp,
  },
  takeFile: {
    name: 'requestFile',
    stop: 'stopTaking',
    hint: 'hintTakeFile',
    grantedHint: 'hintFiles',
    icon: Download,
  },
  camera: {
    name: 'viewCamera',
    stop: 'stopViewingCamera',
    hint: 'hintCamera',
    grantedHint: 'hintPicture',
    icon: Camera,
  },
  voice: {
    name: 'talk',
    stop: 'stopTalking',
    hint: 'hintTalk',
    grantedHint: 'hintTalking',
    icon: AudioLines,
  },
  recording: {
    name: 'record',
    stop: 'stopRecordingPermission',
    hint: 'hintRecord',
    grantedHint: 'hintRecording',
    icon: Circle,
  },
};
