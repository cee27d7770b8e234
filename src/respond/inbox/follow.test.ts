import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';
import { until } from '../../../test/helpers/app.ts';
import { newsOf, type NewsRow } from './domain/news.ts';
import type { ConversationNews } from './domain/news.ts';
import { changeConversation } from './service/change.ts';
import { followConversations, forgetOldNews, runFollowing, tellFollowers } from './service/follow.ts';
import { undoChange } from './service/undo.ts';
import { BRAND, say, under, uri } from './testing/company.ts';
import { openDesk } from './testing/desk.ts';

const { company, ana, ben, of, somebody } = await openDesk();
const { app } = company;
after(() => company.close());

const told: ConversationNews[] = [];
let failing: (news: readonly ConversationNews[]) => boolean = () => false;
const heardByOther: ConversationNews[] = [];

followConversations(app, {
  name: 'test.diary',
  async handle(inside, news) {
    for (const { seq, kind, conversationId } of news)
      await inside.db.query('insert into diary (seq, kind, conversation_id) values ($1, $2, $3)', [
        seq,
        kind,
        conversationId,
      ]);
    if (failing(news)) throw new Error('the diary is full');
    told.push(...news);
  },
});
followConversations(app, {
  name: 'test.other',
  handle: async (_app, news) => void heardByOther.push(...news),
});
await app.db.query('create table diary (seq bigint, kind text, conversation_id text)');

async function tellAll(): Promise<void> {
  while (await tellFollowers(app));
}

beforeEach(async () => {
  failing = () => false;
  await app.db.query('update conversation_news_kept set due_at = now() - make_interval(secs => 1)');
  await tellAll();
  told.length = 0;
  heardByOther.length = 0;
  await app.db.query('delete from diary');
});

test('who follows hears of everything that happens, in order, with who did it', async () => {
  const author = somebody();
  await company.hear(say(author, '1', 'acme, are you there?', { minutesAgo: 30 }));
  const { id } = await of(author);
  const { undo } = await changeConversation(app, ana, id, { assigneeId: ben.id });
  await company.hear(say(author, '2', 'acme?', { minutesAgo: 20, ...under(uri(author, '1')) }));
  await company.hear(
    say(BRAND, 'a', 'We are.', { minutesAgo: 10, ...under(uri(author, '1'), uri(author, '2')) }),
  );
  await undoChange(app, ana, undo);
  await company.hear({
    type: 'delete',
    origin: 'bluesky',
    externalId: author,
    scope: 'author',
    version: Date.now() * 1000,
  });
  await tellAll();
  const mine = told.filter(({ conversationId }) => conversationId === id);
  assert.deepEqual(
    mine.map(({ kind, by }) => [kind, by]),
    [
      ['opened', null],
      ['changed', ana.id],
      ['received', null],
      ['answered', null],
      // The answer came from elsewhere: it waits for the customer now.
      ['changed', null],
      ['changed', ana.id],
      ['gone', null],
    ],
  );
  assert.equal(mine[1]!.after!.assigneeId, ben.id);
  assert.ok(mine[3]!.after!.answeredAt instanceof Date);
  const sequence = mine.map(({ seq }) => seq);
  assert.deepEqual(
    sequence,
    sequence.toSorted((a, b) => a - b),
  );
  await tellAll();
  assert.equal(told.filter(({ conversationId }) => conversationId === id).length, 7, 'nothing is told twice');
});

test('what follows from nothing new is no news', async () => {
  const author = somebody();
  await company.hear(say(author, '1', 'acme?'));
  await tellAll();
  told.length = 0;
  const { id } = await of(author);
  await changeConversation(app, ana, id, { isUnread: false });
  await tellAll();
  assert.deepEqual(told, []);
});

test('a follower that fails loses nothing, doubles nothing, and holds nobody else up', async () => {
  failing = () => true;
  const author = somebody();
  await company.hear(say(author, '1', 'acme?'));
  await tellAll();
  const { id } = await of(author);
  await changeConversation(app, ana, id, { status: 'done' });
  await tellAll();
  assert.deepEqual(told, []);
  assert.deepEqual(
    heardByOther.map(({ kind }) => kind),
    ['opened', 'changed'],
  );
  assert.deepEqual(await app.db.query('select * from diary'), [], 'what it wrote before it failed is undone');

  failing = () => false;
  await app.db.query('update conversation_news_kept set due_at = now() - make_interval(secs => 1)');
  await tellAll();
  assert.deepEqual(
    told.map(({ kind }) => kind),
    ['opened', 'changed'],
  );
  assert.equal((await app.db.query('select * from diary')).length, 2);
  assert.equal(heardByOther.length, 2);
});

