import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { noticeKindsPort } from '#embrace/notifications/index.ts';
import { addMember, readMembers } from '#people/members/index.ts';
import { joinByDecision } from '#people/persons/index.ts';
import { systemActor } from '#platform/app/index.ts';
import { readPosts } from '#listen/posts/index.ts';
import { findConversationOfPost } from '#respond/inbox/index.ts';
import { readReply } from '#respond/replies/index.ts';
import { openDesk } from '../../../respond/approvals/testing/desk.ts';
import { say } from '../../../respond/inbox/testing/company.ts';
import { voteOnBehalf } from '../idea/behalf.ts';
import { saveBoard } from '../idea/boards.ts';
import { mergeIdeas } from '../idea/merge.ts';
import { follow, isWatching } from '../idea/news.ts';
import { ideaKinds } from '../idea/notices.ts';
import { presentDetail } from '../idea/present.ts';
import { propose } from '../idea/propose.ts';
import { setStatus } from '../idea/status.ts';
import { removeVoteFor } from '../idea/votes.ts';
import { selectVotes } from '../idea/votes-store.ts';
import { adopt } from '../mined/adopt.ts';
import { boardInput, ideaSettingsShape } from '../schema.ts';
import { saveIdeaSettings } from '../settings.ts';
import { colleague } from '../testing/board.ts';
import { tellDue, tellingsOf } from './tell.ts';

const desk = await openDesk();
const { app } = desk;
after(() => desk.close());
app.provide(noticeKindsPort, ideaKinds);
const staff = colleague();
await saveIdeaSettings(app, systemActor, ideaSettingsShape.parse({ told: { en: 'It is here!' } }));
const boardFor = (whoSees: string) =>
  saveBoard(app, systemActor, boardInput.parse({ name: whoSees, whoSees }));
const board = await boardFor('everybody');
let customers = 0;
/** A post of somebody new, or of the one that is named. */
async function said(author = `did:plc:voter${customers++}`, rkey = '1') {
  const post = say(author, rkey, 'acme?');
  await desk.company.hear(post);
  const [row] = await app.db.query<{ id: string }>('select id from posts where external_id = $1', [
    post.externalId,
  ]);
  const [{ author: by } = { author: { id: '' } }] = await readPosts(app, [row!.id]);
  return { postId: row!.id, accountId: by.id, author };
}
const wish = async (title: string, boardId = board.id) =>
  (await propose(app, staff, { boardId, title, markdown: '' })).idea;
const ship = (id: string) => setStatus(app, staff, id, { status: 'shipped', reason: 'Here' });
const told = async (id: string) => (await tellingsOf(app, id)).map(({ postId }) => postId).sort();
const behalf = (id: string, input: { postId: string } | { conversationId: string } | { accountId: string }) =>
  voteOnBehalf(app, staff, id, { reason: '', ...input });
const newsOf = async (memberId: string) =>
  (await app.db.query('select 1 from notifications where member_id = $1', [memberId])).length;
const join = (one: string, other: string) =>
  joinByDecision(app, systemActor, { accountIds: [one, other], leadAccountId: one, reason: 'He said so' });
/** A member who is proven to be the person behind an account. */
async function memberBehind(accountId: string, handle: string) {
  const made = await app.db.transaction(() =>
    addMember(app, { handle, displayName: handle, language: 'en' }, {}),
  );
  await join(accountId, made.accountId!);
  return made.id;
}

