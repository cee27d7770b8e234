import type { App } from '#platform/app/index.ts';

export interface Gap {
  from: string | null;
  to: string | null;
  reason: string;
}

export interface SourceRow {
  id: string;
  kind: string;
  network: string;
  name: string;
  description: string;
  config: Record<string, unknown>;
  state: 'running' | 'paused';
  revision: number;
  cursor: string | null;
  reader: string | null;
  heartbeat_at: Date | null;
  running_since: Date;
  stopped_code: string | null;
  failures: number;
  last_error: string | null;
  failing_since: Date | null;
  last_read_at: Date | null;
  last_item_at: Date | null;
  newest_event_at: Date | null;
  next_read_at: Date | null;
  poll_seconds: number | null;
  gaps: Gap[];
  trouble: string | null;
  trouble_since: Date | null;
  trouble_told_at: Date | null;
  created_at: Date;
  /** The database's clock when the row was read. */
  now: Date;
}

const COLUMNS = `id, kind, network, name, description, config, state, revision, cursor, reader, heartbeat_at, running_since, stopped_code,
  failures, last_error, failing_since, last_read_at, last_item_at, newest_event_at, next_read_at, poll_seconds, gaps, trouble,
  trouble_since, trouble_told_at, created_at, clock_timestamp() as now`;

export async function selectSources(app: App): Promise<SourceRow[]> {
  return app.db.query<SourceRow>(
    `select ${COLUMNS} from sources where removed_at is null order by created_at, id`,
  );
}

export async function selectSource(app: App, id: string): Promise<SourceRow | undefined> {
  return (
    await app.db.query<SourceRow>(`select ${COLUMNS} from sources where id = $1 and removed_at is null`, [id])
  )[0];
}

export interface NewSource {
  id: string;
  kind: string;
  network: string;
  name: string;
  description: string;
  config: unknown;
  /** What it reads; null for a hash of the configuration. */
  reads: string | null;
}

/** False when a source that reads the same is there already. */
export async function insertSource(app: App, source: NewSource): Promise<boolean> {
  const rows = await app.db.query(
    `insert into sources (id, kind, network, name, description, config, reads, state)
     values ($1, $2, $3, $4, $5, $6::jsonb, coalesce($7, md5(($6::jsonb)::text)), 'running')
     on conflict (kind, reads) where removed_at is null do nothing returning id`,
    [
      source.id,
      source.kind,
      source.network,
      source.name,
      source.description,
      JSON.stringify(source.config),
      source.reads,
    ],
  );
  return rows.length === 1;
}

/** The source that reads the same. */
export async function selectSame(
  app: App,
  { kind, config, reads }: Pick<NewSource, 'kind' | 'config' | 'reads'>,
): Promise<SourceRow | undefined> {
  const rows = await app.db.query<SourceRow>(
    `select ${COLUMNS} from sources where kind = $1 and reads = coalesce($3, md5(($2::jsonb)::text)) and removed_at is null`,
    [kind, JSON.stringify(config), reads],
  );
  return rows[0];
}

/** Whether a statement failed because another source reads the same. */
export function isSameSource(error: unknown): boolean {
  return error instanceof Error && 'constraint' in error && error.constraint === 'sources_same';
}

/** Lets readers begin anew: what had failed or stopped is forgotten, the cursor stays unless told. */
export async function updateState(app: App, id: string, state: 'running' | 'paused'): Promise<boolean> {
  const rows = await app.db.query(
    `update sources set state = $2, revision = revision + 1, running_since = clock_timestamp(), stopped_code = null, failures = 0,
       last_error = null, failing_since = null, next_read_at = null, updated_at = now() where id = $1 returning id`,
    [id, state],
  );
  return rows.length === 1;
}

export async function updateSettings(
  app: App,
  id: string,
  settings: Pick<NewSource, 'name' | 'config' | 'description' | 'reads'> & { keepsCursor: boolean },
): Promise<void> {
  await app.db.query(
    `update sources set name = $2, config = $3::jsonb, description = $4, cursor = case when $5 then cursor end,
       reads = coalesce($6, md5(($3::jsonb)::text)), revision = revision + 1,
       running_since = clock_timestamp(), stopped_code = null, failures = 0, last_error = null, failing_since = null,
       next_read_at = null, updated_at = now() where id = $1`,
    [
      id,
      settings.name,
      JSON.stringify(settings.config),
      settings.description,
      settings.keepsCursor,
      settings.reads,
    ],
  );
}

export async function renameSource(app: App, id: string, name: string): Promise<void> {
  await app.db.query('update sources set name = $2, updated_at = now() where id = $1', [id, name]);
}

/** Lets the running sources of these kinds be read anew; what had failed or stopped is forgotten, the cursor stays. */
export async function reviseKinds(app: App, kinds: readonly string[]): Promise<{ id: string }[]> {
  return app.db.query(
    `update sources set revision = revision + 1, stopped_code = null, failures = 0, last_error = null, failing_since = null, next_read_at = null
      where kind = any($1) and state = 'running' and removed_at is null returning id`,
    [kinds],
  );
}

export async function clearNextRead(app: App, id: string): Promise<void> {
  await app.db.query('update sources set next_read_at = null where id = $1', [id]);
}
