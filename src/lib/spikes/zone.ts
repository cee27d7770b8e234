/**
 * Hour of the week (0 is Monday 00:00) of an hour since 1970, by the clocks of an IANA zone, summer time included. Throws a RangeError where the
 * zone is not known.
 */
export function hourOfWeekIn(zone: string): (hour: number) => number {
  // 1970 began on a Thursday.
  if (zone === 'UTC') return (hour) => mod(hour + 72, 168);
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    weekday: 'short',
    hour: '2-digit',
    hourCycle: 'h23',
  });
  const known = new Map<number, number>();
  return (hour) => {
    const found = known.get(hour);
    if (found !== undefined) return found;
    const parts = format.formatToParts(hour * 3_600_000);
    const part = (type: string) => parts.find((one) => one.type === type)?.value ?? '';
    const week = DAYS.indexOf(part('weekday')) * 24 + Number(part('hour'));
    if (known.size > 5000) known.clear();
    known.set(hour, week);
    return week;
  };
}

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

function mod(value: number, by: number): number {
  return ((value % by) + by) % by;
}
