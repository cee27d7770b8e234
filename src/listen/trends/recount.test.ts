import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { systemActor } from '#platform/app/index.ts';
import { changeTopic } from '../topics/service.ts';
import { removeTopic, restoreTopic } from '../topics/removal.ts';
import { removePostsOfOrigin } from '#listen/posts/index.ts';
import { countDueHours } from './counting.ts';
import { countEverythingAgain } from './upkeep.ts';
import { createTrendStage, settle, type TrendStage } from './testing/stage.ts';

const SEED = Number(process.env['SEED'] ?? Math.floor(Math.random() * 2 ** 31));
const STEPS = Number(process.env['STEPS'] ?? 80);

let stage: TrendStage;
let state = SEED | 0;

before(async () => {
  stage = await createTrendStage();
});
after(() => stage.close());

/** Below `size`, from the seed. */
function pick(size: number): number {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
  return Math.floor(((state >>> 8) / 2 ** 24) * size);
}
const one = <T>(list: readonly T[]): T => list[pick(list.length)]!;

const WORDS = ['heron', 'stork', 'crane', 'pelican', 'breakfast', 'station', 'window', 'the', 'and', '42'];
const NOW = Date.now();
const AUTHORS = [
  { externalId: 'ann', followers: 12 },
  { externalId: 'bob', followers: 70_000 },
  { externalId: 'cyd' },
  { externalId: 'dan' },
];
const HOURS = [0, 1, 2, 25, 26, 24 * 50, 24 * 50 + 1];

/** The counts as they should be, by PostgreSQL over the posts themselves. */
async function recount(subject: string, topicIds: readonly string[]) {
  return stage.app.db.query(
    `with these as (select distinct p.* from posts p join post_topics t on t.post_id = p.id where t.topic_id = any($1)),
          timed as (select *, date_trunc('hour', to_timestamp(
             (select sum(strpos('0123456789abcdefghjkmnpqrstvwxyz', substr(id, 5 + n, 1))::bigint - 1 << (5 * (10 - n)))
                from generate_series(1, 10) n) / 1000.0)) as hour from these),
          mine as (select * from timed where not is_own)
     select $2 as subject, h.hour::text,
            (select count(*)::int from mine m where m.hour = h.hour) as posts,
            (select coalesce(sum(followers), 0)::int from (select distinct a.id, a.followers from mine m join accounts a on a.id = m.account_id
              where m.hour = h.hour) x) as reach,
            (select jsonb_object_agg(network, n) from (select network, count(*) n from mine m where m.hour = h.hour group by 1) x) as networks,
            (select jsonb_object_agg(lang, n) from (select coalesce(langs[1], 'unknown') as lang, count(*) n from mine m where m.hour = h.hour group by 1) x) as languages,
            (select count(*)::int from timed o where o.hour = h.hour and o.is_own) as own,
            (select jsonb_object_agg(tag, n) from (select tag, count(*) n from mine m, unnest(tags) tag where m.hour = h.hour group by 1) x) as tags,
            (select jsonb_object_agg(word, n) from (select word, count(*) n from mine m, unnest(tsvector_to_array(search)) word
               where m.hour = h.hour and word = any($3) group by 1) x) as words,
            (select jsonb_object_agg(account_id, n) from (select account_id, count(*) n from mine m where m.hour = h.hour group by 1) x) as authors
       from (select distinct hour from timed) h order by 1, 2`,
    [
      topicIds,
      subject,
      ['heron', 'stork', 'crane', 'pelican', 'breakfast', 'station', 'window', 'bird', 'zoo'],
    ],
  );
}

async function counted(subject: string) {
  const entries = (list: string) =>
    `(select jsonb_object_agg(e ->> 0, (e ->> 1)::int) from jsonb_array_elements(coalesce(lists, (select lists from trend_days d
        where false)) -> '${list}' -> 'items') e)`;
  return stage.app.db.query(
    `select subject, hour::text, posts, reach::int, counts -> 'network' as networks, counts -> 'language' as languages,
            coalesce((counts -> 'author' ->> 'own')::int, 0) as own, ${entries('tags')} as tags, ${entries('words')} as words,
            ${entries('authors')} as authors
       from trend_hours where subject = $1 order by 1, 2`,
    [subject],
  );
}

async function sentiments(subject: string) {
  return stage.app.db.query<{ hour: string; negative: number; positive: number }>(
    'select hour::text, negative, positive from trend_hours where subject = $1 and (negative > 0 or positive > 0) order by 1',
    [subject],
  );
}

async function brandIds(): Promise<string[]> {
  const rows = await stage.app.db.query<{ id: string }>(
    `select id from topics where kind = 'brand' and state in ('active', 'paused')`,
  );
  return rows.map((row) => row.id);
}

