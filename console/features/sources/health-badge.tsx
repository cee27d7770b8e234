import {
  CircleAlert,
  CircleCheck,
  CirclePause,
  CircleX,
  Clock,
  Hourglass,
  type LucideIcon,
  RefreshCw,
} from 'lucide-react';
import type { SourceView } from '../../api/types.ts';
import { Badge, type Tone } from '../../components/badge.tsx';
import { t } from '../../i18n/index.ts';

const LOOK: Record<SourceView['health'], { icon: LucideIcon; tone: Tone }> = {
  ok: { icon: CircleCheck, tone: 'ok' },
  starting: { icon: Hourglass, tone: 'neutral' },
  lagging: { icon: Clock, tone: 'warn' },
  quiet: { icon: CircleAlert, tone: 'warn' },
  'backing-off': { icon: RefreshCw, tone: 'warn' },
  stopped: { icon: CircleX, tone: 'bad' },
  paused: { icon: CirclePause, tone: 'neutral' },
};

/** How a source does, by shape, word and colour. */
export function HealthBadge({ health }: { health: SourceView['health'] }) {
  const { icon, tone } = LOOK[health];
  return (
    <Badge tone={tone} icon={icon}>
      {t(`sources.health.${health}`)}
    </Badge>
  );
}
