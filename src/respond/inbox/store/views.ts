import type { App } from '#platform/app/index.ts';
import type { StoredCondition } from '#lib/conditions/index.ts';

/** `inbox`: of the queue of conversations. `cases`: of the list of cases. */
export type ViewKind = 'inbox' | 'cases';

export interface ViewRow {
  id: string;
  ownerId: string;
  kind: ViewKind;
  name: string;
  query: Record<string, string>;
  /** What holds of every row, beside the filters. */
  condition: StoredCondition | null;
  isShared: boolean;
}

const VIEW = `v.id, v.owner_id as "ownerId", v.kind, v.name, v.query, v.condition, v.is_shared as "isShared"`;

/** Own views and those that others share: in the reader's order, then by name. */
export async function selectViews(app: App, userId: string, kind: ViewKind): Promise<ViewRow[]> {
  return app.db.query<ViewRow>(
    `select ${VIEW} from inbox_views v left join inbox_view_orders o on o.user_id = $1 and o.kind = $2
      where v.deleted_at is null and v.kind = $2 and (v.owner_id = $1 or v.is_shared)
      order by array_position(o.ids, v.id) nulls last, lower(v.name), v.id limit 500`,
    [userId, kind],
  );
}

/** Removes the views of people who are gone, for good. */
export async function deleteViewsOf(app: App, ownerIds: readonly string[]): Promise<void> {
  await app.db.query('delete from inbox_views where owner_id = any($1)', [ownerIds]);
  await app.db.query('delete from inbox_view_orders where user_id = any($1)', [ownerIds]);
}

export async function insertView(app: App, view: ViewRow): Promise<void> {
  await app.db.query(
    'insert into inbox_views (id, owner_id, kind, name, query, is_shared, condition) values ($1, $2, $3, $4, $5::jsonb, $6, $7::jsonb)',
    [view.id, view.ownerId, view.kind, view.name, JSON.stringify(view.query), view.isShared, stored(view)],
  );
}

export async function updateView(app: App, view: ViewRow): Promise<void> {
  await app.db.query(
    'update inbox_views set name = $2, query = $3::jsonb, is_shared = $4, condition = $5::jsonb where id = $1',
    [view.id, view.name, JSON.stringify(view.query), view.isShared, stored(view)],
  );
}

function stored({ condition }: ViewRow): string | null {
  return condition === null ? null : JSON.stringify(condition);
}

/** A view that this person may open: an own one, or one that is shared. */
export async function selectView(app: App, userId: string, id: string): Promise<ViewRow | undefined> {
  const rows = await app.db.query<ViewRow>(
    `select ${VIEW} from inbox_views v where id = $1 and deleted_at is null and (owner_id = $2 or is_shared)`,
    [id, userId],
  );
  return rows[0];
}

/** Views whose rows a condition decides, of everybody. */
export async function selectConditioned(app: App): Promise<ViewRow[]> {
  return app.db.query<ViewRow>(
    `select ${VIEW} from inbox_views v where deleted_at is null and condition is not null order by lower(name), id`,
  );
}

export async function lockView(app: App, id: string): Promise<ViewRow | undefined> {
  const rows = await app.db.query<ViewRow>(
    `select ${VIEW} from inbox_views v where id = $1 and deleted_at is null for update`,
    [id],
  );
  return rows[0];
}

export async function setViewDeleted(app: App, id: string, isDeleted: boolean): Promise<void> {
  await app.db.query('update inbox_views set deleted_at = case when $2 then now() end where id = $1', [
    id,
    isDeleted,
  ]);
}

export async function upsertViewOrder(
  app: App,
  userId: string,
  kind: ViewKind,
  ids: readonly string[],
): Promise<void> {
  await app.db.query(
    `insert into inbox_view_orders (user_id, kind, ids) values ($1, $2, $3)
     on conflict (user_id, kind) do update set ids = excluded.ids`,
    [userId, kind, ids],
  );
}
