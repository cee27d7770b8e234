import type { App } from '#platform/app/index.ts';

/** Reckoning all running clocks anew, in the background. */
export interface Recount {
  id: string;
  reason: string;
  total: number;
  done: number;
  afterId: string;
  startedAt: Date;
  endedAt: Date | null;
}

const FIELDS = `id, reason, total, done, after_id as "afterId", started_at as "startedAt", ended_at as "endedAt"`;

export async function latestRecount(app: App): Promise<Recount | undefined> {
  const [row] = await app.db.query<Recount>(
    `select ${FIELDS} from promise_recounts order by started_at desc, id desc limit 1`,
  );
  return row;
}

export async function lockRecount(app: App, id: string): Promise<Recount | undefined> {
  const [row] = await app.db.query<Recount>(
    `select ${FIELDS} from promise_recounts where id = $1 and ended_at is null for update`,
    [id],
  );
  return row;
}

/** Begins one; those before it end, since this one does their work. */
export async function beginRecount(app: App, id: string, reason: string, total: number): Promise<void> {
  await app.db.query('update promise_recounts set ended_at = now() where ended_at is null');
  await app.db.query(`delete from promise_recounts where ended_at < now() - interval '30 days'`);
  await app.db.query('insert into promise_recounts (id, reason, total) values ($1, $2, $3)', [
    id,
    reason,
    total,
  ]);
}

export async function noteRecount(app: App, recount: Recount): Promise<void> {
  await app.db.query(
    `update promise_recounts set done = $2, after_id = $3, ended_at = case when $4 then now() end where id = $1`,
    [recount.id, recount.done, recount.afterId, recount.endedAt !== null],
  );
}
