import {
  CheckCircle2,
  Circle,
  CircleDashed,
  CircleDot,
  CircleX,
  Hammer,
  type LucideIcon,
  Merge,
} from 'lucide-react';
import type { Status } from '#embrace/ideas/schema.ts';
import { Badge, type Tone } from '../../components/badge.tsx';
import { t } from '../../i18n/index.ts';

const LOOKS: Readonly<Record<Status, { icon: LucideIcon; tone: Tone }>> = {
  open: { icon: Circle, tone: 'neutral' },
  considering: { icon: CircleDashed, tone: 'warn' },
  planned: { icon: CircleDot, tone: 'accent' },
  building: { icon: Hammer, tone: 'accent' },
  shipped: { icon: CheckCircle2, tone: 'ok' },
  declined: { icon: CircleX, tone: 'bad' },
  duplicate: { icon: Merge, tone: 'neutral' },
};

/** Where an idea stands, by word, shape and colour. */
export function StatusBadge({ status }: { status: Status }) {
  const { icon, tone } = LOOKS[status];
  return (
    <Badge icon={icon} tone={tone}>
      {t(`ideas.status.${status}`)}
    </Badge>
  );
}
