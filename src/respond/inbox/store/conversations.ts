import type { App } from '#platform/app/index.ts';
import { textArray } from '#platform/db/index.ts';
import { type Conversation, facetsOf } from '../domain/conversation.ts';
import { currentWeights, weighRow } from '#respond/triage/index.ts';
import { placementOf, replaceEntries } from './topics.ts';

/** Separates the items of a list inside one array element. */
const SEPARATOR = '\u001f';

export const COLUMNS = `id, origin, network, root_external_id as "rootExternalId", account_id as "accountId", status,
  snoozed_until as "snoozedUntil", snooze_reason as "snoozeReason", assignee_id as "assigneeId", case_id as "caseId", team_id as "teamId", written_to as "writtenTo", labels, topic_ids as "topicIds", factors, rank, excerpt, title,
  has_media as "hasMedia", post_ids as "postIds", last_post_id as "lastPostId", last_post_at as "lastPostAt",
  posts_waiting as "postsWaiting", waiting_since as "waitingSince", answered_at as "answeredAt", outgoing, is_unread as "isUnread",
  is_gone as "isGone", version`;

export interface ThreadKey {
  origin: string;
  rootExternalId: string;
}

export type ConversationKey = ThreadKey & { accountId: string };

/** One statement for all of them. Answers the ids that were new; where the key was taken meanwhile nothing is written. */
export async function insertConversations(app: App, given: readonly Conversation[]): Promise<Set<string>> {
  if (given.length === 0) return new Set();
  const rows = await weighed(app, given);
  const written = await app.db.query<{ id: string }>(
    `insert into conversations (${WRITTEN.join(', ')}) select ${READ} from ${ARRAYS}
     on conflict (origin, root_external_id, account_id) do nothing returning id`,
    columnsOf(rows),
  );
  const ids = new Set(written.map((row) => row.id));
  await replaceEntries(
    app,
    rows.filter((row) => ids.has(row.id)),
  );
  return ids;
}

const WRITTEN = [
  'id',
  'origin',
  'network',
  'root_external_id',
  'account_id',
  'status',
  'snoozed_until',
  'snooze_reason',
  'assignee_id',
  'case_id',
  'team_id',
  'written_to',
  'labels',
  'topic_ids',
  'facets',
  'factors',
  'rank',
  'excerpt',
  'title',
  'has_media',
  'post_ids',
  'last_post_id',
  'last_post_at',
  'posts_waiting',
  'waiting_since',
  'answered_at',
  'outgoing',
  'is_unread',
  'is_gone',
] as const;

const CASTS: Partial<Record<(typeof WRITTEN)[number], (name: string) => string>> = {
  snoozed_until: (name) => `${name}::timestamptz`,
  labels: (name) => `string_to_array(${name}, E'\\x1f')`,
  topic_ids: (name) => `string_to_array(${name}, E'\\x1f')`,
  facets: (name) => `string_to_array(${name}, E'\\x1f')`,
  post_ids: (name) => `string_to_array(${name}, E'\\x1f')`,
  factors: (name) => `${name}::jsonb`,
  rank: (name) => `${name}::bigint`,
  has_media: (name) => `${name} = 't'`,
  is_unread: (name) => `${name} = 't'`,
  is_gone: (name) => `${name} = 't'`,
  last_post_at: (name) => `${name}::timestamptz`,
  waiting_since: (name) => `${name}::timestamptz`,
  answered_at: (name) => `${name}::timestamptz`,
  posts_waiting: (name) => `${name}::integer`,
};

const read = (name: (typeof WRITTEN)[number]) => CASTS[name]?.(`d.${name}`) ?? `d.${name}`;
const READ = WRITTEN.map(read).join(', ');
const ARRAYS = `unnest(${WRITTEN.map((_, index) => `$${index + 1}::text[]`).join(', ')}) as d (${WRITTEN.join(', ')})`;
const IDENTITY: ReadonlySet<string> = new Set(['id', 'origin', 'network', 'root_external_id', 'account_id']);
const UPDATES = WRITTEN.filter((name) => !IDENTITY.has(name)).map((name) => `${name} = ${read(name)}`);

