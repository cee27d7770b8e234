import type { App } from '#platform/app/index.ts';

export interface ReplayRow {
  id: string;
  state: 'running' | 'done' | 'cancelled' | 'failed';
  total: number;
  tried: number;
  understood: number;
  position: string | null;
  problem: string | null;
  /** Running, and nothing has come of it for two minutes. */
  is_still: boolean;
}

const COLUMNS = `id, state, total, tried, understood, position, problem,
  state = 'running' and updated_at < now() - interval '2 minutes' as is_still`;

/** False when one is running already. */
export async function insertReplay(app: App, id: string): Promise<boolean> {
  const rows = await app.db.query(
    `insert into replays (id, state, total) select $1, 'running', count(*) from refusals
     on conflict (state) where state = 'running' do nothing returning id`,
    [id],
  );
  return rows.length === 1;
}

export async function selectReplay(app: App, id: string): Promise<ReplayRow | undefined> {
  return (await app.db.query<ReplayRow>(`select ${COLUMNS} from replays where id = $1`, [id]))[0];
}

/** The running one, else the newest. */
export async function selectLatest(app: App): Promise<ReplayRow | undefined> {
  const rows = await app.db.query<ReplayRow>(
    `select ${COLUMNS} from replays order by state = 'running' desc, id desc limit 1`,
  );
  return rows[0];
}

/** Adds what a part brought. False when it is not running any more. */
export async function saveReplayed(
  app: App,
  id: string,
  part: { position: string; tried: number; understood: number },
): Promise<boolean> {
  const rows = await app.db.query(
    `update replays set position = $2, tried = tried + $3, understood = understood + $4, updated_at = now()
      where id = $1 and state = 'running' returning id`,
    [id, part.position, part.tried, part.understood],
  );
  return rows.length === 1;
}

/** False when it was not running. */
export async function endReplay(
  app: App,
  id: string,
  state: 'done' | 'cancelled' | 'failed',
  problem: string | null = null,
): Promise<boolean> {
  const rows = await app.db.query(
    "update replays set state = $2, problem = $3, updated_at = now() where id = $1 and state = 'running' returning id",
    [id, state, problem],
  );
  return rows.length === 1;
}

export async function pruneReplays(app: App, days: number): Promise<void> {
  await app.db.query(
    "delete from replays where state <> 'running' and updated_at < now() - make_interval(days => $1)",
    [days],
  );
}
