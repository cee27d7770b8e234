import type { App } from '#platform/app/index.ts';
import { textArray } from '#platform/db/index.ts';
import type { KnownTalk } from './same-talk.ts';

const LOCK_SPACE = 7_270_232;
/** Talks of a topic that are looked through to know one again. */
const MOST_KNOWN = 500;

/** The talks of a topic, last seen first; until the transaction ends nobody else names talks of this topic. */
export async function lockTalks(app: App, topicId: string): Promise<KnownTalk[]> {
  await app.db.query('select pg_advisory_xact_lock($1, hashtext($2))', [LOCK_SPACE, topicId]);
  return app.db.query<KnownTalk>(
    'select id, terms from talk_ids where topic_id = $1 order by seen_at desc, id limit $2',
    [topicId, MOST_KNOWN],
  );
}

export async function putTalks(app: App, topicId: string, talks: readonly KnownTalk[]): Promise<void> {
  await app.db.query(
    `insert into talk_ids (topic_id, id, terms)
       select $1, id, string_to_array(terms, E'\\x1f') from unnest($2::text[], $3::text[]) as t (id, terms)
     on conflict (id) do update set terms = excluded.terms, seen_at = now()`,
    [
      topicId,
      textArray(talks.map(({ id }) => id)),
      textArray(talks.map(({ terms }) => terms.join('\u001f'))),
    ],
  );
}

/** Forgets talks that nobody saw for so many days. */
export async function forgetTalks(app: App, days: number): Promise<void> {
  await app.db.query(`delete from talk_ids where seen_at < now() - $1::integer * interval '1 day'`, [days]);
}
