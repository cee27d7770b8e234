const DAY = /^(\d{4})([-/])(\d\d?)\2(\d\d?)/;
const TIME = /^(?:[ T]+(\d\d?):(\d\d)(?::(\d\d)(\.\d+)?)?)? ?(Z|UTC|GMT|[+-]\d\d(?::?\d\d)?)?$/;
/** As mails and servers write it: day, name of the month, year, time, zone. */
const WRITTEN = /^(?:[A-Z][a-z]{2}, ?)?\d\d? [A-Z][a-z]{2} \d{4} \d\d:\d\d(?::\d\d)? (?:GMT|UTC|[+-]\d{4})$/;

/** A moment as exports write it, the year first; without a zone it is UTC. Null for what is none between 1990 and 2100, and for days that no calendar has. */
export function dateOf(given: string): string | null {
  const text = given.trim();
  const at = WRITTEN.test(text) ? Date.parse(text) : numbered(text);
  const year = new Date(at).getUTCFullYear();
  return Number.isNaN(at) || year < 1990 || year > 2100 ? null : new Date(at).toISOString();
}

function numbered(text: string): number {
  const day = DAY.exec(text);
  const time = day && TIME.exec(text.slice(day[0].length));
  if (!day || !time) return Number.NaN;
  const [, year, , month, date] = day.map(Number);
  const [hours, minutes, seconds] = [1, 2, 3].map((index) => Number(time[index] ?? 0));
  const midnight = Date.UTC(year!, month! - 1, date);
  const isReal =
    new Date(midnight).getUTCMonth() === month! - 1 && hours! < 24 && minutes! < 60 && seconds! < 61;
  if (!isReal || Number(date) < 1) return Number.NaN;
  const fraction = Math.floor(Number(time[4] ?? 0) * 1000);
  const within = ((hours! * 60 + minutes!) * 60 + seconds!) * 1000 + fraction;
  return midnight + within - offsetOf(time[5] ?? 'Z');
}

/** In milliseconds, east of Greenwich. */
function offsetOf(zone: string): number {
  const [, sign, hours, minutes = '0'] = /^([+-])(\d\d):?(\d\d)?$/.exec(zone) ?? [];
  return hours === undefined ? 0 : (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}
