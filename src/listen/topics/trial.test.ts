import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { systemActor } from '#platform/app/index.ts';
import { takeIn } from '#listen/intake/index.ts';
import { compareQuery } from './difference.ts';
import { judgeExamples } from './examples.ts';
import { previewQuery } from './preview.ts';
import type { TopicExample } from './schema.ts';
import { changeTopic, createTopic, listTopics, readTopic } from './service.ts';
import { createStage, type Stage } from './testing/stage.ts';

let stage: Stage;
before(async () => {
  stage = await createStage();
});
after(() => stage.close());

const example = (shouldMatch: boolean, text: string, more: Partial<TopicExample> = {}): TopicExample => ({
  shouldMatch,
  text,
  ...more,
});

describe('the examples of a topic', () => {
  const judge = (query: string, ...examples: TopicExample[]) => judgeExamples(stage.app, query, examples);

  it('say whether the query finds what it must, and why', async () => {
    const [hit, miss, wrong] = await judge(
      'refund -tax',
      example(true, 'My refund'),
      example(false, 'a tax refund'),
      example(false, 'refund!', { title: 'Refund' }),
    );
    assert.deepEqual(hit, {
      matches: true,
      isRight: true,
      title: null,
      text: 'My refund',
      spans: [{ field: 'text', start: 3, end: 9 }],
    });
    assert.deepEqual([miss?.matches, miss?.isRight], [false, true]);
    assert.deepEqual([wrong?.matches, wrong?.isRight, wrong?.spans.length], [true, false, 2]);
  });

  it('may have a language and an author', async () => {
    const examples = [
      example(true, 'refund', { lang: 'en', author: 'joe.example' }),
      example(false, 'refund', { lang: 'de' }),
    ];
    assert.deepEqual(
      (await judge('refund lang:en', ...examples)).map((one) => one.isRight),
      [true, true],
    );
    assert.deepEqual(
      (await judge('refund author:joe.example', ...examples)).map((one) => one.isRight),
      [true, true],
    );
  });

  it('have no answer while the query is not usable', async () => {
    assert.deepEqual(await judge('a OR b c', example(true, 'a')), []);
  });

  it('that name a post read its words, as long as its author leaves them there', async () => {
    const post = stage.post('a very particular goshawk');
    await stage.keep(post);
    const [{ id } = { id: '' }] = await stage.app.db.query<{ id: string }>(
      'select id from posts where external_id = $1',
      [post.externalId],
    );
    const asked = { shouldMatch: true, postId: id, text: '' };
    const [before] = await judge('goshawk', asked);
    assert.deepEqual([before?.isRight, before?.text], [true, 'a very particular goshawk']);
    const topic = await stage.topic('Goshawks', 'goshawk', { examples: [asked] });
    await takeIn(stage.app, {
      sourceId: null,
      items: [{ type: 'delete', origin: 'test', externalId: post.externalId, version: 2 }],
    });
    const [after] = await judge('goshawk', asked);
    assert.deepEqual(after, { matches: false, isRight: null, title: null, text: '', spans: [] });
    // What is gone keeps nobody from changing the query.
    await changeTopic(stage.app, systemActor, topic.id, { query: 'sparrowhawk' });
  });

  it('keep a failing topic from being saved, unless one says so', async () => {
    const examples = [example(true, 'a merlin'), example(false, 'merlin the wizard')];
    await assert.rejects(stage.topic('Merlins', 'merlin', { examples }), {
      code: 'topic.examples_fail',
      params: { failing: 1, all: 2 },
    });
    assert.ok(!(await listTopics(stage.app)).some((topic) => topic.name === 'Merlins'));
    const { id } = await stage.topic('Merlins', 'merlin -wizard', { examples });
    await assert.rejects(changeTopic(stage.app, systemActor, id, { query: 'merlin' }), {
      code: 'topic.examples_fail',
    });
    assert.equal((await readTopic(stage.app, id)).query, 'merlin -wizard');
    await changeTopic(stage.app, systemActor, id, { query: 'merlin', acceptFailing: true });
    // What fails already does not stand in the way of a new name.
    assert.equal(
      (await changeTopic(stage.app, systemActor, id, { name: 'The merlins' })).name,
      'The merlins',
    );
    const written = await stage.app.db.query<{ detail: object }>(
      `select detail from audit_entries where subject = $1 and action = 'topic.changed'`,
      [id],
    );
    assert.ok(!JSON.stringify(written).includes('the wizard'), 'no words of examples');
  });
});

