import { ChevronDown, ChevronsUp, ChevronUp, Equal } from 'lucide-react';
import { Badge } from '../../components/badge.tsx';
import { t } from '../../i18n/index.ts';
import type { Level } from './words.ts';

const LOOKS = {
  far: { tone: 'bad', icon: ChevronsUp },
  above: { tone: 'warn', icon: ChevronUp },
  usual: { tone: 'neutral', icon: Equal },
  below: { tone: 'neutral', icon: ChevronDown },
} as const;

/** How far a place is from its usual, by word, shape and colour. */
export function LevelBadge({ level }: { level: Level }) {
  const { tone, icon } = LOOKS[level];
  return (
    <Badge tone={tone} icon={icon} isQuiet={tone === 'neutral'}>
      {t(`demand.level.${level}`)}
    </Badge>
  );
}
