import {
  CircleCheck,
  CirclePause,
  CircleX,
  Clock,
  Hourglass,
  Link2,
  LoaderCircle,
  Unplug,
  type LucideIcon,
} from 'lucide-react';
import type { SessionStatus } from '#shared/std/session/session-status.ts';
import type { Tone } from '#shared/ui/feedback/tone.ts';
import type { PlainMessage } from '../messages/catalogue.ts';

/** How a status looks; its word is in the messages. */
export const statusLooks: Readonly<
  Record<SessionStatus['name'], { readonly key: PlainMessage; readonly tone: Tone; readonly icon: LucideIcon }>
> = {
  connecting: { key: 'statusConnecting', tone: 'neutral', icon: Link2 },
  waiting: { key: 'statusWaiting', tone: 'warning', icon: Hourglass },
  active: { key: 'statusActive', tone: 'success', icon: CircleCheck },
  onHold: { key: 'statusOnHold', tone: 'info', icon: CirclePause },
  reconnecting: { key: 'statusReconnecting', tone: 'warning', icon: LoaderCircle },
  offline: { key: 'statusOffline', tone: 'danger', icon: Unplug },
  timedOut: { key: 'statusTimedOut', tone: 'neutral', icon: Clock },
  closed: { key: 'statusClosed', tone: 'neutral', icon: CircleX },
};
