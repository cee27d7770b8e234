import type { App } from '#platform/app/index.ts';
import {
  type AnswerRow,
  type ContactRow,
  countAnswersSince,
  type Found,
  selectAnswersOf,
  selectBehind,
  selectContactsOf,
  selectLanguages,
  takeDays,
  type Behind,
} from './read-store.ts';

export type { AnswerRow, Behind, ContactRow, Found };

/** Takes up to `most` days, as `2026-11-22` by UTC, of which something changed; in the caller's transaction. */
export function takeChangedDays(app: App, most: number): Promise<string[]> {
  return takeDays(app, most);
}

/** All contacts that began on a day by UTC, oldest first, and all answers given on it. */
export async function readDay(
  app: App,
  day: string,
): Promise<{ contacts: ContactRow[]; answers: AnswerRow[] }> {
  return { contacts: await selectContactsOf(app, day), answers: await selectAnswersOf(app, day) };
}

/** Conversations behind a number of a report, newest first; `after` is the last one of the page before. */
export function findContacts(
  app: App,
  asked: Behind,
  after: Found | undefined,
  limit: number,
): Promise<Found[]> {
  return selectBehind(app, asked, after, limit);
}

/** Answers that were given since a moment. */
export function countAnswers(app: App, since: Date): Promise<number> {
  return countAnswersSince(app, since);
}

/** ISO 639 of the contacts of these conversations; those nobody knows are left out. */
export function readLanguages(app: App, ids: readonly string[]): Promise<Map<string, string>> {
  return selectLanguages(app, ids);
}
