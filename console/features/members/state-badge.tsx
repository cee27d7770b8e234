import { Ban, CircleCheck, DoorOpen, UserX, VolumeX } from 'lucide-react';
import { Badge } from '../../components/badge.tsx';
import { t } from '../../i18n/index.ts';
import { type ShownState, shownState } from './filters.ts';

const LOOKS = {
  active: { tone: 'ok', icon: CircleCheck },
  silenced: { tone: 'warn', icon: VolumeX },
  suspended: { tone: 'bad', icon: Ban },
  leaving: { tone: 'neutral', icon: DoorOpen },
  erased: { tone: 'neutral', icon: UserX },
} as const satisfies Record<ShownState, object>;

/** Whether a member may write, by word, shape and colour. */
export function StateBadge({ member }: { member: { state: string; eraseAt: string | null } }) {
  const state = shownState(member);
  return <Badge {...LOOKS[state]}>{t(`members.state.${state}`)}</Badge>;
}
