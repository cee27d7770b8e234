import type { App } from '#platform/app/index.ts';

export interface FeedRow {
  id: string;
  name: string;
  created_at: Date;
  read_at: Date | null;
}

export async function selectFeeds(app: App): Promise<FeedRow[]> {
  return app.db.query<FeedRow>(
    'select id, name, created_at, read_at from alert_feeds order by created_at, id',
  );
}

export async function insertFeed(
  app: App,
  id: string,
  name: string,
  hash: string,
  userId: string,
): Promise<void> {
  await app.db.query('insert into alert_feeds (id, name, hash, created_by) values ($1, $2, $3, $4)', [
    id,
    name,
    hash,
    userId,
  ]);
}

/** Notes that somebody reads it; undefined where there is none. */
export async function touchFeed(app: App, hash: string): Promise<FeedRow | undefined> {
  const [row] = await app.db.query<FeedRow>(
    'update alert_feeds set read_at = now() where hash = $1 returning id, name, created_at, read_at',
    [hash],
  );
  return row;
}

/** Gives it another address; undefined where there is none. */
export async function setFeedHash(app: App, id: string, hash: string): Promise<string | undefined> {
  const [row] = await app.db.query<{ name: string }>(
    'update alert_feeds set hash = $2, read_at = null where id = $1 returning name',
    [id, hash],
  );
  return row?.name;
}

export async function deleteFeed(app: App, id: string): Promise<string | undefined> {
  const [row] = await app.db.query<{ name: string }>('delete from alert_feeds where id = $1 returning name', [
    id,
  ]);
  return row?.name;
}
