import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { catchUp } from '../heard/catch-up.ts';
import { EVERYBODY } from '../domain.ts';
import { openStage } from '../testing/stage.ts';
import { meantBy, searchThreads, wordQueries } from './find.ts';
import { selectFound } from './words-store.ts';

const stage = await openStage();
const { app } = stage;
after(() => stage.test.close());
const THREADS = 60;
const POSTS = 4;
const WORDS = ['router', 'routine', 'blinks', 'whistles', 'line', 'linen', 'red', 'garden', 'noise', 'cable'];
/** What each post says: the first word is in all of them, the last in few. */
const said = Array.from({ length: THREADS * POSTS }, (_, at) =>
  WORDS.filter((_word, place) => (at * 7919 + place * 104_729) % (place * place + 1) === 0),
);
const threadOf = (at: number) => `thr_${String(Math.floor(at / POSTS)).padStart(26, '0')}`;
let categoryId = '';

before(async () => {
  categoryId = (await stage.category('Help')).id;
  await app.db.query(
    `insert into forum_threads (id, category_id, kind, title, slug, author_name, last_author_name, posts, last_number)
     select 'thr_' || lpad(i::text, 26, '0'), $1, 'question', 'Question', 'question', 'Zed', 'Zed', $3, $3 from generate_series(0, $2::int - 1) i`,
    [categoryId, THREADS, POSTS],
  );
  await app.db.query(
    `insert into forum_posts (id, thread_id, number, author_name, markdown, html)
     select 'fpo_' || lpad(at::text, 26, '0'), thread, (at - 1) % $3 + 1, 'Zed', words, '<p>' || words || '</p>'
       from unnest($1::text[], $2::text[]) with ordinality as p (thread, words, at)`,
    [said.map((_, at) => threadOf(at)), said.map((words) => words.join(' ')), POSTS],
  );
  await catchUp(app);
});

/** Looked through one by one. */
const plainly = (asked: readonly string[]) => {
  const hasAll = (words: readonly string[]) =>
    asked.every((one) => words.some((word) => word === one || (one.length > 2 && word.startsWith(one))));
  return [...new Set(said.flatMap((words, at) => (hasAll(words) ? threadOf(at) : [])))].sort();
};

test('search finds what a look at every post finds, for rare and for common words', async () => {
  const pairs = WORDS.flatMap((one) => [[one], ...WORDS.map((other) => [one, other])]);
  for (const asked of [...pairs, ['rout'], ['lin', 'red'], ['re'], ['router', 'blinks', 'line']]) {
    const expected = plainly(asked);
    if (expected.length === 0) continue;
    const hits = await searchThreads(app, EVERYBODY, { q: asked.join(' '), limit: 1000 });
    assert.deepEqual(hits.map(({ thread }) => thread.id).sort(), expected, asked.join(' '));
  }
  const misspelt = await searchThreads(app, EVERYBODY, { q: 'wistles ruoter', limit: 1000 });
  assert.deepEqual(misspelt.map(({ thread }) => thread.id).sort(), plainly(['whistles', 'router']));
});

test('the newest posts say the same as the index, in the same order, where they are all', async () => {
  for (const words of [['router'], ['router', 'routine'], ['line']]) {
    const meant = await meantBy(app, words);
    assert.ok(meant.every(({ most, uses }) => most >= uses && uses > 0));
    const { wide, exact } = wordQueries(meant, '&');
    const asked = { wide, exact, narrow: wide, categories: [categoryId], limit: 40 };
    const ids = (rows: { id: string }[]) => rows.map(({ id }) => id);
    const byIndex = ids(await selectFound(app, asked));
    assert.deepEqual(ids(await selectFound(app, { ...asked, newest: said.length })), byIndex, words.join());
    const few = await selectFound(app, { ...asked, newest: 3 * POSTS });
    assert.deepEqual(
      few.map(({ threadId }) => threadId).sort(),
      plainly(words).filter((id) => id >= threadOf((THREADS - 3) * POSTS)),
    );
  }
});

test('what a word begins counts to how many posts have it', async () => {
  const count = (word: string) => said.filter((words) => words.includes(word)).length;
  const [line, rout] = await meantBy(app, ['line', 'rout']);
  assert.deepEqual([line!.uses, line!.most], [count('line'), count('line') + count('linen')]);
  assert.ok(rout!.most >= count('router') + count('routine'));
});

test('some of the words: what few posts say comes before the newest that say what nearly all do', async () => {
  const rare = 'fpo_00000000000000000000000000';
  await app.db.query(
    `insert into forum_posts (id, thread_id, number, author_name, markdown, html) values ($1, $2, 99, 'Zed', 'zeppelin', '<p>zeppelin</p>')`,
    [rare, threadOf(0)],
  );
  // As many newer ones as are looked through.
  await app.db.query(
    `insert into forum_posts (id, thread_id, number, author_name, markdown, html)
     select 'fpo_' || lpad((1000 + i)::text, 26, '0'), $1, 100 + i, 'Zed', 'router', '<p>router</p>' from generate_series(1, 700) i`,
    [threadOf((THREADS - 1) * POSTS)],
  );
  await catchUp(app);
  await app.db.query(`update forum_words set uses = 1000000 where word = 'router'`);
  // No post has both.
  for (const limit of [1, 3]) {
    const hits = await searchThreads(app, EVERYBODY, { q: 'router zeppelin', limit });
    assert.deepEqual([hits.length, hits[0]!.post.id], [limit, rare]);
    assert.equal(new Set(hits.map(({ thread }) => thread.id)).size, limit);
  }
});