/** Writes conversations that the caller has locked; the version grows by one. `by` is who did it, for those who follow conversations. */
export async function updateConversations(app: App, given: readonly Conversation[], by = ''): Promise<void> {
  if (given.length === 0) return;
  const rows = await weighed(app, given);
  await app.db.query(
    `update conversations c set ${UPDATES.join(', ')}, version = c.version + 1, updated_at = now()
       from ${ARRAYS}, set_config('rapport.by', $${WRITTEN.length + 1}, true) as actor where c.id = d.id`,
    [...columnsOf(rows), by],
  );
  await replaceEntries(app, rows);
}

/** Locked until the transaction ends, in one order everywhere. */
export async function lockConversations(app: App, ids: readonly string[]): Promise<Conversation[]> {
  return locked(app, `select ${COLUMNS} from conversations where id = any($1) order by id for update`, [ids]);
}

export async function lockByKeys(app: App, keys: readonly ConversationKey[]): Promise<Conversation[]> {
  if (keys.length === 0) return [];
  return locked(
    app,
    `select ${COLUMNS} from conversations where id in (
       select c.id from unnest($1::text[], $2::text[], $3::text[]) as k (origin, root_external_id, account_id)
         join conversations c using (origin, root_external_id, account_id))
      order by id for update`,
    [
      textArray(keys.map((key) => key.origin)),
      textArray(keys.map((key) => key.rootExternalId)),
      textArray(keys.map((key) => key.accountId)),
    ],
  );
}

/** Every conversation in these threads, whoever the customer is. */
export async function lockByThreads(app: App, threads: readonly ThreadKey[]): Promise<Conversation[]> {
  if (threads.length === 0) return [];
  return locked(
    app,
    `select ${COLUMNS} from conversations where id in (
       select c.id from unnest($1::text[], $2::text[]) as k (origin, root_external_id) join conversations c using (origin, root_external_id))
      order by id for update`,
    [
      textArray(threads.map((thread) => thread.origin)),
      textArray(threads.map((thread) => thread.rootExternalId)),
    ],
  );
}

/** Conversations of a thread, whoever the customer is. */
export async function selectOfThread(
  app: App,
  { origin, rootExternalId }: ThreadKey,
): Promise<Conversation[]> {
  return app.db.query<Conversation>(
    `select ${COLUMNS} from conversations where origin = $1 and root_external_id = $2 order by id`,
    [origin, rootExternalId],
  );
}

export async function selectConversations(app: App, ids: readonly string[]): Promise<Conversation[]> {
  return app.db.query<Conversation>(`select ${COLUMNS} from conversations where id = any($1)`, [ids]);
}

export async function selectConversation(app: App, id: string): Promise<Conversation | undefined> {
  const rows = await app.db.query<Conversation>(`select ${COLUMNS} from conversations where id = $1`, [id]);
  return rows[0];
}

export async function selectByIds(app: App, ids: readonly string[]): Promise<Conversation[]> {
  return app.db.query<Conversation>(`select ${COLUMNS} from conversations where id = any($1)`, [ids]);
}

/** All conversations of these cases, the most urgent first. */
export async function selectByCases(app: App, caseIds: readonly string[]): Promise<Conversation[]> {
  return app.db.query<Conversation>(
    `select ${COLUMNS} from conversations where case_id = any($1) order by rank, id`,
    [caseIds],
  );
}

/** Of each account's last twenty conversations, how many wait for an answer. Accounts with none are left out. */
export async function countUnanswered(app: App, accountIds: readonly string[]): Promise<Map<string, number>> {
  if (accountIds.length === 0) return new Map();
  const rows = await app.db.query<{ accountId: string; count: number }>(
    `select a.id as "accountId", n.count from unnest($1::text[]) as a (id) cross join lateral (
       select count(*)::int as count from (
         select waiting_since, status from conversations where account_id = a.id order by last_post_at desc limit 20) recent
        where waiting_since is not null and status <> 'done') n
      where n.count > 0`,
    [textArray(accountIds)],
  );
  return new Map(rows.map((row) => [row.accountId, row.count]));
}

