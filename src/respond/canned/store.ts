import type { App } from '#platform/app/index.ts';
import type { CannedText, Scope } from './domain.ts';

export interface CannedRow {
  id: string;
  name: string;
  folder: string;
  shortcut: string | null;
  scope: Scope;
  holderId: string | null;
  texts: CannedText[];
  uses: number;
  lastUsedAt: Date | null;
  version: number;
  changedByName: string;
  changedAt: Date;
}

const COLUMNS = `id, name, folder, shortcut, scope, holder_id as "holderId", texts, uses, last_used_at as "lastUsedAt", version,
  changed_by_name as "changedByName", changed_at as "changedAt"`;

/** Those that stand and are for these holders or for everybody; `isAll` leaves personal ones of others out and nothing else. */
export async function selectFor(
  app: App,
  userId: string,
  teamIds: readonly string[] | 'all',
): Promise<CannedRow[]> {
  return app.db.query<CannedRow>(
    `select ${COLUMNS} from canned_replies where removed_at is null and (scope = 'all' or (scope = 'personal' and holder_id = $1)
       or (scope = 'team' and ($2::text[] is null or holder_id = any($2)))) order by lower(folder), lower(name), id limit 2000`,
    [userId, teamIds === 'all' ? null : teamIds],
  );
}

/** Locks it until the transaction ends; removed ones too when asked for. */
export async function lockCanned(app: App, id: string, isRemoved = false): Promise<CannedRow | undefined> {
  const rows = await app.db.query<CannedRow>(
    `select ${COLUMNS} from canned_replies where id = $1 and (removed_at is not null) = $2 for update`,
    [id, isRemoved],
  );
  return rows[0];
}

export async function countCanned(app: App): Promise<number> {
  const rows = await app.db.query<{ count: number }>(
    'select count(*)::int as count from canned_replies where removed_at is null',
  );
  return rows[0]!.count;
}

type Written = Pick<
  CannedRow,
  'id' | 'name' | 'folder' | 'shortcut' | 'scope' | 'holderId' | 'texts' | 'changedByName'
>;

/** Writes it, new or changed. Answers false, and the transaction can go on, when the shortcut is taken there. */
export async function upsertCanned(app: App, row: Written): Promise<boolean> {
  await app.db.query('savepoint canned');
  try {
    await app.db.query(
      `insert into canned_replies (id, name, folder, shortcut, scope, holder_id, texts, changed_by_name)
       values ($1, $2, $3, $4, $5, $6, $7::jsonb, $8)
       on conflict (id) do update set name = excluded.name, folder = excluded.folder, shortcut = excluded.shortcut, scope = excluded.scope,
         holder_id = excluded.holder_id, texts = excluded.texts, changed_by_name = excluded.changed_by_name, changed_at = now(),
         version = canned_replies.version + 1`,
      [
        row.id,
        row.name,
        row.folder,
        row.shortcut,
        row.scope,
        row.holderId,
        JSON.stringify(row.texts),
        row.changedByName,
      ],
    );
    await app.db.query('release savepoint canned');
    return true;
  } catch (error) {
    if (!isTaken(error)) throw error;
    await app.db.query('rollback to savepoint canned');
    return false;
  }
}

/** Answers false when the shortcut was given to another one meanwhile. */
export async function setRemoved(app: App, id: string, isRemoved: boolean): Promise<boolean> {
  await app.db.query('savepoint canned');
  try {
    await app.db.query('update canned_replies set removed_at = case when $2 then now() end where id = $1', [
      id,
      isRemoved,
    ]);
    await app.db.query('release savepoint canned');
    return true;
  } catch (error) {
    if (!isTaken(error)) throw error;
    await app.db.query('rollback to savepoint canned');
    return false;
  }
}

/** Counts a use, once for each conversation and colleague. */
export async function insertUse(app: App, id: string, conversationId: string, userId: string): Promise<void> {
  await app.db.query(
    `with counted as (insert into canned_uses (canned_id, conversation_id, user_id) values ($1, $2, $3) on conflict do nothing returning 1)
     update canned_replies set uses = uses + 1, last_used_at = now() where id = $1 and exists (select from counted)`,
    [id, conversationId, userId],
  );
}

function isTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '23505';
}
