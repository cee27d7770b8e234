import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { type App, systemActor } from '#platform/app/index.ts';
import { takeIn } from '#listen/intake/index.ts';
import { deletion, post, provideMatcher } from '#listen/intake/testing/posts.ts';
import { findPosts, postLabelsPort, removePostsOfOrigin } from '#listen/posts/index.ts';
import { createTestApp, type TestApp, until } from '../../../test/helpers/app.ts';
import { readLabelFacts, storedLabels } from './index.ts';
import { readSaid } from './read-labels.ts';
import { labelStored, wakeLabelling } from './relabel.ts';
import { correctLabel, explainPost, withdrawCorrection } from './service.ts';
import { saidOf } from './said.ts';
import { understand } from './understand.ts';

let test: TestApp;
let app: App;

before(async () => {
  test = await createTestApp();
  app = test.app;
  app.provide(postLabelsPort, storedLabels);
});
after(() => test.close());
beforeEach(async () => {
  provideMatcher(app);
  await app.db.query(
    'truncate posts, post_topics, post_tombstones, accounts, post_labels, label_corrections, labelling_runs, audit_entries',
  );
});

const take = (...items: Parameters<typeof takeIn>[1]['items']) =>
  takeIn(app, { sourceId: 'src_test', items });
const read = async (externalId: string) => (await findPosts(app, 'test', [externalId]))[0]!;
const labelled = async () => (await app.db.query('select post_id from post_labels')).length;
const said = async (externalId: string) => {
  const { id } = await read(externalId);
  const labels = (await readSaid(app, [id])).get(id) ?? [];
  return Object.fromEntries(labels.map(({ key, value }) => [key, value]));
};

const ANGRY = 'match: this is awful, I hate it, worst company ever!!';
const HAPPY = 'match: wonderful, thank you so much, I love it!';

describe('labels of stored posts', () => {
  it('are written with the post and are those of one pass over it', async () => {
    await take(
      post('a', { text: ANGRY }),
      post('b', { text: HAPPY, title: 'Wow' }),
      post('c', { text: 'nothing' }),
    );
    assert.equal(await labelled(), 2, 'what is not kept is not understood');
    const { id } = await read('b');
    const [stored, fresh] = [
      (await readSaid(app, [id])).get(id)!,
      saidOf(understand({ text: `Wow\n${HAPPY}` })),
    ];
    for (const [index, label] of stored.entries()) {
      const { key, value, confidence, model } = fresh[index]!;
      assert.deepEqual([label.key, label.value], [key, value]);
      assert.ok(Math.abs(label.confidence - confidence) < 0.001, key);
      if (value !== 'none' && value !== 'unknown') assert.equal(label.model, model, key);
    }
    assert.equal((await said('a')).sentiment, 'negative');
    assert.equal((await said('b')).sentiment, 'positive');
  });

  it('say where the author is by his profile, also when they are found again later', async () => {
    await take(post('a', { author: { externalId: 'ann', location: 'Nashville, TN' } }));
    assert.equal((await said('a')).place, 'US/Tennessee/Nashville/');
    await app.db.query('truncate post_labels');
    await wakeLabelling(app);
    await labelStored(app, new AbortController().signal);
    assert.equal((await said('a')).place, 'US/Tennessee/Nashville/');
  });

  it('are undone with the batch that is undone', async () => {
    const failing = takeIn(app, {
      sourceId: null,
      items: [post('a')],
      alsoStore: () => Promise.reject(new Error('no cursor')),
    });
    await assert.rejects(failing, /no cursor/);
    assert.equal(await labelled(), 0);
  });

  it('follow an edit, by whichever way posts are stored', async () => {
    const many = Array.from({ length: 200 }, (_, i) => post(`p${i}`, { text: HAPPY }));
    await take(...many);
    assert.equal(await labelled(), 200);
    await take(...many.map((one) => ({ ...one, version: 2, text: ANGRY, isEdit: true })));
    assert.equal(await labelled(), 200);
    assert.equal((await said('p7')).sentiment, 'negative');
    // An earlier state that comes late changes nothing.
    await take({ ...many[7]!, version: 1, text: HAPPY });
    assert.equal((await said('p7')).sentiment, 'negative');
    // Known and new ones in one batch, none marked as an edit: the copy fails and the careful way is taken.
    await take(
      ...many.slice(0, 70).map((one) => ({ ...one, version: 3 })),
      ...many.slice(0, 70).map((one) => post(`${one.externalId}x`, { text: ANGRY })),
    );
    assert.equal(await labelled(), 270);
    assert.equal((await said('p7')).sentiment, 'positive');
    assert.equal((await said('p7x')).sentiment, 'negative');
  });

  it('go with the words: deleted by the author, with the account, or removed', async () => {
    await take(
      post('a'),
      post('b', { author: { externalId: 'author-2' } }),
      post('c', { author: { externalId: 'author-3' } }),
    );
    const { id } = await read('a');
    await correctLabel(app, systemActor, { postId: id, key: 'spam', value: 'yes' });
    await take(deletion('a', 2));
    assert.equal((await app.db.query('select 1 from label_corrections')).length, 0);
    await take(deletion('author-2', 2, { scope: 'author' }));
    assert.equal(await labelled(), 1);
    await assert.rejects(explainPost(app, id), { code: 'labels.not_yet' });
    await removePostsOfOrigin(app, 'test');
    assert.equal(await labelled(), 0);
  });

  it('survive what people write', async () => {
    const hostile = [
      '',
      '\ud800 match',
      'match '.repeat(5000),
      'match \u202e\u200b\u{1f600}',
      'match https://e.example/?a=b',
      'ٱلسَّلَامُ match',
    ];
    await take(...hostile.map((text, i) => post(`h${i}`, { text: `${text} match`, title: '\udfff' })));
    assert.equal(await labelled(), hostile.length);
  });

  it('of our own posts never ask us for an answer', async () => {
    const { ownAccountsPort } = await import('#listen/intake/index.ts');
    app.provide(ownAccountsPort, { externalIds: () => new Set(['author-1']) });
    await take(post('a', { text: 'match: can anybody help me, I am stranded, urgent?' }));
    app.provide(ownAccountsPort, { externalIds: () => new Set() });
    const { needsReply, urgency } = await said('a');
    assert.deepEqual([needsReply, urgency], ['no', '0']);
  });
});

