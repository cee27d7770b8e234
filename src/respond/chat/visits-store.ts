import type { App } from '#platform/app/index.ts';

export interface VisitRow {
  id: string;
  widgetId: string;
  kind: 'chat' | 'offline';
  authorId: string;
  sub: string | null;
  name: string | null;
  mail: string | null;
  language: string;
  pageUrl: string | null;
  pageTitle: string | null;
  rootId: string | null;
  conversationId: string | null;
  lastSeq: number;
  readSeq: number;
  mailedSeq: number;
  mailRevision: string | null;
  startedAt: Date;
  seenAt: Date;
  leftAt: Date | null;
  endedAt: Date | null;
  rating: number | null;
  ratingText: string | null;
}

const COLUMNS = `v.id, v.widget_id as "widgetId", v.kind, v.author_id as "authorId", v.sub, v.name, v.mail, v.language, v.page_url as "pageUrl", v.page_title as "pageTitle",
  v.root_id as "rootId", v.conversation_id as "conversationId", v.last_seq as "lastSeq", v.read_seq as "readSeq", v.mailed_seq as "mailedSeq",
  v.mail_revision as "mailRevision", v.started_at as "startedAt", v.seen_at as "seenAt", v.left_at as "leftAt", v.ended_at as "endedAt", v.rating, v.rating_text as "ratingText"`;

type NewVisit = Pick<
  VisitRow,
  'id' | 'widgetId' | 'kind' | 'authorId' | 'sub' | 'name' | 'mail' | 'language' | 'pageUrl' | 'pageTitle'
> & { clientKey: string | null };

/** False where the same message was left before. */
export async function insertVisit(app: App, visit: NewVisit): Promise<boolean> {
  const rows = await app.db.query(
    `insert into chat_visits (id, widget_id, kind, author_id, sub, name, mail, language, page_url, page_title, client_key)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) on conflict (widget_id, client_key) do nothing returning id`,
    [
      visit.id,
      visit.widgetId,
      visit.kind,
      visit.authorId,
      visit.sub,
      visit.name,
      visit.mail,
      visit.language,
      visit.pageUrl,
      visit.pageTitle,
      visit.clientKey,
    ],
  );
  return rows.length > 0;
}

export async function insertToken(app: App, hash: string, visitId: string): Promise<void> {
  await app.db.query('insert into chat_tokens (hash, visit_id) values ($1, $2)', [hash, visitId]);
}

export async function selectByToken(app: App, widgetId: string, hash: string): Promise<VisitRow | undefined> {
  const [row] = await app.db.query<VisitRow>(
    `select ${COLUMNS} from chat_tokens t join chat_visits v on v.id = t.visit_id where t.hash = $1 and v.widget_id = $2`,
    [hash, widgetId],
  );
  return row;
}

export async function noteTokenUsed(app: App, hash: string): Promise<void> {
  await app.db.query('update chat_tokens set used_at = now() where hash = $1', [hash]);
}

export async function selectVisit(app: App, id: string): Promise<VisitRow | undefined> {
  const [row] = await app.db.query<VisitRow>(`select ${COLUMNS} from chat_visits v where id = $1`, [id]);
  return row;
}

export async function lockVisit(app: App, id: string): Promise<VisitRow | undefined> {
  const [row] = await app.db.query<VisitRow>(
    `select ${COLUMNS} from chat_visits v where id = $1 for update`,
    [id],
  );
  return row;
}

/** The visit whose thread begins with that message. */
export async function lockByRoot(app: App, rootId: string): Promise<VisitRow | undefined> {
  const [row] = await app.db.query<VisitRow>(
    `select ${COLUMNS} from chat_visits v where root_id = $1 for update`,
    [rootId],
  );
  return row;
}

/** Two tabs that open at once with the same proof are let in one after the other; until the transaction ends. */
export async function lockIdentity(app: App, widgetId: string, sub: string): Promise<void> {
  await app.db.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [
    `chat-identity:${widgetId}:${sub}`,
  ]);
}

/** The newest chat of somebody whom the company vouches for, on whatever machine he began it. */
export async function selectBySub(app: App, widgetId: string, sub: string): Promise<VisitRow | undefined> {
  const [row] = await app.db.query<VisitRow>(
    `select ${COLUMNS} from chat_visits v where widget_id = $1 and sub = $2 and kind = 'chat' and ended_at is null order by id desc limit 1`,
    [widgetId, sub],
  );
  return row;
}

/** As whom customers of these numbers wrote, whom the company's page vouched for. */
export async function selectVouched(app: App, numbers: readonly string[]): Promise<string[]> {
  const rows = await app.db.query<{ id: string }>(
    'select distinct author_id as id from chat_visits where sub = any($1) order by id limit 100',
    [numbers],
  );
  return rows.map(({ id }) => id);
}

export async function selectByConversation(app: App, conversationId: string): Promise<VisitRow | undefined> {
  const [row] = await app.db.query<VisitRow>(
    `select ${COLUMNS} from chat_visits v where conversation_id = $1 order by id desc limit 1`,
    [conversationId],
  );
  return row;
}