describe('trying another query', () => {
  const day = 86_400_000;
  before(async () => {
    const at = (days: number) => ({ createdAt: new Date(Date.now() - days * day) });
    await stage.keep(
      stage.post('kestrel one', at(0)),
      stage.post('kestrel two nest', at(1)),
      stage.post('falcon three', at(2)),
      stage.post('falcon kestrel four', at(2)),
      stage.post('nothing', at(2)),
      stage.post('falcon from long ago', at(60)),
    );
  });

  it('tells what comes, what goes and what stays, by day and with the words that decide', async () => {
    const { id } = await stage.topic('Kestrels', 'kestrel');
    const found = await compareQuery(stage.app, id, 'falcon OR (kestrel -nest)', 30);
    assert.deepEqual([found.kept, found.gained, found.lost, found.isComplete], [2, 1, 1, true]);
    assert.equal(found.examined, 4, 'only what one of the two may find is looked at');
    assert.deepEqual(
      found.latestGained.map((post) => [post.text, post.spans.length]),
      [['falcon three', 1]],
    );
    assert.deepEqual(
      found.latestLost.map((post) => [post.text, post.spans.length]),
      [['kestrel two nest', 1]],
    );
    assert.equal(found.perDay.length, 30);
    assert.deepEqual(
      found.perDay.slice(-3).map(({ kept, gained, lost }) => [kept, gained, lost]),
      [
        [1, 1, 0],
        [0, 0, 1],
        [1, 0, 0],
      ],
    );
    assert.ok(
      Math.abs(found.expectedBefore!.storedPerDay - found.expectedAfter!.storedPerDay) < 1e-9,
      '3 and 3',
    );
  });

  it('looks at everything when one of the two has no words to go by', async () => {
    const { id } = await stage.topic('By Maya', 'author:maya.example kestrel');
    const found = await compareQuery(stage.app, id, 'author:maya.example', 30);
    assert.deepEqual([found.kept, found.lost], [3, 0]);
    assert.ok(found.gained >= 2);
  });

  it('is refused in words when the query is not usable or the topic is gone', async () => {
    const { id } = await stage.topic('Kites', 'kite');
    const found = await compareQuery(stage.app, id, 'a OR b c', 30);
    assert.deepEqual([found.valid, found.problems[0]?.code, found.gained], [false, 'mixed_and_or', 0]);
    await assert.rejects(compareQuery(stage.app, `topic_${'0'.repeat(26)}`, 'kite', 30), {
      code: 'topic.not_found',
    });
  });
});

describe('what is to be expected of a query', () => {
  it('counts stored posts over the days that there are, and reckons with what passes', async () => {
    const { expected } = await previewQuery(stage.app, 'falcon', 90);
    // Three in the 60 days since the oldest post.
    assert.ok(Math.abs(expected!.storedDays - 60) < 0.1, `${expected!.storedDays}`);
    assert.ok(Math.abs(expected!.storedPerDay - 3 / 60) < 0.001);
    assert.deepEqual([expected!.passingPerDay, expected!.sample.posts], [0, 0]);
    await stage.app.db.query(`update passing_state set share = 0.01, since = now() - interval '12 hours'`);
    await stage.app.db.query(
      `insert into passing_posts (key, author_key, share, post, search)
       select gen_random_uuid(), gen_random_uuid(), 0.01,
              jsonb_build_object('origin', 'test', 'network', 'test', 'kind', 'post', 'title', null, 'text', word || ' passes', 'author',
                jsonb_build_object('externalId', 'x', 'handle', 'x.example'), 'langs', '[]'::jsonb, 'url', null, 'links', '[]'::jsonb, 'tags',
                '[]'::jsonb, 'mentions', '[]'::jsonb, 'media', '[]'::jsonb, 'createdAt', now()::text),
              array_to_tsvector(array[word, 'passes'])
         from (select case when i <= 5 then 'falcon' else 'pigeon' end as word from generate_series(1, 200) i) w`,
    );
    const seen = await previewQuery(stage.app, 'falcon', 90);
    // Five of a hundredth in half a day: 1,000 a day, somewhere between 320 and 2,340.
    assert.ok(Math.abs(seen.expected!.passingPerDay - 1000) < 1, `${seen.expected!.passingPerDay}`);
    assert.ok(seen.expected!.low > 250 && seen.expected!.low < 400, `${seen.expected!.low}`);
    assert.ok(seen.expected!.high > 2000 && seen.expected!.high < 2600, `${seen.expected!.high}`);
    assert.equal(seen.expected!.perDay, seen.expected!.storedPerDay + seen.expected!.passingPerDay);
    assert.deepEqual([seen.expected!.sample.posts, seen.expected!.sample.matched], [200, 5]);
    assert.deepEqual(
      seen.passing.map((post) => [post.text, post.spans]),
      Array.from({ length: 5 }, () => ['falcon passes', [{ field: 'text', start: 0, end: 6 }]]),
    );
    const none = (await previewQuery(stage.app, 'ostrich', 90)).expected!;
    assert.equal(none.perDay, 0);
    assert.ok(none.high > 500, 'having found nothing in a small sample says little, and that is told');
  });

  it('is not told for a query that is not usable', async () => {
    const preview = await previewQuery(stage.app, 'a OR b c', 7);
    assert.deepEqual([preview.valid, preview.expected, preview.perDay.length], [false, null, 7]);
  });
});

it('saves all that belongs to a topic and gives it back', async () => {
  const input = {
    name: 'Everything',
    query: 'everything',
    kind: 'product',
    toInbox: false,
    folder: 'Birds / Prey',
    capPerDay: 700,
    examples: [example(true, 'everything', { lang: 'en', author: 'joe', title: 'T' })],
  } as const;
  const { id } = await createTopic(stage.app, systemActor, { ...input, examples: [...input.examples] });
  const { name, query, kind, toInbox, folder, capPerDay, examples, exampleCount } = await readTopic(
    stage.app,
    id,
  );
  assert.deepEqual({ name, query, kind, toInbox, folder, capPerDay, examples }, input);
  assert.equal(exampleCount, 1);
  const changed = await changeTopic(stage.app, systemActor, id, {
    folder: null,
    capPerDay: null,
    examples: [],
  });
  assert.deepEqual(
    [changed.folder, changed.capPerDay, changed.examples, changed.name],
    [null, null, [], 'Everything'],
  );
});