async function agrees(topicIds: readonly string[]): Promise<void> {
  for (const id of topicIds)
    assert.deepEqual(await counted(id), await recount(id, [id]), `${id} (SEED=${SEED})`);
  assert.deepEqual(await counted('brand'), await recount('brand', await brandIds()), `brand (SEED=${SEED})`);
  const days = await stage.app.db.query(
    `select d.subject, d.day::text, d.posts, (select sum(h.posts)::int from trend_hours h where h.subject = d.subject
        and date_trunc('day', h.hour) = d.day) as hours from trend_days d`,
  );
  for (const day of days as { posts: number; hours: number }[]) assert.equal(day.posts, day.hours);
}

it(
  `counts what a recount of the posts counts, whatever happened (SEED=${SEED})`,
  { timeout: 240_000 },
  async () => {
    const topics = [
      await stage.topic('Herons', 'heron', { kind: 'brand' }),
      await stage.topic('Storks', 'stork', { kind: 'brand' }),
      await stage.topic('Cranes', 'crane'),
    ];
    const ids = topics.map((topic) => topic.id);
    const known: { id: string; version: number; hour: number }[] = [];
    const removed = new Set<string>();
    let version = 1;

    const write = (externalId: string, hour: number, isEdit: boolean) =>
      stage.post(Array.from({ length: 1 + pick(5) }, () => one(WORDS)).join(' '), {
        externalId,
        version: (version += 1),
        network: one(['test', 'feed']),
        langs: one([[], ['en'], ['de']]),
        tags: one([[], ['bird'], ['bird', 'zoo']]),
        author: one(AUTHORS),
        createdAt: new Date(NOW - hour * 3_600_000),
        ...(isEdit ? { isEdit: true } : {}),
      });
    const steps: (() => Promise<unknown>)[] = [
      async () => {
        const posts = Array.from({ length: 1 + pick(70) }, () => {
          const hour = one(HOURS);
          const post = write(`n${(version += 1)}`, hour, false);
          known.push({ id: post.externalId, version, hour });
          return post;
        });
        await stage.keep(...posts);
      },
      async () => {
        const post = known.length > 0 ? one(known) : undefined;
        if (post) await stage.keep(write(post.id, post.hour, true));
      },
      async () => {
        const post = known.length > 0 ? one(known) : undefined;
        if (!post) return;
        const { takeIn } = await import('#listen/intake/index.ts');
        const item = {
          type: 'delete' as const,
          origin: 'test',
          externalId: post.id,
          version: (version += 1),
        };
        await takeIn(stage.app, { sourceId: null, items: [item] });
      },
      () =>
        changeTopic(stage.app, systemActor, one(ids), {
          query: one(['heron', 'stork', 'crane OR pelican', 'heron AND stork']),
        }).catch(() => undefined),
      async () => {
        for (const id of ids) if (!removed.has(id)) await stage.backfill(id);
      },
      () =>
        changeTopic(stage.app, systemActor, one(ids), { kind: one(['brand', 'subject']) }).catch(
          () => undefined,
        ),
      async () => {
        const id = one(ids);
        if (removed.delete(id)) await restoreTopic(stage.app, systemActor, id);
        else {
          removed.add(id);
          await removeTopic(stage.app, systemActor, id);
        }
      },
      () => settle(stage.app),
      () => countDueHours(stage.app, new AbortController().signal),
      () => stage.count(),
    ];
    // The first hours carry half of all steps: posts come more often than anything else.
    for (let i = 0; i < STEPS; i++) await (pick(2) ? steps[0]! : one(steps))();
    await stage.count();
    const all = await stage.app.db.query<{ count: number }>('select count(*) as count from trend_hours');
    assert.ok(all[0]!.count > 10, `${all[0]!.count} hours were counted`);
    await agrees(ids);

    await countEverythingAgain(stage.app);
    await stage.count();
    await agrees(ids);

    await removePostsOfOrigin(stage.app, 'test');
    await stage.count();
    assert.deepEqual(await stage.app.db.query('select from trend_hours'), []);
    assert.deepEqual(await stage.app.db.query('select from trend_days'), []);
  },
);

it('counts a post again when somebody says something else of it', async () => {
  const { id } = await stage.topic('Swans', 'swan');
  const at = new Date(NOW - 3 * 3_600_000);
  await stage.keep(
    stage.post('a swan', { createdAt: at }),
    stage.post('two swans and a swan', { createdAt: at }),
  );
  await stage.backfill(id);
  await stage.count();
  assert.deepEqual(await sentiments(id), []);
  const [first] = await stage.app.db.query<{ id: string }>(
    'select post_id as id from post_topics where topic_id = $1',
    [id],
  );
  await stage.relabel(first!.id, { sentiment: 'negative', labels: ['complaint'] });
  await stage.count();
  assert.deepEqual(
    (await sentiments(id)).map(({ negative, positive }) => [negative, positive]),
    [[1, 0]],
  );
  await stage.relabel(first!.id, { sentiment: 'positive' });
  await stage.count();
  assert.deepEqual(
    (await sentiments(id)).map(({ negative, positive }) => [negative, positive]),
    [[0, 1]],
  );
});
