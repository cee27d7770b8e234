import type { App } from '#platform/app/index.ts';
import { THREAD, type ThreadRow } from '../talk/store.ts';

const OPEN = 'closed_at is null and deleted_at is null';
const ANSWERED = `${OPEN} and closes_after is not null and posts > 1`;

/**
 * Threads whose time has come, locked until the transaction ends; what another process has at hand is left to it. There are few different numbers of days:
 * the index is asked once for each.
 */
export async function takeTimed(app: App, limit: number): Promise<ThreadRow[]> {
  return app.db.query<ThreadRow>(
    `with recursive days (n) as (
       (select closes_after from forum_threads where ${ANSWERED} order by closes_after limit 1)
       union all select (select closes_after from forum_threads where ${ANSWERED} and closes_after > d.n order by closes_after limit 1)
         from days d where d.n is not null),
     due as (
       (select id from forum_threads where closes_at <= now() and ${OPEN} order by closes_at limit $1)
       union (select id from forum_threads where opens_at <= now() and closed_at is not null and deleted_at is null order by opens_at limit $1)
       union select a.id from days d, lateral (
         select id from forum_threads where closes_after = d.n and last_activity <= now() - make_interval(hours => d.n * 24) and ${ANSWERED}
          order by last_activity limit $1) a)
     select ${THREAD} from forum_threads t join due on due.id = t.id order by t.id limit $1 for no key update of t skip locked`,
    [limit],
  );
}