test('news that can never be taken in are given up after ten attempts, and the next ones are told', async () => {
  const author = somebody();
  await company.hear(say(author, '1', 'acme?'));
  const { id: poison } = await of(author);
  failing = (news) => news.some(({ conversationId }) => conversationId === poison);
  for (let attempt = 0; attempt < 12; attempt++) {
    await app.db.query('update conversation_news_kept set due_at = now() - make_interval(secs => 1)');
    await tellAll();
  }
  const other = somebody();
  await company.hear(say(other, '1', 'acme?'));
  await tellAll();
  assert.deepEqual(
    told.map(({ conversationId }) => conversationId),
    [(await of(other)).id],
  );
  const [kept] = await app.db.query<{ attempts: number; problem: string }>(
    'select attempts, problem from conversation_news_kept',
  );
  assert.deepEqual(kept, { attempts: 10, problem: 'Error: the diary is full' });
  await app.db.query(`update conversation_news_kept set at = now() - interval '29 days'`);
  await forgetOldNews(app);
  const left = () => app.db.query('select from conversation_news_kept');
  assert.equal((await left()).length, 1);
  await app.db.query(`update conversation_news_kept set at = now() - interval '31 days'`);
  await forgetOldNews(app);
  assert.deepEqual(await left(), [], 'a month later nobody needs it');
});

test('three dispatchers, many writers and one failing follower: everything is told once and in order', async (t) => {
  const stop = new AbortController();
  t.after(() => stop.abort());
  const running = await Promise.all([runFollowing(app, stop.signal), runFollowing(app, stop.signal)]);
  let calls = 0;
  failing = () => ++calls % 5 === 0;
  const authors = Array.from({ length: 30 }, () => somebody());
  await Promise.all(
    authors.map(async (author) => {
      await company.hear(say(author, '1', 'acme?'));
      const { id } = await of(author);
      for (const status of ['waiting', 'open', 'done'] as const)
        await changeConversation(app, ana, id, { status });
    }),
  );
  await until(
    'all is told',
    async () => {
      await app.db.query('update conversation_news_kept set due_at = now() - make_interval(secs => 1)');
      await tellAll();
      return told.length >= 120;
    },
    20_000,
  );
  stop.abort();
  await Promise.all(running.map(({ stopped }) => stopped()));
  const byConversation = Map.groupBy(told, ({ conversationId }) => conversationId);
  for (const news of byConversation.values())
    assert.deepEqual(
      news.map(({ kind, after: state }) => `${kind} ${state!.status}`),
      ['opened open', 'changed waiting', 'changed open', 'changed done'],
    );
  assert.equal(byConversation.size, 30);
  assert.equal((await app.db.query('select * from diary')).length, 120);
});

test('a follower that swallows an error of the database spoils nothing for the others, and is told again', async () => {
  let isBroken = true;
  const heard: string[] = [];
  followConversations(app, {
    name: 'test.careless',
    async handle(inside, news) {
      if (isBroken) await inside.db.query('select 1 / 0').catch(() => undefined);
      heard.push(...news.map(({ conversationId }) => conversationId));
    },
  });
  const author = somebody();
  await company.hear(say(author, '1', 'acme?'));
  const { id } = await of(author);
  await tellAll();
  assert.deepEqual(
    told.map(({ conversationId }) => conversationId),
    [id],
  );
  isBroken = false;
  heard.length = 0;
  await app.db.query('update conversation_news_kept set due_at = now() - make_interval(secs => 1)');
  await tellAll();
  assert.deepEqual(heard, [id]);
  assert.deepEqual(await app.db.query('select follower from conversation_news_kept'), []);
});

test('a change that comes to nothing in the end is told as what it was', () => {
  const state = {
    status: 'open' as const,
    assigneeId: null,
    teamId: null,
    waitingSince: '2026-01-01T00:00:00.000Z',
    postsWaiting: 1,
    answeredAt: null,
    lastPostId: 'post_1',
    snoozedUntil: null,
    labels: [],
    isGone: false,
  };
  const row = (before: NewsRow['before'], later: NewsRow['after']) =>
    newsOf({ seq: 1, conversationId: 'conv_1', at: new Date(), by: null, before, after: later }).map(
      ({ kind }) => kind,
    );
  assert.deepEqual(row(null, state), ['opened']);
  assert.deepEqual(row(null, { ...state, isGone: true }), []);
  assert.deepEqual(row(state, null), ['gone']);
  assert.deepEqual(row({ ...state, isGone: true }, null), [], 'it was gone already');
  assert.deepEqual(row({ ...state, isGone: true }, state), ['opened']);
  assert.deepEqual(row(state, { ...state, lastPostId: 'post_2', postsWaiting: 2, status: 'open' }), [
    'received',
  ]);
  assert.deepEqual(
    row({ ...state, lastPostId: 'post_2', postsWaiting: 2 }, state),
    [],
    'who takes back a post says nothing more',
  );
  assert.deepEqual(
    row({ ...state, status: 'done' }, { ...state, lastPostId: 'post_2', postsWaiting: 2, status: 'open' }),
    ['received', 'changed'],
  );
});
