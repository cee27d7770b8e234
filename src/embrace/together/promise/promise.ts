import { addWorking, NeverOpen, type Hours } from '#lib/hours/index.ts';
import { type Actor, type App, systemActor } from '#platform/app/index.ts';
import { Failures } from '#platform/errors/index.ts';
import { audit } from '#platform/audit/index.ts';
import { hoursOf, readCalendars } from '#people/calendars/index.ts';
import { catchUp, readCategories, unansweredQuestions } from '#embrace/forum/index.ts';
import { togetherErrors } from '../errors.ts';
import { unansweredPort } from '../ports.ts';
import {
  claimThread,
  deletePromise,
  insertCase,
  type PromiseRow,
  selectCases,
  selectPromises,
  upsertPromise,
} from './store.ts';

const HOUR_MS = 3_600_000;
const AT_ONCE = 500;

/** When a question must have its first answer; undefined where the calendar never opens. */
export function dueAt(hours: Hours, askedAt: Date, promisedHours: number): Date | undefined {
  try {
    return addWorking(hours, askedAt, Math.round(promisedHours * HOUR_MS));
  } catch (error) {
    if (error instanceof NeverOpen) return undefined;
    throw error;
  }
}

/** Every category with what is promised in it. */
export async function listPromises(app: App) {
  const promises = new Map((await selectPromises(app)).map((row) => [row.categoryId, row]));
  return (await readCategories(app)).map(({ id, name }) => ({
    categoryId: id,
    name,
    hours: promises.get(id)?.hours ?? null,
    calendarId: promises.get(id)?.calendarId ?? null,
  }));
}

/** Promises a first answer within hours of a calendar; null ends the promise. Throws `together.no_category`, `together.no_calendar`. */
export async function savePromise(
  app: App,
  actor: Actor,
  categoryId: string,
  { hours, calendarId }: { hours: number | null; calendarId: string | null },
): Promise<void> {
  if (!(await readCategories(app)).some(({ id }) => id === categoryId))
    throw togetherErrors('together.no_category');
  if (calendarId !== null && !(await readCalendars(app)).some(({ id }) => id === calendarId))
    throw togetherErrors('together.no_calendar');
  await app.db.transaction(async () => {
    if (hours === null) await deletePromise(app, categoryId);
    else await upsertPromise(app, { categoryId, hours, calendarId });
    await audit(app, actor, {
      action: 'community.promised',
      subject: categoryId,
      detail: { hours, calendarId },
    });
  });
}

/** Questions that wait longer than was promised; a calendar that never opens makes nobody late. Counted up to `most`. */
export async function countLate(app: App, most = 1000): Promise<number> {
  const now = await app.db.now();
  let late = 0;
  for (const { categoryId, hours, calendarId, since } of await selectPromises(app)) {
    const calendar = await hoursOf(app, calendarId);
    for (let after = '', count = AT_ONCE; count === AT_ONCE && late < most;) {
      const waiting = await unansweredQuestions(app, { categoryId, since, after, limit: AT_ONCE });
      const isLate = ({ askedAt }: { askedAt: Date }) => (dueAt(calendar, askedAt, hours) ?? now) < now;
      count = waiting.length;
      after = waiting.at(-1)?.threadId ?? after;
      late += waiting.filter(isLate).length;
    }
  }
  return Math.min(late, most);
}

/**
 * Makes cases of questions that nobody answered in time, each once, however many look. Answers how many. One whose case cannot be made keeps no
 * other one waiting; the first such failure is thrown at the end.
 */
export async function makeCases(app: App): Promise<number> {
  const promises = await selectPromises(app);
  if (promises.length === 0) return 0;
  // The inbox must have heard of what is to become a case there.
  await catchUp(app);
  const failures = new Failures();
  let made = 0;
  for (const promise of promises) made += await makeCasesOf(app, promise, failures);
  failures.throwFirst();
  return made;
}

async function makeCasesOf(
  app: App,
  { categoryId, hours, calendarId, since }: PromiseRow,
  failures: Failures,
): Promise<number> {
  let made = 0;
  const [calendar, now] = [await hoursOf(app, calendarId), await app.db.now()];
  for (let after = '', count = AT_ONCE; count === AT_ONCE;) {
    const waiting = await unansweredQuestions(app, { categoryId, since, after, limit: AT_ONCE });
    count = waiting.length;
    after = waiting.at(-1)?.threadId ?? after;
    const cases = await selectCases(
      app,
      waiting.map(({ threadId }) => threadId),
    );
    for (const { threadId, askedAt } of waiting) {
      const due = cases.has(threadId) ? undefined : dueAt(calendar, askedAt, hours);
      if (!due || due > now) continue;
      const isMade = await failures.keep(makeCase(app, { categoryId, since, threadId, dueAt: due }));
      if (isMade) made += 1;
    }
  }
  return made;
}

async function makeCase(
  app: App,
  late: { categoryId: string; since: Date; threadId: string; dueAt: Date },
): Promise<boolean> {
  const make = app.find(unansweredPort);
  if (!make) return false;
  const { categoryId, since, threadId, dueAt: due } = late;
  return app.db.transaction(async () => {
    if (!(await claimThread(app, threadId))) return false;
    // Somebody may have answered while others were looked at.
    const [question] = await unansweredQuestions(app, { categoryId, since, threadId });
    if (!question) return false;
    const { postId, title } = question;
    const caseId = await make(app, { threadId, postId, title, dueAt: due });
    if (caseId === undefined) return false;
    await insertCase(app, { threadId, caseId, dueAt: due });
    await audit(app, systemActor, {
      action: 'community.unanswered',
      subject: threadId,
      detail: { caseId, dueAt: due.toISOString() },
    });
    return true;
  });
}
