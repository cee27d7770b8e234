import type { App } from '#platform/app/index.ts';

/** Puts the source aside: nobody reads it, its cursor and health stay. Answers whether people were told of trouble; undefined when it is not there. */
export async function putAside(app: App, id: string): Promise<{ wasTold: boolean } | undefined> {
  const [row] = await app.db.query<{ was_told: boolean }>(
    `update sources set removed_at = clock_timestamp(), reader = null, revision = sources.revision + 1, trouble = null, trouble_since = null,
       trouble_told_at = null
      from (select id, trouble_told_at is not null as was_told from sources where id = $1 and removed_at is null for update) before
      where sources.id = before.id returning was_told`,
    [id],
  );
  return row && { wasTold: row.was_told };
}

/** Brings a source back as it was. False when it is not among the removed ones. Throws when another one reads the same by now. */
export async function bringBack(app: App, id: string): Promise<boolean> {
  const rows = await app.db.query(
    `update sources set removed_at = null, heartbeat_at = clock_timestamp(), revision = revision + 1
      where id = $1 and removed_at is not null returning id`,
    [id],
  );
  return rows.length === 1;
}

export interface RemovedSource {
  id: string;
  kind: string;
  name: string;
  config: unknown;
  reads: string;
}

export async function selectRemoved(app: App, id: string): Promise<RemovedSource | undefined> {
  const rows = await app.db.query<RemovedSource>(
    'select id, kind, name, config, reads from sources where id = $1 and removed_at is not null',
    [id],
  );
  return rows[0];
}

/** Removed sources that nobody can bring back any more. */
export async function selectForgotten(app: App, hours: number): Promise<string[]> {
  const rows = await app.db.query<{ id: string }>(
    'select id from sources where removed_at < now() - make_interval(hours => $1)',
    [hours],
  );
  return rows.map((row) => row.id);
}

export async function deleteSource(app: App, id: string): Promise<void> {
  await app.db.query('delete from sources where id = $1', [id]);
}
