import type { App } from '#platform/app/index.ts';

export interface PromiseRow {
  categoryId: string;
  hours: number;
  calendarId: string | null;
  since: Date;
}

export function selectPromises(app: App): Promise<PromiseRow[]> {
  return app.db.query<PromiseRow>(
    'select category_id as "categoryId", hours::float8 as hours, calendar_id as "calendarId", since from together_promises order by category_id',
  );
}

/** A promise that was given before keeps its beginning. */
export async function upsertPromise(app: App, row: Omit<PromiseRow, 'since'>): Promise<void> {
  await app.db.query(
    `insert into together_promises (category_id, hours, calendar_id) values ($1, $2, $3)
     on conflict (category_id) do update set hours = excluded.hours, calendar_id = excluded.calendar_id`,
    [row.categoryId, row.hours, row.calendarId],
  );
}

export async function deletePromise(app: App, categoryId: string): Promise<void> {
  await app.db.query('delete from together_promises where category_id = $1', [categoryId]);
}

/** Of some threads those that became a case. */
export async function selectCases(app: App, threadIds: readonly string[]): Promise<Map<string, string>> {
  const rows = await app.db.query<{ threadId: string; caseId: string }>(
    'select thread_id as "threadId", case_id as "caseId" from together_cases where thread_id = any($1)',
    [threadIds],
  );
  return new Map(rows.map(({ threadId, caseId }) => [threadId, caseId]));
}

/** Nobody else makes a case of it until the ambient transaction ends. False where there is one. */
export async function claimThread(app: App, threadId: string): Promise<boolean> {
  await app.db.query(`select pg_advisory_xact_lock(hashtextextended('together:' || $1, 0))`, [threadId]);
  return (await selectCases(app, [threadId])).size === 0;
}

export async function insertCase(
  app: App,
  row: { threadId: string; caseId: string; dueAt: Date },
): Promise<void> {
  await app.db.query('insert into together_cases (thread_id, case_id, due_at) values ($1, $2, $3)', [
    row.threadId,
    row.caseId,
    row.dueAt,
  ]);
}
