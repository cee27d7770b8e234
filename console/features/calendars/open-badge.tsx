import { DoorClosed, DoorOpen } from 'lucide-react';
import { Badge } from '../../components/badge.tsx';
import { exactTime } from '../../format/time.ts';
import { t } from '../../i18n/index.ts';
import type { CalendarView } from './queries.ts';

/** Whether somebody works just now, and until when. */
export function OpenBadge({ calendar }: { calendar: Pick<CalendarView, 'isOpen' | 'changesAt'> }) {
  const time = calendar.changesAt === null ? null : exactTime(calendar.changesAt);
  const word = calendar.isOpen ? 'open' : 'closed';
  return (
    <Badge tone={calendar.isOpen ? 'ok' : 'neutral'} icon={calendar.isOpen ? DoorOpen : DoorClosed} isQuiet>
      {time === null ? t(`calendars.now.${word}`) : t(`calendars.now.${word}.until`, { time })}
    </Badge>
  );
}
