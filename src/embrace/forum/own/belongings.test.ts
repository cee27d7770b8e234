import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { miscounted, openTalk, talker } from '../testing/talkers.ts';
import { acceptAnswer, react } from '../talk/answers.ts';
import { addPost, editPost } from '../talk/posts.ts';
import { findThread } from '../talk/read.ts';
import { forumBelongings } from './belongings.ts';
import { bookmark, follow, keepDraft, noteRead } from './service.ts';

const talk = await openTalk();
const { app } = talk;
after(() => talk.close());
const erase = (number: number, keepsContent: boolean) =>
  app.db.transaction(() => forumBelongings.erase(app, `mem_${number}`, { keepsContent }));

/** Tables in which a word of a member stands. */
async function tablesSaying(word: string): Promise<string[]> {
  const tables = await app.db.query<{ name: string }>(
    `select table_name as name from information_schema.tables where table_name like 'forum_%' order by 1`,
  );
  const found: string[] = [];
  for (const { name } of tables) {
    const [row] = await app.db.query<{ count: number }>(
      `select count(*)::int as count from ${name} t where to_jsonb(t)::text ilike $1`,
      [`%${word}%`],
    );
    if (row!.count > 0) found.push(name);
  }
  return found;
}

/** A member who asked twice, answered somebody, changed her mind, and marked, followed, read and drafted. */
async function busy(number: number): Promise<{ own: string; shared: string; elsewhere: string }> {
  const who = talker(number);
  const id = `mem_${number}`;
  const word = `word${number}x`;
  const own = await talk.ask({ title: `Alone ${word}`, markdown: word, tags: [word] }, who);
  const shared = await talk.ask({ title: 'With others', markdown: word }, who);
  const { post } = await addPost(app, who, shared.id, { markdown: `More ${word}`, replyTo: null });
  await editPost(app, who, post.id, { markdown: `Still ${word}`, revision: 1 });
  const answer = await talk.answer(shared.id, talker(90));
  await acceptAnswer(app, who, answer.id, true);
  await react(app, who, answer.id, { kind: 'thanks', isOn: true });
  const elsewhere = await talk.ask({}, talker(91));
  const helped = await talk.answer(elsewhere.id, who, `Try ${word}`);
  await acceptAnswer(app, talker(91), helped.id, true);
  await bookmark(app, id, answer.id, true);
  await follow(app, id, elsewhere.id, true);
  await noteRead(app, who, elsewhere.id, 2);
  await keepDraft(app, id, { place: 'new', title: word, markdown: word });
  return { own: own.id, shared: shared.id, elsewhere: elsewhere.id };
}

describe('what a member takes along', () => {
  it('is everything that the forum keeps of him, and nothing of others', async () => {
    await busy(1);
    await busy(2);
    const all = (await forumBelongings.exportOf(app, 'mem_1')) as Record<string, unknown[]>;
    assert.deepEqual(
      Object.entries(all).map(([what, rows]) => [what, rows.length]),
      [
        ['threads', 2],
        ['posts', 4],
        ['revisions', 1],
        ['reactions', 1],
        ['bookmarks', 1],
        ['follows', 3],
        ['reads', 3],
        ['drafts', 1],
        ['groups', 0],
        ['votes', 0],
        ['files', 0],
      ],
    );
    assert.match(JSON.stringify(all), /Still word1x/);
    assert.doesNotMatch(JSON.stringify(all), /word2x|Member 2/);
  });
});

describe('whoever leaves', () => {
  it('and lets his words stand leaves them without his name; what only he could see goes', async () => {
    const { shared } = await busy(3);
    await erase(3, true);
    assert.deepEqual(await tablesSaying('word3x'), [
      'forum_posts',
      'forum_revisions',
      'forum_tags',
      'forum_threads',
      ...(await tablesSaying('word3x')).filter((name) => name === 'forum_words'),
    ]);
    assert.deepEqual(await tablesSaying('Member 3'), []);
    const { thread } = (await findThread(app, talker(90), shared))!;
    assert.deepEqual([thread.posts, thread.answers, thread.reactions], [3, 1, 1]);
    assert.deepEqual(await miscounted(app), []);
  });

  it('and takes his words along leaves none, and what others said stays', async () => {
    const { own, shared, elsewhere } = await busy(4);
    await erase(4, false);
    assert.deepEqual(await tablesSaying('word4x'), []);
    assert.deepEqual(await tablesSaying('Member 4'), []);
    assert.equal(await findThread(app, talker(90), own), undefined, 'where nobody else wrote');
    const kept = (await findThread(app, talker(90), shared))!.thread;
    assert.deepEqual([kept.title, kept.posts, kept.answers, kept.reactions], ['With others', 2, 1, 0]);
    assert.deepEqual(
      (await talk.posts(shared)).map(({ markdown, deletedAt }) => [markdown, deletedAt !== null]),
      [
        ['…', false],
        ['…', true],
        ['Hold the button.', false],
      ],
    );
    assert.equal((await findThread(app, talker(90), elsewhere))!.thread.answers, 0);
    assert.deepEqual(await miscounted(app), []);
    await erase(4, false);
    assert.deepEqual(await miscounted(app), [], 'twice is once');
  });
});
