import type { App } from '#platform/app/index.ts';
import type { MacroAction } from './schema.ts';

export interface MacroRow {
  id: string;
  name: string;
  scope: 'personal' | 'team' | 'all';
  holderId: string | null;
  condition: { version: 1; when: unknown };
  actions: MacroAction[];
  runs: number;
  version: number;
  changedByName: string;
}

const COLUMNS = `id, name, scope, holder_id as "holderId", condition, actions, runs, version, changed_by_name as "changedByName"`;

/** Those that stand and are this person's, of these teams ('all' of any), or everybody's. */
export async function selectMacros(
  app: App,
  userId: string,
  teamIds: readonly string[] | 'all',
): Promise<MacroRow[]> {
  return app.db.query<MacroRow>(
    `select ${COLUMNS} from macros where removed_at is null and (scope = 'all' or (scope = 'personal' and holder_id = $1)
       or (scope = 'team' and ($2::text[] is null or holder_id = any($2)))) order by lower(name), id limit 500`,
    [userId, teamIds === 'all' ? null : teamIds],
  );
}

/** All that stand, of everybody. */
export async function selectAll(app: App): Promise<MacroRow[]> {
  return app.db.query<MacroRow>(
    `select ${COLUMNS} from macros where removed_at is null order by lower(name), id`,
  );
}

export async function lockMacro(app: App, id: string, isRemoved = false): Promise<MacroRow | undefined> {
  const rows = await app.db.query<MacroRow>(
    `select ${COLUMNS} from macros where id = $1 and (removed_at is not null) = $2 for update`,
    [id, isRemoved],
  );
  return rows[0];
}

export async function countMacros(app: App): Promise<number> {
  const rows = await app.db.query<{ count: number }>(
    'select count(*)::int as count from macros where removed_at is null',
  );
  return rows[0]!.count;
}

export async function upsertMacro(app: App, row: Omit<MacroRow, 'runs' | 'version'>): Promise<void> {
  await app.db.query(
    `insert into macros (id, name, scope, holder_id, condition, actions, changed_by_name) values ($1, $2, $3, $4, $5::jsonb, $6::jsonb, $7)
     on conflict (id) do update set name = excluded.name, scope = excluded.scope, holder_id = excluded.holder_id, condition = excluded.condition,
       actions = excluded.actions, changed_by_name = excluded.changed_by_name, changed_at = now(), version = macros.version + 1`,
    [
      row.id,
      row.name,
      row.scope,
      row.holderId,
      JSON.stringify(row.condition),
      JSON.stringify(row.actions),
      row.changedByName,
    ],
  );
}

export async function setMacroRemoved(app: App, id: string, isRemoved: boolean): Promise<void> {
  await app.db.query('update macros set removed_at = case when $2 then now() end where id = $1', [
    id,
    isRemoved,
  ]);
}
