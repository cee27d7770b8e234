import {
  CircleCheck,
  CircleDot,
  CircleHelp,
  Clock,
  Hourglass,
  LoaderCircle,
  type LucideIcon,
  OctagonPause,
  Send,
  TriangleAlert,
  Undo2,
  UserCheck,
} from 'lucide-react';
import type { ConversationRow, ConversationStatus, ReplyState } from '../../api/types.ts';
import { Badge, type Tone } from '../../components/badge.tsx';
import { relativeTime } from '../../format/time.ts';
import { useNow } from '../../components/time.tsx';
import { t } from '../../i18n/index.ts';

const STATUS: Record<ConversationStatus, { icon: LucideIcon; tone: Tone }> = {
  open: { icon: CircleDot, tone: 'accent' },
  waiting: { icon: Hourglass, tone: 'neutral' },
  snoozed: { icon: Clock, tone: 'neutral' },
  done: { icon: CircleCheck, tone: 'ok' },
};

/** The state of a conversation by shape and word. */
export function StatusBadge({ status, until }: { status: ConversationStatus; until?: string | null }) {
  const now = useNow();
  const { icon, tone } = STATUS[status];
  const hasUntil = status === 'snoozed' && until !== undefined && until !== null;
  return (
    <Badge icon={icon} tone={tone}>
      {hasUntil
        ? t('inbox.status.snoozedUntil', { time: relativeTime(until, now) })
        : t(`inbox.status.${status}`)}
    </Badge>
  );
}

const REPLY: Record<ReplyState, { icon: LucideIcon; tone: Tone }> = {
  waiting: { icon: UserCheck, tone: 'warn' },
  scheduled: { icon: Clock, tone: 'neutral' },
  ready: { icon: Send, tone: 'neutral' },
  sending: { icon: LoaderCircle, tone: 'accent' },
  sent: { icon: CircleCheck, tone: 'ok' },
  failed: { icon: TriangleAlert, tone: 'bad' },
  uncertain: { icon: CircleHelp, tone: 'warn' },
  cancelled: { icon: Undo2, tone: 'neutral' },
  held: { icon: OctagonPause, tone: 'warn' },
};

export function ReplyBadge({ state }: { state: ReplyState }) {
  const { icon, tone } = REPLY[state];
  return (
    <Badge icon={icon} tone={tone}>
      {t(`inbox.reply.${state}`)}
    </Badge>
  );
}

/** A reply on its way or in trouble, on a row of the queue. */
export function OutgoingBadge({ outgoing }: { outgoing: ConversationRow['outgoing'] }) {
  if (outgoing === 'none') return null;
  const { icon, tone } = REPLY[outgoing];
  return (
    <Badge icon={icon} tone={tone}>
      {t(`inbox.outgoing.${outgoing}`)}
    </Badge>
  );
}
