import type { App } from '#platform/app/index.ts';

/** Where a post stood before it was moved, and its acceptance where the move took that back. */
export interface OldPlace {
  id: string;
  number: number;
  replyTo: number | null;
  acceptedAt: string | null;
  acceptedBy: string | null;
}

export interface MoveRow {
  id: string;
  kind: 'merge' | 'split';
  fromId: string;
  intoId: string;
  places: OldPlace[];
  undoneAt: Date | null;
}

const MOVE = `id, kind, from_id as "fromId", into_id as "intoId", places, undone_at as "undoneAt"`;

/** Notes where posts stand before they are moved. `takesAnswers`: what was accepted will be no more. */
export async function insertMove(
  app: App,
  row: Pick<MoveRow, 'id' | 'kind' | 'fromId' | 'intoId'>,
  { ids, takesAnswers }: { ids: readonly string[]; takesAnswers: boolean },
): Promise<void> {
  await app.db.query(
    `insert into forum_moves (id, kind, from_id, into_id, places)
     select $1, $2, $3, $4, coalesce(jsonb_agg(jsonb_build_object('id', id, 'number', number, 'replyTo', reply_to,
         'acceptedAt', case when $6 then accepted_at end, 'acceptedBy', case when $6 then accepted_by end) order by number), '[]')
       from forum_posts where id = any($5)`,
    [row.id, row.kind, row.fromId, row.intoId, ids, takesAnswers],
  );
}

/** Locked until the transaction ends. */
export async function lockMove(app: App, id: string): Promise<MoveRow | undefined> {
  const [row] = await app.db.query<MoveRow>(`select ${MOVE} from forum_moves where id = $1 for update`, [id]);
  return row;
}

export async function markUndone(app: App, id: string): Promise<void> {
  await app.db.query('update forum_moves set undone_at = now() where id = $1', [id]);
}

/** Ids of those that were not undone, of moves out of a thread or into it. */
export async function selectStanding(app: App, threadId: string): Promise<string[]> {
  const rows = await app.db.query<{ id: string }>(
    'select id from forum_moves where (from_id = $1 or into_id = $1) and undone_at is null',
    [threadId],
  );
  return rows.map(({ id }) => id);
}

/** Gives posts back the acceptance that a move took from them. */
export async function restoreAnswers(app: App, places: readonly OldPlace[]): Promise<void> {
  await app.db.query(
    `update forum_posts p set accepted_at = a."acceptedAt", accepted_by = a."acceptedBy"
       from jsonb_to_recordset($1::jsonb) as a (id text, "acceptedAt" timestamptz, "acceptedBy" text)
      where p.id = a.id and p.accepted_at is null and a."acceptedAt" is not null`,
    [JSON.stringify(places)],
  );
}
