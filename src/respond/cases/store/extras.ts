import type { App } from '#platform/app/index.ts';
import { newId } from '#platform/ids/index.ts';

export interface CaseNote {
  id: string;
  caseId: string;
  authorId: string;
  authorName: string;
  text: string;
  mentions: { id: string; name: string }[];
  createdAt: Date;
}

const NOTE = `id, case_id as "caseId", author_id as "authorId", author_name as "authorName", text, mentions, created_at as "createdAt"`;

export async function insertNote(app: App, note: Omit<CaseNote, 'id' | 'createdAt'>): Promise<CaseNote> {
  const rows = await app.db.query<CaseNote>(
    `insert into case_notes (id, case_id, author_id, author_name, text, mentions) values ($1, $2, $3, $4, $5, $6::jsonb) returning ${NOTE}`,
    [newId('note'), note.caseId, note.authorId, note.authorName, note.text, JSON.stringify(note.mentions)],
  );
  return rows[0]!;
}

export async function selectNotes(app: App, caseIds: readonly string[]): Promise<CaseNote[]> {
  return app.db.query<CaseNote>(
    `select ${NOTE} from case_notes where case_id = any($1) and deleted_at is null order by id`,
    [caseIds],
  );
}

/** A note, deleted or not. */
export async function selectNote(app: App, id: string): Promise<CaseNote | undefined> {
  const rows = await app.db.query<CaseNote>(`select ${NOTE} from case_notes where id = $1 for update`, [id]);
  return rows[0];
}

/** Ids of all notes, those that were deleted, too. */
export async function selectNoteIds(app: App, caseIds: readonly string[]): Promise<string[]> {
  const rows = await app.db.query<{ id: string }>('select id from case_notes where case_id = any($1)', [
    caseIds,
  ]);
  return rows.map(({ id }) => id);
}

/** Forgets notes that were deleted so many days ago. Answers their ids. */
export async function deleteOldNotes(app: App, days: number): Promise<string[]> {
  const rows = await app.db.query<{ id: string }>(
    'delete from case_notes where deleted_at < now() - make_interval(days => $1) returning id',
    [days],
  );
  return rows.map(({ id }) => id);
}

export async function setNoteDeleted(app: App, id: string, isDeleted: boolean): Promise<void> {
  await app.db.query('update case_notes set deleted_at = case when $2 then now() end where id = $1', [
    id,
    isDeleted,
  ]);
}

export interface CheckRow {
  id: string;
  caseId: string;
  text: string;
  doneAt: Date | null;
  doneBy: string | null;
}

export async function selectChecks(app: App, caseIds: readonly string[]): Promise<CheckRow[]> {
  return app.db.query<CheckRow>(
    `select id, case_id as "caseId", text, done_at as "doneAt", done_by as "doneBy" from case_checks where case_id = any($1) order by position, id limit 500`,
    [caseIds],
  );
}

export async function insertChecks(app: App, caseId: string, texts: readonly string[]): Promise<void> {
  await app.db.query(
    `insert into case_checks (id, case_id, text, position)
     select d.id, $1, d.text, d.place + coalesce((select max(position) from case_checks where case_id = $1), 0)
       from unnest($2::text[], $3::text[]) with ordinality as d (id, text, place)`,
    [caseId, texts.map(() => newId('check')), texts],
  );
}

/** Ticks or unticks; false when there is no such check in these cases. */
export async function setCheck(
  app: App,
  id: string,
  caseIds: readonly string[],
  doneBy: string | null,
): Promise<CheckRow | undefined> {
  const rows = await app.db.query<CheckRow>(
    `update case_checks set done_at = case when $3::text is null then null else now() end, done_by = $3 where id = $1 and case_id = any($2)
     returning id, case_id as "caseId", text, done_at as "doneAt", done_by as "doneBy"`,
    [id, caseIds, doneBy],
  );
  return rows[0];
}

export async function deleteCheck(
  app: App,
  id: string,
  caseIds: readonly string[],
): Promise<string | undefined> {
  const rows = await app.db.query<{ text: string }>(
    'delete from case_checks where id = $1 and case_id = any($2) returning text',
    [id, caseIds],
  );
  return rows[0]?.text;
}

export interface TimeRow {
  id: string;
  userId: string;
  userName: string;
  minutes: number;
  what: string;
  isMeasured: boolean;
  at: Date;
}

export async function selectTimes(app: App, caseIds: readonly string[]): Promise<TimeRow[]> {
  return app.db.query<TimeRow>(
    `select id, user_id as "userId", user_name as "userName", minutes, what, is_measured as "isMeasured", at from case_times
      where case_id = any($1) order by id desc limit 500`,
    [caseIds],
  );
}

export async function insertTime(app: App, caseId: string, time: Omit<TimeRow, 'id' | 'at'>): Promise<void> {
  await app.db.query(
    'insert into case_times (id, case_id, user_id, user_name, minutes, what, is_measured) values ($1, $2, $3, $4, $5, $6, $7)',
    [newId('time'), caseId, time.userId, time.userName, time.minutes, time.what, time.isMeasured],
  );
}

export async function deleteTime(
  app: App,
  id: string,
  caseIds: readonly string[],
): Promise<{ minutes: number } | undefined> {
  const rows = await app.db.query<{ minutes: number }>(
    'delete from case_times where id = $1 and case_id = any($2) returning minutes',
    [id, caseIds],
  );
  return rows[0];
}

/** Minutes noted in a period, by person. */
export async function sumMinutes(
  app: App,
  from: Date,
  to: Date,
): Promise<{ userId: string; minutes: number }[]> {
  return app.db.query(
    `select user_id as "userId", sum(minutes)::int as minutes from case_times where at >= $1 and at < $2 group by 1`,
    [from, to],
  );
}
