import {
  CircleCheck,
  Clock,
  Hourglass,
  Inbox,
  Layers,
  type LucideIcon,
  UserRound,
  UserRoundX,
} from 'lucide-react';
import type { InboxCounts } from '../../api/types.ts';
import type { MessageKey } from '../../i18n/index.ts';
import type { QueueFilters } from './filters.ts';

export interface View {
  id: string;
  label: MessageKey;
  icon: LucideIcon;
  filters: QueueFilters;
  count?: keyof InboxCounts;
}

/** The views everybody has. */
export const standardViews: readonly View[] = [
  { id: 'open', label: 'inbox.view.open', icon: Inbox, filters: {}, count: 'open' },
  { id: 'mine', label: 'inbox.view.mine', icon: UserRound, filters: { assignee: 'me' }, count: 'mine' },
  {
    id: 'unassigned',
    label: 'inbox.view.unassigned',
    icon: UserRoundX,
    filters: { assignee: 'nobody' },
    count: 'unassigned',
  },
  {
    id: 'waiting',
    label: 'inbox.view.waiting',
    icon: Hourglass,
    filters: { status: 'waiting' },
    count: 'waiting',
  },
  {
    id: 'snoozed',
    label: 'inbox.view.snoozed',
    icon: Clock,
    filters: { status: 'snoozed' },
    count: 'snoozed',
  },
  { id: 'done', label: 'inbox.view.done', icon: CircleCheck, filters: { status: 'done' }, count: 'done' },
  { id: 'any', label: 'inbox.view.any', icon: Layers, filters: { status: 'any' } },
];