describe('a customer for whom a colleague voted', () => {
  it('is told where he said it, in a post or in a conversation, after an approval', async () => {
    const [first, second, third] = [await said(), await said(), await said()];
    const idea = await wish('Votes are told');
    await behalf(idea.id, { postId: first.postId });
    const conversationId = (await findConversationOfPost(app, second.postId))!;
    await behalf(idea.id, { conversationId });
    await behalf(idea.id, { accountId: third.accountId });
    await ship(idea.id);
    await tellDue(app);
    assert.deepEqual(await told(idea.id), [first.postId, second.postId].sort());
    const { tellings } = await presentDetail(app, await ship(idea.id));
    assert.ok(tellings.every(({ state, voteId }) => state === 'queued' && voteId !== null));
    assert.ok(
      tellings.every(({ name }) => name.startsWith('voter')),
      'the team reads who',
    );
    const reply = await readReply(app, tellings[0]!.replyId!);
    assert.deepEqual([reply.state, reply.text], ['waiting', 'It is here!']);
  });

  it('is told once, by whichever of his accounts, posts and merged ideas; adopted suggestions too', async () => {
    const [one, two, other] = [await said(), await said(), await said()];
    await join(one.accountId, two.accountId);
    const idea = await adopt(app, staff, {
      postIds: [one.postId, two.postId, other.postId],
      boardId: board.id,
      title: 'Adopted',
    });
    const merged = await wish('Merged into it');
    const again = await said(other.author, '2');
    await behalf(merged.id, { postId: again.postId });
    await mergeIdeas(app, staff, merged.id, idea.id);
    await ship(idea.id);
    await tellDue(app);
    const posts = await told(idea.id);
    assert.equal(posts.length, 2, 'two persons');
    assert.ok(posts.includes(one.postId), 'who said it first, in that post');
    await setStatus(app, staff, idea.id, { status: 'open', reason: 'Not yet' });
    await ship(idea.id);
    assert.deepEqual(await told(idea.id), posts, 'shipped twice, told once');
    const asksForMore = await wish('The same post asks for this, too');
    await behalf(asksForMore.id, { postId: other.postId });
    await ship(asksForMore.id);
    assert.deepEqual(await told(asksForMore.id), [other.postId]);
    assert.equal(await tellDue(app), 0);
  });

  it('hears of it as a member where he is one, unless he does not want to', async () => {
    const [one, two] = [await said(), await said()];
    const [reader, deaf] = [
      await memberBehind(one.accountId, 'reader'),
      await memberBehind(two.accountId, 'deaf'),
    ];
    const idea = await wish('For members');
    for (const { postId } of [one, two]) await behalf(idea.id, { postId });
    const watches = async (id: string) => isWatching(app, idea.id, (await readMembers(app, [id])).get(id)!);
    assert.equal(await watches(reader), true);
    await follow(app, { ...staff, memberId: deaf, isStaff: false }, idea.id, false);
    assert.equal(await watches(deaf), false);
    await ship(idea.id);
    assert.deepEqual(await told(idea.id), []);
    assert.deepEqual([await newsOf(reader), await newsOf(deaf)], [1, 0]);
  });

  it('is looked for by the accounts of who reads the idea, and not by those of everybody', async (t) => {
    const [own, joined, ...others] = [await said(), await said(), await said(), await said()];
    const reader = await memberBehind(own.accountId, 'olga');
    await join(own.accountId, joined.accountId);
    const member = (await readMembers(app, [reader])).get(reader)!;
    const idea = await wish('For many');
    for (const { postId } of others) await behalf(idea.id, { postId });
    const [query, prepared] = [t.mock.method(app.db, 'query'), t.mock.method(app.db, 'prepared')];
    assert.equal(await isWatching(app, idea.id, member), false);
    const asked = JSON.stringify([query, prepared].map(({ mock }) => mock.calls.map((one) => one.arguments)));
    assert.ok(asked.includes(joined.accountId));
    for (const { accountId } of others) assert.ok(!asked.includes(accountId));
    await behalf(idea.id, { postId: joined.postId });
    assert.equal(await isWatching(app, idea.id, member), true);
    const adopted = await adopt(app, staff, { postIds: [own.postId], boardId: board.id, title: 'His own' });
    assert.equal(await isWatching(app, adopted.id, member), true, 'an idea of his own post');
  });

  it('is not told of a vote that was taken back, nor of a board that is not for him', async () => {
    const { postId } = await said();
    const idea = await wish('Taken back');
    await behalf(idea.id, { postId });
    await ship(idea.id);
    assert.deepEqual(await told(idea.id), [postId]);
    await removeVoteFor(app, staff, (await selectVotes(app, idea.id, 'vote'))[0]!.id);
    await tellDue(app);
    assert.deepEqual(await told(idea.id), []);
    const hidden = await wish('Hidden', (await boardFor('staff')).id);
    await behalf(hidden.id, { postId });
    await ship(hidden.id);
    assert.deepEqual(await told(hidden.id), []);
  });

  it('is told by his other vote where the one that he would be told by was taken back', async () => {
    const [one, two] = [await said(), await said()];
    await join(one.accountId, two.accountId);
    const idea = await wish('Wished twice');
    await behalf(idea.id, { postId: one.postId });
    const merged = await wish('Wished twice, in other words');
    await behalf(merged.id, { postId: two.postId });
    await mergeIdeas(app, staff, merged.id, idea.id);
    await ship(idea.id);
    const [first] = await tellingsOf(app, idea.id);
    await removeVoteFor(app, staff, first!.voteId!);
    await tellDue(app);
    const other = first!.postId === one.postId ? two : one;
    const [left, ...more] = await tellingsOf(app, idea.id);
    assert.deepEqual([left!.postId, left!.state, more], [other.postId, 'queued', []]);
  });
});