/** The customer's other conversations, newest first. */
export async function selectOfAccount(
  app: App,
  accountId: string,
  except: string,
  limit: number,
): Promise<Conversation[]> {
  return app.db.query<Conversation>(
    `select ${COLUMNS} from conversations where account_id = $1 and id <> $2 and not is_gone order by last_post_at desc limit $3`,
    [accountId, except, limit],
  );
}

export async function lockDueSnoozes(app: App, limit: number): Promise<Conversation[]> {
  return locked(
    app,
    `select ${COLUMNS} from conversations where status = 'snoozed' and snoozed_until <= now() order by id limit $1 for update skip locked`,
    [limit],
  );
}

/** Removes locked conversations with everything that people added to them. */
export async function deleteConversations(app: App, rows: readonly Conversation[]): Promise<void> {
  const ids = rows.map((row) => row.id);
  for (const table of ['conversation_notes', 'conversation_activity', 'conversation_drafts']) {
    await app.db.query(`delete from ${table} where conversation_id = any($1)`, [ids]);
  }
  await replaceEntries(
    app,
    rows.map((row) => ({ ...row, isGone: true })),
  );
  await app.db.query('delete from conversations where id = any($1)', [ids]);
}

async function locked(app: App, text: string, values: readonly unknown[]): Promise<Conversation[]> {
  const rows = await app.db.query<Conversation>(text, values);
  // Rules compare the usual points; what is written is weighed again.
  return rows.map((row) => ({ ...weighRow(row, {}), stored: placementOf(row) }));
}

/** Rows as they are kept: with the weights that the company gives to factors. */
export async function weighed(app: App, rows: readonly Conversation[]): Promise<Conversation[]> {
  const weights = await currentWeights(app);
  return rows.map((row) => weighRow(row, weights));
}

function columnsOf(rows: readonly Conversation[]): Buffer[] {
  const column = (of: (row: Conversation) => string | null) => textArray(rows.map(of));
  return [
    column((c) => c.id),
    column((c) => c.origin),
    column((c) => c.network),
    column((c) => c.rootExternalId),
    column((c) => c.accountId),
    column((c) => c.status),
    column((c) => c.snoozedUntil?.toISOString() ?? null),
    column((c) => (c.status === 'snoozed' ? c.snoozeReason : null)),
    column((c) => c.assigneeId),
    column((c) => c.caseId),
    column((c) => c.teamId),
    column((c) => c.writtenTo),
    column((c) => c.labels.join(SEPARATOR)),
    column((c) => c.topicIds.join(SEPARATOR)),
    column((c) => facetsOf(c).join(SEPARATOR)),
    column((c) => JSON.stringify(c.factors)),
    column((c) => String(c.rank)),
    column((c) => c.excerpt),
    column((c) => c.title),
    column((c) => (c.hasMedia ? 't' : 'f')),
    column((c) => c.postIds.join(SEPARATOR)),
    column((c) => c.lastPostId),
    column((c) => c.lastPostAt.toISOString()),
    column((c) => String(c.postsWaiting)),
    column((c) => c.waitingSince?.toISOString() ?? null),
    column((c) => c.answeredAt?.toISOString() ?? null),
    column((c) => c.outgoing),
    column((c) => (c.isUnread ? 't' : 'f')),
    column((c) => (c.isGone ? 't' : 'f')),
  ];
}

/** Which of these threads have a conversation that is open or snoozed, or waits for the customer and was alive since: `origin root`. */
export async function selectUnfinishedThreads(
  app: App,
  threads: readonly { origin: string; root: string }[],
  since: Date,
): Promise<Set<string>> {
  const rows = await app.db.query<{ origin: string; root: string }>(
    `select distinct c.origin, c.root_external_id as root
       from conversations c join unnest($1::text[], $2::text[]) as asked (origin, root)
         on c.origin = asked.origin and c.root_external_id = asked.root
      where not c.is_gone and (c.status in ('open', 'snoozed')
        or c.status = 'waiting' and greatest(c.last_post_at, c.answered_at) >= $3)`,
    [threads.map((thread) => thread.origin), threads.map((thread) => thread.root), since],
  );
  return new Set(rows.map((row) => `${row.origin} ${row.root}`));
}