export type VisitChange = Partial<
  Pick<
    VisitRow,
    | 'authorId'
    | 'sub'
    | 'name'
    | 'mail'
    | 'language'
    | 'pageUrl'
    | 'pageTitle'
    | 'rootId'
    | 'conversationId'
    | 'lastSeq'
    | 'readSeq'
    | 'mailedSeq'
    | 'mailRevision'
    | 'rating'
    | 'ratingText'
  >
>;

const COLUMN_OF: Record<keyof VisitChange, string> = {
  authorId: 'author_id',
  sub: 'sub',
  name: 'name',
  mail: 'mail',
  language: 'language',
  pageUrl: 'page_url',
  pageTitle: 'page_title',
  rootId: 'root_id',
  conversationId: 'conversation_id',
  lastSeq: 'last_seq',
  readSeq: 'read_seq',
  mailedSeq: 'mailed_seq',
  mailRevision: 'mail_revision',
  rating: 'rating',
  ratingText: 'rating_text',
};

/** Changes what is named; with `isSeen` the visitor is here at this moment. */
export async function updateVisit(
  app: App,
  id: string,
  change: VisitChange,
  { isSeen = false } = {},
): Promise<void> {
  const names = Object.keys(change) as (keyof VisitChange)[];
  const sets = names.map((name, at) => `${COLUMN_OF[name]} = $${at + 2}`);
  if (isSeen) sets.push('seen_at = now()');
  if (sets.length === 0) return;
  await app.db.query(`update chat_visits set ${sets.join(', ')} where id = $1`, [
    id,
    ...names.map((name) => change[name] ?? null),
  ]);
}

/** Visitors whose browsers hold a connection; answers those whose visits have ended or are gone. */
export async function markSeen(app: App, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  // Those that somebody else changes at this moment are noted the next time.
  await app.db.query(
    `update chat_visits set seen_at = now() where id in (select id from chat_visits where id = any($1) and ended_at is null for update skip locked)`,
    [ids],
  );
  const open = await app.db.query<{ id: string }>(
    'select id from chat_visits where id = any($1) and ended_at is null',
    [ids],
  );
  const known = new Set(open.map(({ id }) => id));
  return ids.filter((id) => !known.has(id));
}

export async function markLeft(app: App, id: string): Promise<void> {
  await app.db.query('update chat_visits set left_at = now(), seen_at = now() where id = $1', [id]);
}

/** False where it had ended before. */
export async function endVisit(app: App, id: string): Promise<boolean> {
  const rows = await app.db.query(
    'update chat_visits set ended_at = now() where id = $1 and ended_at is null returning id',
    [id],
  );
  return rows.length > 0;
}

/** Answers whether it is news. */
export async function raiseRead(app: App, id: string, seq: number): Promise<boolean> {
  const rows = await app.db.query(
    'update chat_visits set read_seq = least($2, last_seq) where id = $1 and read_seq < least($2, last_seq) returning id',
    [id, seq],
  );
  return rows.length > 0;
}

/** Visitors of ours who have left an address, have gone, and did not see what we wrote since. */
export async function lockUnread(app: App, widgetIds: readonly string[], limit: number): Promise<VisitRow[]> {
  return app.db.query<VisitRow>(
    `select ${COLUMNS} from chat_visits v join chat_widgets w on w.id = v.widget_id
      where v.mail is not null and greatest(v.read_seq, v.mailed_seq) < v.last_seq and v.widget_id = any($1)
        and (v.kind = 'offline' or v.seen_at < now() - make_interval(secs => (w.settings ->> 'goneSeconds')::int))
        and exists (select from chat_messages m where m.visit_id = v.id and m.sender = 'agent' and m.removed_at is null
          and m.seq > greatest(v.read_seq, v.mailed_seq))
      order by v.seen_at limit $2 for update of v skip locked`,
    [widgetIds, limit],
  );
}

/** Visits in which nothing was said, and keys that nobody used for a season. Answers how many went. */
export async function deleteIdle(app: App, limit: number): Promise<number> {
  const visits = await app.db.query(
    `delete from chat_visits where id in (select id from chat_visits where last_seq = 0 and seen_at < now() - interval '1 day' limit $1) returning id`,
    [limit],
  );
  const tokens = await app.db.query(
    `delete from chat_tokens where hash in (select hash from chat_tokens where used_at < now() - interval '90 days' limit $1) returning hash`,
    [limit],
  );
  return Math.max(visits.length, tokens.length);
}

/** Visits of which nothing that their visitors said is left go; answers the messages that went with them. */
export async function deleteEmptied(
  app: App,
  ids: readonly string[],
): Promise<{ id: string; visitId: string }[]> {
  return app.db.query(
    `with emptied as (
       delete from chat_visits v where id = any($1) and not exists (
         select from chat_messages m where m.visit_id = v.id and m.sender = 'visitor' and m.removed_at is null) returning id)
     select m.id, m.visit_id as "visitId" from chat_messages m join emptied on emptied.id = m.visit_id`,
    [ids],
  );
}
