import type { App } from '#platform/app/index.ts';
import { textArray } from '#platform/db/index.ts';
import { MOST_IN_BAND, type TextToLink } from './link.ts';
import { bandsOf } from './sketch.ts';

/** What was found in one state of a post. */
export interface PrintRow {
  postId: string;
  version: number;
  accountId: string;
  key: number | null;
}

const KEYS = '$1::text[]::bigint[]';
const numbers = (keys: Iterable<number>) => textArray(Array.from(keys, String));

/** What was found in the posts behind `after` up to `last`, or up to the end of the slot. */
export async function selectPrints(
  app: App,
  slot: string,
  after: string | null,
  last: string | null,
): Promise<PrintRow[]> {
  return app.db.query<PrintRow>(
    `select post_id as "postId", version, account_id as "accountId", key from copy_posts
      where post_id > $1 and post_id < $2 order by post_id`,
    [after ?? slot, last === null ? `${slot}~` : `${last} `],
  );
}

export async function deletePrints(app: App, postIds: readonly string[]): Promise<void> {
  await app.db.query('delete from copy_posts where post_id = any($1::text[])', [textArray(postIds)]);
}

export async function putPrints(app: App, prints: readonly PrintRow[]): Promise<void> {
  await app.db.query(
    `insert into copy_posts (post_id, version, account_id, key)
       select p, v::bigint, a, k::bigint from unnest($1::text[], $2::text[], $3::text[], $4::text[]) as n (p, v, a, k)
     on conflict (post_id) do update set version = excluded.version, account_id = excluded.account_id, key = excluded.key`,
    [
      textArray(prints.map((print) => print.postId)),
      textArray(prints.map((print) => String(print.version))),
      textArray(prints.map((print) => print.accountId)),
      textArray(prints.map((print) => (print.key === null ? null : String(print.key)))),
    ],
  );
}

export async function selectKnownKeys(app: App, keys: Iterable<number>): Promise<Set<number>> {
  const rows = await app.db.query<{ key: number }>(`select key from copy_texts where key = any(${KEYS})`, [
    numbers(keys),
  ]);
  return new Set(rows.map((row) => row.key));
}

/** New texts, each a group of its own, and the bands in which they meet others. */
export async function insertTexts(
  app: App,
  texts: readonly (TextToLink & { bands: readonly number[] })[],
): Promise<void> {
  await app.db.query(
    `insert into copy_texts (key, group_key, numbers, sketch)
       select k::bigint, k::bigint, n, decode(s, 'hex') from unnest($1::text[], $2::text[], $3::text[]) as t (k, n, s)`,
    [
      numbers(texts.map((text) => text.key)),
      textArray(texts.map((text) => text.numbers)),
      textArray(
        texts.map(({ sketch }) =>
          Buffer.from(sketch.buffer, sketch.byteOffset, sketch.byteLength).toString('hex'),
        ),
      ),
    ],
  );
  const pairs = texts.flatMap(({ key, bands }) => [...new Set(bands)].map((band) => ({ band, key })));
  await app.db.query(
    `insert into copy_bands (band, key) select b::bigint, k::bigint from unnest($1::text[], $2::text[]) as p (b, k)`,
    [numbers(pairs.map((pair) => pair.band)), numbers(pairs.map((pair) => pair.key))],
  );
}

/** Which texts meet in these bands, up to a limit in each. */
export async function selectMeeting(
  app: App,
  bands: Iterable<number>,
): Promise<{ band: number; key: number }[]> {
  return app.db.query(
    `select met.band, met.key from unnest(${KEYS}) as asked (band)
       cross join lateral (select band, key from copy_bands b where b.band = asked.band order by key limit ${MOST_IN_BAND}) met`,
    [numbers(bands)],
  );
}

export interface TextRow extends TextToLink {
  groupKey: number;
}

const TEXT = 'key, group_key as "groupKey", numbers, sketch';
type RawText = Omit<TextRow, 'sketch'> & { sketch: Buffer };

export async function selectTexts(app: App, keys: Iterable<number>): Promise<TextRow[]> {
  const rows = await app.db.query<RawText>(
    `select ${TEXT} from copy_texts where key = any(${KEYS}) order by key`,
    [numbers(keys)],
  );
  return rows.map(toText);
}

/** Texts of groups, up to `limit` in all. */
export async function selectTextsOfGroups(
  app: App,
  groupKeys: Iterable<number>,
  limit: number,
): Promise<TextRow[]> {
  const rows = await app.db.query<RawText>(
    `select ${TEXT} from copy_texts where group_key = any(${KEYS}) order by key limit $2`,
    [numbers(groupKeys), limit],
  );
  return rows.map(toText);
}

function toText(row: RawText): TextRow {
  const { key, groupKey, numbers: said } = row;
  // A copy of its own begins at a multiple of four, as the numbers have to.
  return { key, groupKey, numbers: said, sketch: new Uint32Array(new Uint8Array(row.sketch).buffer) };
}

/** Whole groups become part of others. */
export async function mergeGroups(app: App, moves: ReadonlyMap<number, number>): Promise<void> {
  await app.db.query(
    `update copy_texts set group_key = m.b::bigint from unnest($1::text[], $2::text[]) as m (a, b) where group_key = m.a::bigint`,
    [numbers(moves.keys()), numbers(moves.values())],
  );
}

/** Single texts stand in other groups. */
export async function putGroups(app: App, groups: ReadonlyMap<number, number>): Promise<void> {
  await app.db.query(
    `update copy_texts set group_key = m.g::bigint from unnest($1::text[], $2::text[]) as m (k, g) where key = m.k::bigint`,
    [numbers(groups.keys()), numbers(groups.values())],
  );
}

/** Counts the posts of these texts again; texts without posts go. Answers the groups that lost one. */
export async function recountTexts(app: App, keys: Iterable<number>): Promise<number[]> {
  const given = numbers(keys);
  await app.db.query(
    `update copy_texts t set posts = c.posts, first_post = c.first_post
       from (select k.key, count(p.post_id) as posts, min(p.post_id) as first_post
               from unnest(${KEYS}) as k (key) left join copy_posts p on p.key = k.key group by k.key) c
      where t.key = c.key`,
    [given],
  );
  const gone = await app.db.query<RawText>(
    `delete from copy_texts where key = any(${KEYS}) and posts = 0 returning ${TEXT}`,
    [given],
  );
  const pairs = gone
    .map(toText)
    .flatMap(({ key, sketch, numbers: said }) => bandsOf(sketch, said).map((band) => ({ band, key })));
  if (pairs.length > 0)
    await app.db.query(
      `delete from copy_bands b using unnest($1::text[], $2::text[]) as p (band, key)
        where b.band = p.band::bigint and b.key = p.key::bigint`,
      [numbers(pairs.map((pair) => pair.band)), numbers(pairs.map((pair) => pair.key))],
    );
  return [...new Set(gone.map((row) => row.groupKey))];
}
