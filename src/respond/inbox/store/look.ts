import type { App } from '#platform/app/index.ts';
import type { Conversation } from '../domain/conversation.ts';
import { COLUMNS } from './conversations.ts';

/** How many conversations had their last words since then. */
export async function countSince(app: App, since: Date): Promise<number> {
  const [row] = await app.db.query<{ count: number }>(
    `select count(*)::float8 as count from conversations where status in ('open', 'waiting', 'snoozed', 'done') and not is_gone and last_post_at >= $1`,
    [since],
  );
  return row!.count;
}

/** Every so many-th conversation since then, spread by its id, which nothing of it decides; the newest first. */
export const selectShare = (app: App, since: Date, every: number): Promise<Conversation[]> =>
  app.db.query<Conversation>(
    `select ${COLUMNS} from conversations
      where status in ('open', 'waiting', 'snoozed', 'done') and not is_gone and last_post_at >= $1 and hashtextextended(id, 0) % $2 = 0
      order by last_post_at desc, id desc`,
    [since, every],
  );

/** The newest that are done and got an answer. */
export const selectAnswered = (app: App, limit: number): Promise<Conversation[]> =>
  app.db.query<Conversation>(
    `select ${COLUMNS} from conversations where status = 'done' and not is_gone and answered_at is not null
      order by last_post_at desc, id desc limit $1`,
    [limit],
  );

/** The newest conversations, whatever their status, since a time if one is given. */
export async function selectNewest(app: App, limit: number, since?: Date): Promise<Conversation[]> {
  return app.db.query<Conversation>(
    `select ${COLUMNS} from (
       select page.* from unnest(array['open', 'waiting', 'snoozed', 'done']) as s (status) cross join lateral (
         select * from conversations c where c.status = s.status and not c.is_gone and ($2::timestamptz is null or c.last_post_at >= $2)
          order by c.last_post_at desc, c.id desc limit $1) page) found
      order by last_post_at desc, id desc limit $1`,
    [limit, since ?? null],
  );
}

/** Conversations of these accounts, those of the newest words first, without those that are done. */
export async function selectOpenWith(
  app: App,
  accountIds: readonly string[],
  limit: number,
): Promise<Conversation[]> {
  return app.db.query<Conversation>(
    `select ${COLUMNS} from conversations where account_id = any($1) and not is_gone and status <> 'done'
      order by last_post_at desc, id desc limit $2`,
    [accountIds, limit],
  );
}

/** What a customer had with us before the conversation of `id`: how many, how many of them unanswered, and days since the last one. */
export interface EarlierRow {
  id: string;
  earlier: number;
  unanswered: number;
  days: number | null;
}

/** At most the last fifty of each customer are looked at. */
export async function selectEarlier(app: App, ids: readonly string[]): Promise<EarlierRow[]> {
  return app.db.query<EarlierRow>(
    `select c.id, e.earlier, e.unanswered, floor(extract(epoch from now() - e.last) / 86400)::int as days
       from conversations c cross join lateral (
         select count(*)::int as earlier, (count(*) filter (where o.waiting_since is not null and o.status <> 'done'))::int as unanswered,
           max(o.last_post_at) as last
           from (select * from conversations o where o.account_id = c.account_id and o.id <> c.id and not o.is_gone
                  order by o.last_post_at desc limit 50) o) e
      where c.id = any($1)`,
    [ids],
  );
}

/** How many open conversations each of these people has, by channel. */
export async function selectLoads(
  app: App,
  userIds: readonly string[],
): Promise<{ userId: string; network: string; count: number }[]> {
  return app.db.prepared(
    `select assignee_id as "userId", network, count(*)::int as count from conversations
      where assignee_id = any($1) and status = 'open' and not is_gone group by 1, 2`,
    [userIds],
  );
}

/** Who had the customer's last conversation before this one, and whether its assignee or team was last decided by a person. */
export interface Past {
  lastAgentId: string | null;
  isByHand: boolean;
}

export async function selectPast(app: App, conversation: Conversation): Promise<Past> {
  const [row] = await app.db.prepared<Past>(
    `select (select o.assignee_id from conversations o where o.account_id = $2 and o.id <> $1 and o.assignee_id is not null
              order by o.last_post_at desc limit 1) as "lastAgentId",
       coalesce((select a.actor_id like 'user\\_%' from conversation_activity a where a.conversation_id = $1
          and (a.action in ('assigned', 'unassigned', 'team.assigned', 'team.cleared')
            or a.action = 'explained' and a.detail -> 'what' ?| array['assigned', 'unassigned', 'team.assigned', 'team.cleared'])
              order by a.id desc limit 1), false) as "isByHand"`,
    [conversation.id, conversation.accountId],
  );
  return row!;
}

/** Open conversations of teams in which the customer waits since before a time, the longest wait first. */
export async function selectWaitingOfTeams(
  app: App,
  teamIds: readonly string[],
  before: Date,
  limit: number,
): Promise<Conversation[]> {
  return app.db.query<Conversation>(
    `select ${COLUMNS} from conversations where team_id = any($1) and status = 'open' and not is_gone and waiting_since <= $2
      order by waiting_since limit $3`,
    [teamIds, before, limit],
  );
}

/** Open conversations that somebody has, the most urgent first. */
export async function selectOpenOf(app: App, userId: string, limit: number): Promise<string[]> {
  const rows = await app.db.query<{ id: string }>(
    `select id from conversations where assignee_id = $1 and status = 'open' and not is_gone order by rank, id limit $2`,
    [userId, limit],
  );
  return rows.map((row) => row.id);
}
