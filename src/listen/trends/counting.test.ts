import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { systemActor } from '#platform/app/index.ts';
import { takeIn } from '#listen/intake/index.ts';
import { changeTopic } from '../topics/service.ts';
import { countDueHours } from './counting.ts';
import { countDue, markDue } from './due-store.ts';
import { readOverview } from './overview.ts';
import { readTop } from './tops.ts';
import { createTrendStage, settle, type TrendStage } from './testing/stage.ts';
import { tidy } from './upkeep.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const NOON = Math.floor(Date.now() / DAY) * DAY - 2 * DAY + 12 * HOUR;
const never = new AbortController().signal;

describe('counting', () => {
  let stage: TrendStage;
  let id: string;
  const numbers = () =>
    stage.app.db.query<{ posts: number }>('select posts from trend_hours where subject = $1 order by hour', [
      id,
    ]);
  const at = (time: number) => ({ createdAt: new Date(time) });
  const around = (time: number) => ({ from: new Date(time - DAY), to: new Date(time + DAY), zone: 'UTC' });

  before(async () => {
    stage = await createTrendStage();
  });
  after(() => stage.close());
  beforeEach(async () => {
    await stage.app.db.query(
      'truncate posts, post_topics, topics, trend_hours, trend_days, trend_due, topic_count_changes cascade',
    );
    id = (await stage.topic('Herons', 'heron', { kind: 'brand' })).id;
  });
  const keep = async (...posts: ReturnType<TrendStage['post']>[]) => {
    await stage.keep(...posts);
    await stage.backfill(id);
  };

  it('keeps its marks when it fails, and counts then what it should', async () => {
    await keep(stage.post('a heron', at(NOON)));
    await settle(stage.app);
    await stage.app.db.query(`alter table trend_days add constraint broken check (posts < 0)`);
    const before = await countDue(stage.app);
    await assert.rejects(countDueHours(stage.app, never, true));
    assert.equal(await countDue(stage.app), before, 'nothing was taken off the list');
    assert.deepEqual(await numbers(), [], 'and nothing was written');
    await stage.app.db.query('alter table trend_days drop constraint broken');
    await stage.count();
    assert.deepEqual(await numbers(), [{ posts: 1 }]);
  });

  it('loses nothing while posts come in and several count at once', async () => {
    const writers = Array.from({ length: 4 }, async (_, writer) => {
      for (let round = 0; round < 8; round++) {
        await stage.keep(
          ...Array.from({ length: 5 }, (_, n) =>
            stage.post(`heron ${writer} ${round} ${n}`, at(NOON + (n % 2) * HOUR)),
          ),
        );
      }
    });
    const counters = Array.from({ length: 3 }, async () => {
      for (let round = 0; round < 10; round++) {
        await settle(stage.app);
        await countDueHours(stage.app, never, true);
      }
    });
    await Promise.all([...writers, ...counters]);
    await stage.backfill(id);
    await stage.count();
    assert.deepEqual(await numbers(), [{ posts: 96 }, { posts: 64 }]);
    const [day] = await stage.app.db.query<{ posts: number }>(
      'select posts from trend_days where subject = $1',
      [id],
    );
    assert.equal(day!.posts, 160);
  });

  it('leaves a busy hour alone for a while, and others not', async () => {
    await keep(stage.post('a heron', at(NOON)), stage.post('a heron', at(NOON + HOUR)));
    await stage.count();
    await stage.app.db.query('update trend_hours set took_ms = case when hour = $1 then 30000 else 0 end', [
      new Date(NOON),
    ]);
    await keep(stage.post('a heron', at(NOON)), stage.post('a heron', at(NOON + HOUR)));
    await settle(stage.app);
    await countDueHours(stage.app, never);
    assert.deepEqual(await numbers(), [{ posts: 1 }, { posts: 2 }]);
    const [rest] = await stage.app.db.query<{ minutes: number }>(
      'select extract(epoch from max(not_before) - now()) / 60 as minutes from trend_due',
    );
    assert.ok(Number(rest!.minutes) > 8 && Number(rest!.minutes) <= 10, 'ten minutes at most');
    await countDueHours(stage.app, never, true);
    assert.deepEqual(await numbers(), [{ posts: 2 }, { posts: 2 }]);
  });

  it('marks an hour once, however often it changes, and the brand with its topics', async () => {
    await keep(stage.post('a heron', at(NOON)));
    await stage.count();
    const hours = [{ subject: id, hour: new Date(NOON) }];
    await markDue(stage.app, hours);
    await markDue(stage.app, [...hours, { subject: 'topic_other', hour: new Date(NOON) }]);
    const due = await stage.app.db.query<{ subject: string }>('select subject from trend_due order by 1');
    assert.deepEqual(due.map((row) => row.subject).sort(), ['brand', id, 'topic_other'].sort());
    await stage.count();
    assert.equal(await countDue(stage.app), 0);
  });

  it('follows topics that join the brand and leave it', async () => {
    await keep(stage.post('a heron', at(NOON)), stage.post('heron and stork', at(NOON)));
    const storks = (await stage.topic('Storks', 'stork')).id;
    await stage.keep(stage.post('a stork', at(NOON)));
    await stage.backfill(storks);
    await stage.count();
    const brand = async () =>
      (await readOverview(stage.app, { subject: 'brand', ...around(NOON) })).total.posts;
    assert.equal(await brand(), 2);
    await changeTopic(stage.app, systemActor, storks, { kind: 'brand' });
    await stage.count();
    assert.equal(await brand(), 3, 'the post of both counts once');
    await changeTopic(stage.app, systemActor, id, { kind: 'competitor' });
    await stage.count();
    assert.equal(await brand(), 2);
  });

  it('keeps the lists of old days when those of their hours go, and counts such a day whole', async () => {
    const old = Math.floor(Date.now() / DAY) * DAY - 60 * DAY + 5 * HOUR;
    await keep(stage.post('heron nests', at(old)), stage.post('heron feathers', at(old + 3 * HOUR)));
    await stage.count();
    await tidy(stage.app);
    const [kept] = await stage.app.db.query<{ count: number }>(
      'select count(*) as count from trend_hours where lists is not null',
    );
    assert.equal(kept!.count, 0);
    const words = async () =>
      (
        await readTop(stage.app, 'words', {
          subject: id,
          from: new Date(old - 5 * HOUR),
          to: new Date(old + 19 * HOUR),
          zone: 'UTC',
          limit: 10,
        })
      ).items
        .map(({ name, posts }) => `${name} ${posts}`)
        .sort();
    assert.deepEqual(await words(), ['feathers 1', 'heron 2', 'nests 1']);
    await keep(stage.post('heron nests again', at(old + 4 * HOUR)));
    await stage.count();
    assert.deepEqual(
      await words(),
      ['feathers 1', 'heron 3', 'nests 2'],
      'the hours without lists were counted again, too',
    );
  });

  it('counts a post under the hour in which it came where it says that it is of tomorrow', async () => {
    await keep(stage.post('heron of the future', at(Date.now() + 3 * DAY)));
    await stage.count();
    const [row] = await stage.app.db.query<{ hour: Date }>(
      'select hour from trend_hours where subject = $1',
      [id],
    );
    assert.ok(row!.hour.getTime() <= Date.now());
  });

  it('reads more posts of an hour than fit into memory at once', async () => {
    for (let part = 0; part < 3; part++)
      await stage.keep(
        ...Array.from({ length: 1500 }, (_, n) => stage.post(`heron ${part} ${n}`, at(NOON + n))),
      );
    await stage.backfill(id);
    await stage.count();
    assert.deepEqual(await numbers(), [{ posts: 4500 }]);
  });

  it('forgets a post that is deleted, with its words', async () => {
    await keep(
      stage.post('heron secret', { ...at(NOON), externalId: 'gone' }),
      stage.post('heron', at(NOON)),
    );
    await stage.count();
    await takeIn(stage.app, {
      sourceId: null,
      items: [{ type: 'delete', origin: 'test', externalId: 'gone', version: 9 }],
    });
    await stage.count();
    const everything = await stage.app.db.query<{ text: string }>(
      `select lists::text || counts::text as text from trend_hours union all select lists::text || counts::text from trend_days`,
    );
    assert.ok(everything.length > 0 && everything.every(({ text }) => !text.includes('secret')));
  });
});
