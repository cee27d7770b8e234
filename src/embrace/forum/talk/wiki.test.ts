import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { saveWord } from '#embrace/moderation/index.ts';
import { systemActor } from '#platform/app/index.ts';
import { auditOf } from '#platform/audit/index.ts';
import type { Doer } from '../doer.ts';
import { forumPosts } from '../order/kind.ts';
import { colleague, openTalk, refused, talker, through } from '../testing/talkers.ts';
import { deedsOf } from './log.ts';
import { editPost } from './posts.ts';
import { selectPost, selectRevisions } from './posts-store.ts';
import { changeThread } from './threads.ts';
import { deletePost } from './removal.ts';
import { setWiki } from './wiki.ts';

const talk = await openTalk();
const { app } = talk;
after(talk.close);
const [author, editor, second, newcomer] = [talker(2), talker(5), talker(6), talker(7)];
const raise = ({ memberId }: Doer, level: number) =>
  app.db.query('insert into trust_members (member_id, level, is_locked) values ($1, $2, true)', [
    memberId,
    level,
  ]);
await raise(author, 3);
for (const doer of [editor, second]) await raise(doer, 2);

/** An answer of the author that is a wiki. */
async function wiki(markdown = 'Hold the button.') {
  const thread = await talk.ask();
  const { id } = await talk.answer(thread.id, author, markdown);
  await setWiki(app, author, id, true);
  return { thread, id };
}
const now = async (id: string) => (await selectPost(app, id))!;

describe('a wiki post', () => {
  it('is changed by those whose level lets them, and stays its author’s, with everything that it said', async () => {
    const { id } = await wiki();
    await editPost(app, editor, id, { markdown: 'Hold it for ten seconds.', revision: 1 });
    await editPost(app, second, id, { markdown: 'Hold it for twelve seconds.', revision: 2 });
    await editPost(app, editor, id, { markdown: 'Hold it for ten seconds!', revision: 3 });
    const { authorId, authorName, editors, markdown } = await now(id);
    assert.deepEqual(
      [authorId, authorName, editors, markdown],
      [author.memberId, author.name, 2, 'Hold it for ten seconds!'],
    );
    assert.deepEqual(
      (await selectRevisions(app, id)).map(({ byName, markdown: said }) => [byName, said]),
      [
        [editor.name, 'Hold the button.'],
        [second.name, 'Hold it for ten seconds.'],
        [editor.name, 'Hold it for twelve seconds.'],
      ],
    );
  });

  it('is nobody else’s: not of a newcomer, not of who only looks on, not once it is a wiki no more', async () => {
    const { id } = await wiki();
    const change = (doer = editor) => editPost(app, doer, id, { markdown: 'Mine!', revision: 1 });
    await assert.rejects(change(newcomer), refused('forum.may_not'));
    await assert.rejects(setWiki(app, editor, id, false), refused('forum.may_not'));
    await setWiki(app, author, id, false);
    await assert.rejects(change(), refused('forum.may_not'));
    assert.equal((await now(id)).markdown, 'Hold the button.');
  });

  it('is made by its author with the level for it, and by colleagues, of whoever it is', async () => {
    const thread = await talk.ask();
    const { id } = await talk.answer(thread.id, editor, 'Mine.');
    await assert.rejects(setWiki(app, editor, id, true), refused('forum.may_not'));
    await setWiki(app, colleague(), id, true);
    await setWiki(app, colleague(), id, true);
    const [deed, ...more] = (await deedsOf(app, thread.id)).filter(({ deed: what }) => what.includes('wiki'));
    assert.deepEqual(
      [deed?.deed, deed?.number, deed?.by, more],
      ['post.opened_as_wiki', 2, colleague().name, []],
    );
  });

  it('loses nothing where two change it at once: one is told, and what he read is not what stands there', async () => {
    const { id } = await wiki();
    const edits = [editor, second, author].map((doer, index) =>
      editPost(app, doer, id, { markdown: `Text ${index}`, revision: 1 }),
    );
    assert.equal(through(await Promise.allSettled(edits), 'forum.overtaken'), 1);
    assert.deepEqual(
      (await selectRevisions(app, id)).map(({ markdown }) => markdown),
      ['Hold the button.'],
    );
    assert.equal((await now(id)).editors, 1);
  });

  it('cannot be changed where it was deleted or its category archived; a closed thread goes on as a wiki', async () => {
    const { thread, id } = await wiki();
    await changeThread(app, colleague(), thread.id, { isClosed: true });
    await editPost(app, editor, id, { markdown: 'Better.', revision: 1 });
    const attic = await talk.category('Attic', { isArchived: true });
    await changeThread(app, colleague(), thread.id, { categoryId: attic.id });
    const again = () => editPost(app, editor, id, { markdown: 'Best.', revision: 2 });
    await assert.rejects(again(), refused('forum.may_not'));
    await changeThread(app, colleague(), thread.id, { categoryId: thread.categoryId });
    await deletePost(app, colleague(), id, { isDeleted: true, reason: '' });
    await assert.rejects(again(), refused('forum.may_not'));
    await assert.rejects(setWiki(app, author, id, false), refused('forum.may_not'));
  });
});

