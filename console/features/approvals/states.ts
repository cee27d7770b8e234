import { CircleCheck, CircleX, type LucideIcon, PencilLine, TimerOff, Undo2, UserCheck } from 'lucide-react';
import type { Tone } from '../../components/badge.tsx';
import type { ApprovalView } from './types.ts';

/** Where an approval stands, by shape and tone. */
export const STATES: Record<ApprovalView['state'], { icon: LucideIcon; tone: Tone }> = {
  waiting: { icon: UserCheck, tone: 'warn' },
  changes: { icon: PencilLine, tone: 'accent' },
  suggested: { icon: PencilLine, tone: 'accent' },
  approved: { icon: CircleCheck, tone: 'ok' },
  rejected: { icon: CircleX, tone: 'bad' },
  withdrawn: { icon: Undo2, tone: 'neutral' },
  expired: { icon: TimerOff, tone: 'neutral' },
};