describe('labelling what was stored before', () => {
  const run = async () => {
    await wakeLabelling(app);
    await labelStored(app, new AbortController().signal);
    return (
      await app.db.query<{ state: string; done: number; total: number }>(
        'select state, done, total from labelling_runs',
      )
    )[0];
  };

  it('gives every post labels, once for each model, and tells how far it is', async () => {
    const told: { state: string; done: number; total: number }[] = [];
    const off = app.bus.on('labels.progress', (progress) => void told.push(progress));
    await take(...Array.from({ length: 1203 }, (_, i) => post(`p${i}`, { text: i % 2 ? ANGRY : HAPPY })));
    await app.db.query('truncate post_labels');
    assert.deepEqual(await run(), { state: 'done', done: 1203, total: 1203 });
    assert.equal(await labelled(), 1203);
    assert.equal((await said('p3')).sentiment, 'negative');
    await until('the end is told', () => told.at(-1)?.state === 'done');
    off();
    // Done is done: what a person removes from the table is not looked for each minute.
    await app.db.query('truncate post_labels');
    await run();
    assert.equal(await labelled(), 0);
    // Another model: everything anew.
    await app.db.query('update labelling_runs set model = 0');
    await run();
    assert.equal(await labelled(), 1203);
  });

  it('goes on where a stopped worker left it', async () => {
    await take(...Array.from({ length: 700 }, (_, i) => post(`p${i}`)));
    await app.db.query('truncate post_labels');
    await wakeLabelling(app);
    const stop = new AbortController();
    stop.abort();
    await labelStored(app, stop.signal);
    assert.equal(await labelled(), 0);
    const jobs = await app.db.query('select 1 from graphile_worker._private_jobs where key = $1', [
      'understanding.label',
    ]);
    assert.equal(jobs.length, 1, 'it waits for the next worker');
    await labelStored(app, new AbortController().signal);
    assert.equal(await labelled(), 700);
  });

  it('never writes labels of words that were changed meanwhile', async () => {
    await take(post('a', { text: HAPPY }));
    await app.db.query('truncate post_labels');
    await wakeLabelling(app);
    // The author edits between reading and writing.
    const transaction = app.db.transaction.bind(app.db);
    let isEdited = false;
    app.db.transaction = async (work) => {
      if (!isEdited) {
        isEdited = true;
        await take(post('a', { version: 2, text: ANGRY, isEdit: true }));
      }
      return transaction(work);
    };
    await labelStored(app, new AbortController().signal);
    app.db.transaction = transaction;
    assert.equal((await said('a')).sentiment, 'negative');
  });

  it('keeps what people said', async () => {
    await take(post('a', { text: HAPPY }));
    const { id } = await read('a');
    await correctLabel(app, systemActor, { postId: id, key: 'sentiment', value: 'neutral' });
    await app.db.query('update post_labels set model = 0');
    await run();
    assert.equal((await said('a')).sentiment, 'neutral');
  });
});

