/** Ages of what waits, in hours: younger than the first, up to the second, …, older than the last. */
export const AGES_HOURS = [1, 4, 24, 72, 168] as const;

export interface Waiting {
  network: string;
  teamId: string | null;
  language: string;
  /** Milliseconds since 1970. */
  since: number;
}

export interface BacklogCount {
  network: string;
  teamId: string;
  language: string;
  age: number;
  count: number;
}

export function ageOf(ms: number): number {
  const older = AGES_HOURS.findIndex((hours) => ms < hours * 3_600_000);
  return older < 0 ? AGES_HOURS.length : older;
}

/** Counts what waits at a moment. */
export function countBacklog(waiting: readonly Waiting[], at: number): BacklogCount[] {
  const counts = new Map<string, BacklogCount>();
  for (const { network, teamId, language, since } of waiting) {
    const row = { network, teamId: teamId ?? '', language, age: ageOf(at - since), count: 0 };
    const key = JSON.stringify([row.network, row.teamId, row.language, row.age]);
    const known = counts.get(key) ?? row;
    known.count++;
    counts.set(key, known);
  }
  return [...counts.values()];
}
