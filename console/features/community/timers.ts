import type { Change } from './deeds.ts';
import type { ThreadView } from './queries.ts';

export type Times = Pick<ThreadView, 'closesAt' | 'closesAfter' | 'opensAt' | 'pinnedUntil'>;

/** What stands in the fields of a dialog: moments as the clock on the reader's wall shows them. */
export type TimeFields = Readonly<Record<keyof Times, string>>;

const MOMENTS = ['closesAt', 'opensAt', 'pinnedUntil'] as const;

const two = (n: number) => String(n).padStart(2, '0');

/** A moment as a field holds it, in the zone of the reader; '' where there is none. */
export function wallOf(iso: string | null): string {
  if (iso === null) return '';
  const at = new Date(iso);
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${day}T${two(at.getHours())}:${two(at.getMinutes())}`;
}

export const fieldsOf = (times: Times): TimeFields => ({
  closesAt: wallOf(times.closesAt),
  closesAfter: times.closesAfter === null ? '' : String(times.closesAfter),
  opensAt: wallOf(times.opensAt),
  pinnedUntil: wallOf(times.pinnedUntil),
});

/** What was changed in the fields, as it is sent, and the change that takes it back. Fields know no seconds: what was not touched is not sent. */
export function timing(times: Times, fields: TimeFields): Change {
  const before = fieldsOf(times);
  const run: Record<string, unknown> = {};
  const undo: Record<string, unknown> = {};
  for (const name of MOMENTS)
    if (fields[name] !== before[name]) {
      run[name] = fields[name] === '' ? null : new Date(fields[name]).toISOString();
      undo[name] = times[name];
    }
  if (fields.closesAfter !== before.closesAfter) {
    run['closesAfter'] = fields.closesAfter === '' ? null : Number(fields.closesAfter);
    undo['closesAfter'] = times.closesAfter;
  }
  return { run, undo };
}
