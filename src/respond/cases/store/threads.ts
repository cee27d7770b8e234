import type { App } from '#platform/app/index.ts';
import { newId } from '#platform/ids/index.ts';

export interface ThreadRow {
  caseId: string;
  conversationId: string;
  since: Date;
  /** Null as long as it belongs to the case. */
  until: Date | null;
}

/** The case of each conversation; those in none are left out. */
export async function selectCasesOf(
  app: App,
  conversationIds: readonly string[],
): Promise<Map<string, string>> {
  const rows = await app.db.query<{ conversationId: string; caseId: string }>(
    `select conversation_id as "conversationId", case_id as "caseId" from case_threads where conversation_id = any($1) and until is null`,
    [conversationIds],
  );
  return new Map(rows.map((row) => [row.conversationId, row.caseId]));
}

/** Conversations that belong, or belonged, to these cases. */
export async function selectThreads(app: App, caseIds: readonly string[]): Promise<ThreadRow[]> {
  return app.db.query<ThreadRow>(
    `select case_id as "caseId", conversation_id as "conversationId", since, until from case_threads where case_id = any($1) order by id`,
    [caseIds],
  );
}

/** Takes conversations out of the cases they are in and puts them where they belong now; null is nowhere. With `until` the old case keeps what was said before. */
export async function moveThreads(
  app: App,
  moves: readonly { conversationId: string; caseId: string | null }[],
  until: Date | undefined,
): Promise<void> {
  const ids = moves.map((move) => move.conversationId);
  await app.db.query(
    until
      ? 'update case_threads set until = $2 where conversation_id = any($1) and until is null'
      : 'delete from case_threads where conversation_id = any($1) and until is null',
    until ? [ids, until] : [ids],
  );
  const into = moves.filter((move) => move.caseId !== null);
  await app.db.query(
    'insert into case_threads (id, case_id, conversation_id) select * from unnest($1::text[], $2::text[], $3::text[])',
    [into.map(() => newId('cthr')), into.map((move) => move.caseId), into.map((move) => move.conversationId)],
  );
}

/** Conversations that are gone for good. Answers the cases they were in, and whether anything is left of each. */
export async function deleteThreads(
  app: App,
  conversationIds: readonly string[],
): Promise<{ caseId: string; isEmpty: boolean }[]> {
  const rows = await app.db.query<{ caseId: string }>(
    'delete from case_threads where conversation_id = any($1) returning case_id as "caseId"',
    [conversationIds],
  );
  const ids = [...new Set(rows.map((row) => row.caseId))];
  const left = await app.db.query<{ caseId: string }>(
    'select distinct case_id as "caseId" from case_threads where case_id = any($1)',
    [ids],
  );
  const standing = new Set(left.map((row) => row.caseId));
  return ids.map((caseId) => ({ caseId, isEmpty: !standing.has(caseId) }));
}
