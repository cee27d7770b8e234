import type { App } from '#platform/app/index.ts';
import { earliestId, newId } from '#platform/ids/index.ts';

export interface ActivityRow {
  id: string;
  conversationId: string;
  at: Date;
  actorId: string;
  actorName: string;
  action: string;
  detail: Record<string, unknown>;
  undoId: string | null;
  isUndone: boolean;
}

export interface NewActivity {
  conversationId: string;
  actor: { id: string; name: string };
  action: string;
  detail?: Record<string, unknown>;
  undoId?: string | null;
}

export async function insertActivities(app: App, lines: readonly NewActivity[]): Promise<void> {
  if (lines.length === 0) return;
  const text = `insert into conversation_activity (id, conversation_id, actor_id, actor_name, action, detail, undo_id)
     select d.id, d.conversation_id, d.actor_id, d.actor_name, d.action, d.detail::jsonb, d.undo_id
       from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[])
         as d (id, conversation_id, actor_id, actor_name, action, detail, undo_id)`;
  const values = [
    lines.map(() => newId('act')),
    lines.map((line) => line.conversationId),
    lines.map((line) => line.actor.id),
    lines.map((line) => line.actor.name),
    lines.map((line) => line.action),
    lines.map((line) => JSON.stringify(line.detail ?? {})),
    lines.map((line) => line.undoId ?? null),
  ];
  await app.db.send([{ text, values }]);
}

/** The last lines of a conversation's history, newest first. */
export async function selectActivities(
  app: App,
  conversationId: string,
  limit: number,
): Promise<ActivityRow[]> {
  return app.db.query<ActivityRow>(
    `select a.id, a.conversation_id as "conversationId", a.at, a.actor_id as "actorId", a.actor_name as "actorName", a.action, a.detail,
       a.undo_id as "undoId", u.id is null or u.used_at is not null as "isUndone"
     from conversation_activity a left join inbox_undos u on u.id = a.undo_id
     where a.conversation_id = $1 order by a.id desc limit $2`,
    [conversationId, limit],
  );
}

export interface NoteRow {
  id: string;
  conversationId: string;
  authorId: string;
  authorName: string;
  text: string;
  mentions: { id: string; name: string }[];
  createdAt: Date;
}

const NOTE = `id, conversation_id as "conversationId", author_id as "authorId", author_name as "authorName", text, mentions, created_at as "createdAt"`;

export async function insertNote(app: App, note: Omit<NoteRow, 'createdAt'>): Promise<NoteRow> {
  const rows = await app.db.query<NoteRow>(
    `insert into conversation_notes (id, conversation_id, author_id, author_name, text, mentions)
     values ($1, $2, $3, $4, $5, $6::jsonb) returning ${NOTE}`,
    [note.id, note.conversationId, note.authorId, note.authorName, note.text, JSON.stringify(note.mentions)],
  );
  return rows[0]!;
}

export async function selectNotes(app: App, conversationId: string): Promise<NoteRow[]> {
  return app.db.query<NoteRow>(
    `select ${NOTE} from conversation_notes where conversation_id = $1 and deleted_at is null order by id`,
    [conversationId],
  );
}

/** Ids of all notes of these conversations, deleted ones included. */
export async function selectNoteIds(app: App, conversationIds: readonly string[]): Promise<string[]> {
  const rows = await app.db.query<{ id: string }>(
    'select id from conversation_notes where conversation_id = any($1)',
    [conversationIds],
  );
  return rows.map((row) => row.id);
}

/** Removes notes for good that were deleted so many days ago; answers their ids. */
export async function deleteOldNotes(app: App, days: number): Promise<string[]> {
  const rows = await app.db.query<{ id: string }>(
    'delete from conversation_notes where deleted_at < now() - make_interval(days => $1) returning id',
    [days],
  );
  return rows.map((row) => row.id);
}

export async function selectNotesOf(app: App, conversationIds: readonly string[]): Promise<NoteRow[]> {
  return app.db.query<NoteRow>(
    `select ${NOTE} from conversation_notes where conversation_id = any($1) and deleted_at is null order by id`,
    [conversationIds],
  );
}

export async function selectNote(
  app: App,
  id: string,
): Promise<(NoteRow & { isDeleted: boolean }) | undefined> {
  const rows = await app.db.query<NoteRow & { isDeleted: boolean }>(
    `select ${NOTE}, deleted_at is not null as "isDeleted" from conversation_notes where id = $1 for update`,
    [id],
  );
  return rows[0];
}

export async function setNoteDeleted(app: App, id: string, isDeleted: boolean): Promise<void> {
  await app.db.query('update conversation_notes set deleted_at = case when $2 then now() end where id = $1', [
    id,
    isDeleted,
  ]);
}

export interface UndoRow {
  id: string;
  actorId: string;
  kind: 'conversations' | 'note' | 'view';
  steps: unknown;
  isUsed: boolean;
}

export async function insertUndo(app: App, undo: Omit<UndoRow, 'isUsed'>): Promise<void> {
  const text = 'insert into inbox_undos (id, actor_id, kind, steps) values ($1, $2, $3, $4::jsonb)';
  await app.db.send([{ text, values: [undo.id, undo.actorId, undo.kind, JSON.stringify(undo.steps)] }]);
}

/** Takes the token; undefined when there is none. A token is used once. */
export async function takeUndo(app: App, id: string): Promise<UndoRow | undefined> {
  const rows = await app.db.query<UndoRow>(
    `update inbox_undos u set used_at = now() from (select id, used_at is not null as was_used from inbox_undos where id = $1 for update) o
      where u.id = o.id returning u.id, actor_id as "actorId", kind, steps, o.was_used as "isUsed"`,
    [id],
  );
  return rows[0];
}

export async function deleteOldUndos(app: App, days: number): Promise<void> {
  await app.db.query('delete from inbox_undos where created_at < now() - make_interval(days => $1)', [days]);
}

/** Forgets what would bring back changes of these conversations or of their notes; a change that also touched others stays. */
export async function deleteUndosOf(app: App, conversationIds: readonly string[]): Promise<void> {
  await app.db.query(
    `delete from inbox_undos u where case u.kind
       when 'conversations' then jsonb_array_length(steps) > 0
         and not exists (select from jsonb_array_elements(steps) s where s ->> 'id' <> all($1))
       when 'note' then exists (select from conversation_notes n where n.id = steps ->> 'id' and n.conversation_id = any($1))
       else false end`,
    [conversationIds],
  );
}

/** Conversations with a line of history since a moment: ids of lines sort by time. */
export async function selectTouchedSince(app: App, at: Date): Promise<string[]> {
  const rows = await app.db.query<{ id: string }>(
    'select distinct conversation_id as id from conversation_activity where id > $1',
    [earliestId('act', at.getTime())],
  );
  return rows.map(({ id }) => id);
}