describe('corrections', () => {
  it('count at once, are audited, and can be taken back', async () => {
    await take(post('a', { text: ANGRY }));
    const { id } = await read('a');
    assert.ok((await read('a')).labels.some(({ key, value }) => key === 'sentiment' && value === 'negative'));
    const first = await correctLabel(app, systemActor, { postId: id, key: 'sentiment', value: 'positive' });
    assert.equal(first.before, null);
    const shown = first.labels.find(({ key }) => key === 'sentiment');
    assert.deepEqual(
      [shown?.value, shown?.source, shown?.model, shown?.confidence, shown?.isHint],
      ['positive', 'person', 'Rapport', 1, false],
    );
    const second = await correctLabel(app, systemActor, { postId: id, key: 'sentiment', value: 'neutral' });
    assert.equal(second.before, 'positive');
    assert.equal((await readLabelFacts(app, [await read('a')])).get(id)?.sentiment, 'neutral');
    await withdrawCorrection(app, systemActor, { postId: id, key: 'sentiment' });
    assert.equal((await said('a')).sentiment, 'negative');
    await assert.rejects(withdrawCorrection(app, systemActor, { postId: id, key: 'sentiment' }), {
      code: 'labels.no_correction',
    });
    const log = await app.db.query<{ action: string; detail: object }>(
      'select action, detail from audit_entries order by id',
    );
    assert.deepEqual(
      log.map(({ action, detail }) => [action, detail]),
      [
        ['label.corrected', { label: 'sentiment', from: 'negative', to: 'positive' }],
        ['label.corrected', { label: 'sentiment', from: 'positive', to: 'neutral' }],
        ['label.correction_withdrawn', { label: 'sentiment', from: 'neutral', to: 'negative' }],
      ],
    );
  });

  it('take only what a label can be', async () => {
    await take(post('a'));
    const { id } = await read('a');
    const wrong = [
      ['sentiment', 'mixed'],
      ['urgency', '4'],
      ['complaint', 'true'],
      ['language', 'English'],
      ['place', 'Nashville'],
      ['place', 'US/a/b/c/d'],
      ['intent', 'a\u0007b'],
    ] as const;
    for (const [key, value] of wrong)
      await assert.rejects(correctLabel(app, systemActor, { postId: id, key, value }), {
        code: 'labels.value_invalid',
      });
    const right = [
      ['place', 'US/Tennessee/Nashville'],
      ['place', 'none'],
      ['language', 'gsw'],
      ['intent', 'Where is my parcel?'],
      ['emotion', 'none'],
      ['urgency', '3'],
    ] as const;
    for (const [key, value] of right) {
      await correctLabel(app, systemActor, { postId: id, key, value });
      assert.equal((await said('a'))[key], value);
    }
    assert.equal((await app.db.query('select 1 from label_corrections')).length, 5);
  });

  it('survive an edit of the post', async () => {
    await take(post('a', { text: HAPPY }));
    const { id } = await read('a');
    await correctLabel(app, systemActor, { postId: id, key: 'complaint', value: 'yes' });
    await take(post('a', { version: 2, text: ANGRY, isEdit: true }));
    assert.equal((await said('a')).complaint, 'yes');
  });
});

describe('an explanation', () => {
  it('names the words that decided, in title and text', async () => {
    await take(post('a', { title: 'Terrible service', text: 'match: the worst, I hate this' }));
    const stored = await read('a');
    const { labels } = await explainPost(app, stored.id);
    const sentiment = labels.find(({ key }) => key === 'sentiment')!;
    const words = sentiment.because.map(({ field, start, end }) =>
      (field === 'title' ? stored.title! : stored.text).slice(start, end),
    );
    assert.ok(
      words.some((word) => /terrible|worst|hate/i.test(word)),
      words.join(' | '),
    );
    for (const { field, start, end } of labels.flatMap(({ because }) => because))
      assert.ok(start >= 0 && end > start && end <= (field === 'title' ? stored.title! : stored.text).length);
    assert.deepEqual(sentiment.values, ['negative', 'neutral', 'positive']);
    assert.equal(sentiment.correction, null);
  });

  it('shows a correction beside what the model said', async () => {
    await take(post('a', { text: ANGRY }));
    const { id } = await read('a');
    await correctLabel(app, systemActor, { postId: id, key: 'sentiment', value: 'positive' });
    const sentiment = (await explainPost(app, id)).labels.find(({ key }) => key === 'sentiment')!;
    assert.equal(sentiment.value, 'positive');
    assert.equal(sentiment.modelled.value, 'negative');
    assert.equal(sentiment.modelled.source, 'built-in');
    assert.equal(sentiment.correction?.by, 'Rapport');
  });
});
