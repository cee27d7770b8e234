import { exactTime } from '../../format/time.ts';
import { t } from '../../i18n/index.ts';

/** `Tue, 24 Nov 2026, 09:00 CET`, and in the reader's own time where that is another. */
export function timeWords(at: string, zone: string, own = ownZone()): string {
  const there = exactTime(at, zone);
  if (zone === own || exactTime(at, own).slice(0, -4) === there.slice(0, -4)) return there;
  const here = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: own });
  return t('schedule.inYours', { time: there, own: here.format(Date.parse(at)) });
}

export function ownZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** What stands in a field for a time on the wall of a zone, so many hours from now, at a full hour. */
export function wallLater(now: number, zone: string, hours: number): string {
  const at = Math.ceil((now + hours * 3_600_000) / 3_600_000) * 3_600_000;
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  }).formatToParts(at);
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}`;
}
