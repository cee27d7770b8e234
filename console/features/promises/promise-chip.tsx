import { CircleAlert, Hourglass, Pause, TimerReset } from 'lucide-react';
import { Badge } from '../../components/badge.tsx';
import { useNow } from '../../components/time.tsx';
import { exactTime } from '../../format/time.ts';
import { chipWords, type PromiseChip } from './chip-words.ts';

/** What is promised and due first; it counts down by itself. Far-off promises are left out where `isShort`. */
export function PromiseBadge({
  promise,
  isShort = false,
}: {
  promise: PromiseChip | null;
  isShort?: boolean;
}) {
  const now = useNow();
  if (promise === null) return null;
  const { text, tone } = chipWords(promise, now);
  if (isShort && tone === 'neutral') return null;
  const icon =
    tone === 'bad' ? CircleAlert : tone === 'warn' ? Hourglass : promise.isPaused ? Pause : TimerReset;
  return (
    <span title={promise.dueAt === null ? undefined : exactTime(promise.dueAt)}>
      <Badge tone={tone} icon={icon} isQuiet={tone === 'neutral'}>
        {text}
      </Badge>
    </span>
  );
}
