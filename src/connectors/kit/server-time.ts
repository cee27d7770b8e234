/**
 * A moment that a server named by its own clock, by ours: the distance from the `date` of its answer counts. Without a `date` that
 * makes sense the two are taken for the same.
 */
export function byOurClock(moment: Date, headers: Readonly<Record<string, string>>, now: Date): Date {
  const theirs = Date.parse(headers['date'] ?? '');
  const ours = new Date(moment.getTime() - theirs + now.getTime());
  return Number.isNaN(ours.getTime()) ? moment : ours;
}
