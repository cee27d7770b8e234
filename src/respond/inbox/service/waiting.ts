import type { App } from '#platform/app/index.ts';
import {
  selectOpenByPerson,
  selectStanding,
  selectWaiting,
  type StandingRow,
  type WaitingRow,
} from '../store/waiting.ts';

export type { StandingRow, WaitingRow };

const MOST_WAITING = 200_000;

/** Everything that waits for an answer now. */
export function readWaiting(app: App): Promise<WaitingRow[]> {
  return selectWaiting(app, MOST_WAITING);
}

/** What is open now, by team. */
export function readOpenByTeam(app: App): Promise<StandingRow[]> {
  return selectStanding(app);
}

/** What is open now, by person. */
export async function readOpenByPerson(app: App): Promise<Map<string, number>> {
  return new Map((await selectOpenByPerson(app)).map(({ userId, open }) => [userId, open]));
}