describe('changes of a wiki', () => {
  it('pass the rules of posts; one that would be held is refused, and takes nobody’s post away', async () => {
    await saveWord(app, systemActor, {
      pattern: 'casino',
      isExpression: false,
      action: 'hold',
      replacement: '',
      reason: '',
      isOn: true,
    });
    const { id } = await wiki();
    const worse = (doer = editor) => editPost(app, doer, id, { markdown: 'Visit my casino', revision: 1 });
    await assert.rejects(worse(), refused('forum.wiki_held'));
    const { markdown, deletedAt } = await now(id);
    assert.deepEqual([markdown, deletedAt], ['Hold the button.', null]);
    const cases = await app.db.query('select 1 from moderation_cases where subject_id = $1', [id]);
    assert.equal(cases.length, 0);
    assert.equal((await worse(author)).hold, 'held');
    const { id: edited, thread } = await wiki();
    await editPost(app, editor, edited, { markdown: 'Not his words.', revision: 1 });
    const [seen] = await forumPosts.read(app, [edited]);
    assert.deepEqual([seen?.memberId, seen?.title], [author.memberId, `${thread.title} (Wiki)`]);
  });

  it('are counted by the minute as posts are, and written down', async () => {
    const { id } = await wiki();
    const hurried = talker(9);
    await raise(hurried, 2);
    let revision = 1;
    const change = () => editPost(app, hurried, id, { markdown: `Text ${revision}`, revision });
    for (; revision <= 20; revision++) await change();
    await assert.rejects(change(), refused('trust.too_fast'));
    const lines = await auditOf(app, { subjects: [id], actions: ['forum_post.edited'], limit: 100 });
    assert.equal(lines.filter(({ actorName }) => actorName === hurried.name).length, 20);
  });

  it('are told to programs that ask for them, with who made them; those of other posts are not', async () => {
    await app.db.query(
      `insert into webhook_endpoints (id, name, url, types, secret) values ('hook_wiki', 'Docs', 'https://docs.example', '{thread.wiki_changed}', 'x')`,
    );
    const { thread, id } = await wiki();
    await editPost(app, second, id, { markdown: 'Told.', revision: 1 });
    const plain = await talk.answer(thread.id, author, 'Plain.');
    await editPost(app, author, plain.id, { markdown: 'Plainer.', revision: 1 });
    const rows = await app.db.query<{ payload: { body: string } }>('select payload from outbox_rows');
    const [told, ...more] = rows.map(({ payload }) => JSON.parse(payload.body) as unknown);
    assert.deepEqual(more, []);
    assert.partialDeepStrictEqual(told, {
      type: 'thread.wiki_changed',
      data: {
        thread: { id: thread.id },
        post: { id, text: 'Told.', author: { id: author.memberId } },
        revision: 2,
        by: { id: second.memberId, name: second.name },
      },
    });
  });
});
