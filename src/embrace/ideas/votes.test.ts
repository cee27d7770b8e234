import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { joinByDecision, undoPersonChange } from '#people/persons/index.ts';
import { systemActor } from '#platform/app/index.ts';
import { comment, deleteComment } from './idea/comments.ts';
import { mergeIdeas, previewMerge, undoMerge } from './idea/merge.ts';
import { ideaFavours } from './idea/moderated.ts';
import { deleteIdea } from './idea/propose.ts';
import { setStatus } from './idea/status.ts';
import { removeVoteFor, settleOf, takeBack, thank, vote, voteFor } from './idea/votes.ts';
import { selectVotes } from './idea/votes-store.ts';
import { colleague, miscounted, openBoard, refused, through } from './testing/board.ts';

const made = await openBoard();
const { app } = made;
after(() => made.close());
const voters = await made.members(64);
const staff = colleague();
const LINKS = { conversationId: null, caseId: null, postId: null, reason: '' };
const votesOf = async (id: string) => (await made.idea(id)).votes;

describe('votes', () => {
  it('are exact when 64 members vote at once, each of them twice', async () => {
    const idea = await made.propose();
    const all = [...voters, ...voters].map((one) => vote(app, one, idea.id, 'Me too'));
    assert.equal(through(await Promise.allSettled(all)), 128);
    assert.equal(await votesOf(idea.id), 64);
    const back = voters
      .slice(0, 30)
      .flatMap((one) => [takeBack(app, one, idea.id, 'vote'), takeBack(app, one, idea.id, 'vote')]);
    await Promise.all(back);
    assert.equal(await votesOf(idea.id), 34);
    assert.deepEqual(await miscounted(app), []);
  });

  it('are favours between members', async () => {
    const [fan, author] = [await made.member('fan'), await made.member('author')];
    const before = await app.db.now();
    for (let n = 0; n < 3; n++)
      await vote(app, fan, (await made.propose(author, { title: `Wish ${n}` })).id, '');
    await vote(app, author, (await made.propose(author, { title: 'Own' })).id, '').catch(() => undefined);
    const among = async (since: Date) =>
      (await ideaFavours.read(app, since)).filter(({ to }) => to === author.memberId);
    assert.deepEqual(await among(before), [{ from: fan.memberId, to: author.memberId, n: 3 }]);
    assert.deepEqual(await among(new Date(Date.now() + 60_000)), []);
  });

  it('keep what a member says of why, and change only that when he votes again', async () => {
    const [one] = voters;
    const idea = await made.propose();
    await vote(app, one!, idea.id, 'Five bills a month\u0000');
    await vote(app, one!, idea.id, '');
    assert.equal((await selectVotes(app, idea.id, 'vote'))[0]!.reason, 'Five bills a month');
    await vote(app, one!, idea.id, `${'x'.repeat(900)}`);
    assert.equal((await selectVotes(app, idea.id, 'vote'))[0]!.reason.length, 500);
    assert.equal(await votesOf(idea.id), 1);
  });

  it('are limited, also for one who votes for many ideas at the same moment, and come back when an idea ends', async () => {
    const one = await made.member('greedy');
    const ideas = [];
    for (let n = 0; n < 12; n++) ideas.push(await made.propose(staff, { title: `Idea ${n}` }));
    const given = await Promise.allSettled(ideas.map(({ id }) => vote(app, one, id, '')));
    assert.equal(through(given, 'idea.no_votes_left'), 5);
    const got = ideas.filter((_, n) => given[n]!.status === 'fulfilled');
    const left = ideas.filter((_, n) => given[n]!.status === 'rejected');
    await setStatus(app, staff, got[0]!.id, { status: 'declined', reason: 'Not ours' });
    await vote(app, one, left[0]!.id, '');
    await assert.rejects(vote(app, one, left[1]!.id, ''), refused('idea.no_votes_left'));
    await deleteIdea(app, staff, got[1]!.id, { isDeleted: true, reason: 'spam' });
    await vote(app, one, left[1]!.id, '');
    await takeBack(app, one, left[1]!.id, 'vote');
    await vote(app, one, left[2]!.id, '');
    await assert.rejects(vote(app, one, left[1]!.id, ''), refused('idea.no_votes_left'));
  });

  it('are refused by what ended, by strangers to a board, and by what is gone', async () => {
    const [one] = voters;
    const idea = await made.propose();
    await setStatus(app, staff, idea.id, { status: 'shipped', reason: '' });
    await assert.rejects(vote(app, one!, idea.id, ''), refused('idea.ended'));
    const hidden = await made.addBoard('Team', { whoSees: 'staff' });
    const secret = await made.propose(staff, { boardId: hidden.id });
    await assert.rejects(vote(app, one!, secret.id, ''), refused('idea.not_found'));
    await assert.rejects(vote(app, one!, 'ide_00000000000000000000000000', ''), refused('idea.not_found'));
    await assert.rejects(vote(app, staff, idea.id, ''), refused('idea.may_not'));
    await assert.rejects(
      voteFor(app, one!, idea.id, { accountId: 'acct_1', ...LINKS }),
      refused('idea.may_not'),
    );
  });

  it('count a person once, by whichever account, as soon as the accounts are known to be one', async () => {
    const one = await made.member('joined-later');
    const idea = await made.propose();
    const account = await made.account('joined-later');
    await vote(app, one, idea.id, '');
    await voteFor(app, staff, idea.id, { accountId: account, ...LINKS });
    assert.equal(await votesOf(idea.id), 2, 'nobody knows that they are one');
    await assert.rejects(
      voteFor(app, staff, idea.id, { accountId: account, ...LINKS }),
      refused('idea.voted'),
    );
    const accounts = [one.member.accountId!, account] as const;
    const change = await joinByDecision(app, systemActor, {
      accountIds: [...accounts],
      leadAccountId: account,
      reason: 'They say so',
    });
    await settleOf(app, accounts);
    assert.equal(await votesOf(idea.id), 1);
    const other = await made.propose();
    await voteFor(app, staff, other.id, { accountId: account, ...LINKS });
    await vote(app, one, other.id, 'Mine');
    assert.equal(await votesOf(other.id), 1, 'his own words stand beside, and count once');
    await undoPersonChange(app, systemActor, change!.changeId);
    await settleOf(app, accounts);
    assert.deepEqual([await votesOf(idea.id), await votesOf(other.id)], [2, 2]);
    const behalf = (await selectVotes(app, other.id, 'vote')).find(({ byId }) => byId !== null);
    await removeVoteFor(app, staff, behalf!.id);
    await assert.rejects(removeVoteFor(app, staff, behalf!.id), refused('idea.no_vote'));
    assert.equal(await votesOf(other.id), 1);
    assert.deepEqual(await miscounted(app), []);
  });

  it('let nobody take back for others, and thank oneself', async () => {
    const [one, two] = voters;
    const idea = await made.propose(await made.member('proposer'));
    assert.equal(idea.votes, 1, 'who proposes votes');
    await takeBack(app, two!, idea.id, 'vote');
    assert.equal(await votesOf(idea.id), 1);
    await Promise.all([thank(app, one!, idea.id), thank(app, one!, idea.id), thank(app, two!, idea.id)]);
    assert.equal((await made.idea(idea.id)).thanks, 2);
    const own = await made.propose(one, { title: 'Mine' });
    await assert.rejects(thank(app, one!, own.id), refused('idea.own_thanks'));
    await takeBack(app, one!, idea.id, 'thanks');
    assert.equal((await made.idea(idea.id)).thanks, 1);
  });
});

/** Everything that a reader could see of ideas, and what counts for them. */
async function everything(): Promise<unknown> {
  return {
    ideas: await app.db.query(
      'select id, status, status_at, merged_into, root_id, votes, thanks, comments, votes_before, quarter from ideas order by id',
    ),
    votes: await app.db.query(
      'select id, idea_id, root_id, kind, voter_id, counts, reason from idea_votes order by id',
    ),
    comments: await app.db.query('select id, idea_id, markdown, deleted_at from idea_comments order by id'),
  };
}

describe('merging', () => {
  it('counts who voted for both once, as the preview said, and is undone exactly', async () => {
    const [from, into] = [
      await made.propose(),
      await made.propose(staff, { title: 'The same in other words', ownBefore: 7 }),
    ];
    for (const one of voters.slice(0, 12)) await vote(app, one, from.id, `from ${one.name}`);
    for (const one of voters.slice(8, 30)) await vote(app, one, into.id, 'into');
    await thank(app, voters[0]!, from.id);
    await thank(app, voters[0]!, into.id);
    const said = await comment(app, voters[1]!, from.id, { markdown: 'Please.' });
    const before = await everything();
    const preview = await previewMerge(app, from.id, into.id);
    assert.deepEqual([preview.votes, preview.both, preview.thanks, preview.comments], [37, 4, 1, 1]);
    assert.deepEqual(await everything(), before, 'a preview changes nothing');
    const merge = await mergeIdeas(app, staff, from.id, into.id);
    const merged = await made.idea(into.id);
    assert.deepEqual([merged.votes + merged.votesBefore, merged.thanks, merged.comments], [37, 1, 1]);
    assert.equal((await made.idea(from.id)).status, 'duplicate');
    assert.deepEqual(await miscounted(app), []);
    await undoMerge(app, staff, merge);
    assert.deepEqual(await everything(), before);
    await assert.rejects(undoMerge(app, staff, merge), refused('idea.no_merge'));
    assert.equal(said.ideaId, from.id);
  });

  it('gives back what went along, and leaves what came since', async () => {
    const [from, into] = [await made.propose(), await made.propose()];
    const [early, both, late, leaver] = voters;
    await vote(app, early!, from.id, '');
    await vote(app, both!, from.id, '');
    await vote(app, both!, into.id, '');
    await vote(app, leaver!, from.id, '');
    const merge = await mergeIdeas(app, staff, from.id, into.id);
    await vote(app, late!, from.id, 'by the old address');
    await vote(app, early!, into.id, 'nothing new');
    await takeBack(app, leaver!, into.id, 'vote');
    await comment(app, late!, from.id, { markdown: 'Since then.' });
    assert.equal(await votesOf(into.id), 3);
    await undoMerge(app, staff, merge);
    assert.deepEqual([await votesOf(from.id), await votesOf(into.id)], [2, 2]);
    assert.deepEqual([(await made.idea(from.id)).comments, (await made.idea(into.id)).comments], [0, 1]);
    assert.deepEqual(await miscounted(app), []);
  });

  it('goes over several steps, and each is undone on its own, in any order', async () => {
    const ideas = [];
    for (let n = 0; n < 4; n++) ideas.push(await made.propose(staff, { title: `Chain ${n}` }));
    const [a, b, c, d] = ideas as [
      (typeof ideas)[0],
      (typeof ideas)[0],
      (typeof ideas)[0],
      (typeof ideas)[0],
    ];
    for (const [index, { id }] of ideas.entries())
      for (const one of voters.slice(index * 3, index * 3 + 5))
        await vote(app, one, id, '').catch(() => undefined);
    const before = await everything();
    const ab = await mergeIdeas(app, staff, a.id, b.id);
    const bc = await mergeIdeas(app, staff, b.id, c.id);
    const cd = await mergeIdeas(app, staff, c.id, d.id);
    assert.equal((await made.idea(a.id)).rootId, d.id);
    await assert.rejects(mergeIdeas(app, staff, a.id, d.id), refused('idea.merged'));
    await assert.rejects(mergeIdeas(app, staff, d.id, a.id), refused('idea.merged'));
    await assert.rejects(mergeIdeas(app, staff, d.id, d.id), refused('idea.same'));
    await undoMerge(app, staff, bc);
    assert.deepEqual([(await made.idea(a.id)).rootId, (await made.idea(c.id)).rootId], [b.id, d.id]);
    assert.deepEqual(await miscounted(app), []);
    await undoMerge(app, staff, ab);
    await undoMerge(app, staff, cd);
    assert.deepEqual(await everything(), before);
  });

  it('stays exact while people vote, take back, comment and merge at once', async () => {
    const ideas = [];
    for (let n = 0; n < 4; n++) ideas.push(await made.propose(staff, { title: `Crowd ${n}` }));
    const ids = ideas.map(({ id }) => id);
    const merges: string[] = [];
    const crowd = await made.members(16, 'crowd');
    const work = crowd.flatMap((one, n) => [
      vote(app, one, ids[n % 4]!, ''),
      vote(app, one, ids[(n + 1) % 4]!, ''),
      comment(app, one, ids[n % 3]!, { markdown: `Word ${n}` }),
      ...(n % 3 === 0 ? [takeBack(app, one, ids[n % 4]!, 'vote')] : []),
    ]);
    const moves = [
      mergeIdeas(app, staff, ids[0]!, ids[1]!).then((id) => merges.push(id)),
      mergeIdeas(app, staff, ids[1]!, ids[0]!).then((id) => merges.push(id)),
      mergeIdeas(app, staff, ids[2]!, ids[3]!).then((id) => merges.push(id)),
      mergeIdeas(app, staff, ids[3]!, ids[0]!).then((id) => merges.push(id)),
    ];
    through(await Promise.allSettled([...work, ...moves]), 'idea.merged', 'idea.not_found', 'idea.ended');
    assert.deepEqual(await miscounted(app), []);
    through(
      await Promise.allSettled(merges.toReversed().map((id) => undoMerge(app, staff, id))),
      'idea.no_merge',
    );
    assert.deepEqual(await miscounted(app), []);
  });

  it('is for colleagues, and two who merge the same at once merge it once', async () => {
    const [from, into] = [await made.propose(), await made.propose()];
    await assert.rejects(mergeIdeas(app, voters[0]!, from.id, into.id), refused('idea.may_not'));
    const done = await Promise.allSettled(
      [1, 2, 3].map((n) => mergeIdeas(app, colleague(n), from.id, into.id)),
    );
    assert.equal(through(done, 'idea.merged'), 1);
    const [said] = [await comment(app, voters[0]!, into.id, { markdown: 'Hm' })];
    await assert.rejects(
      deleteComment(app, voters[1]!, said.id, { isDeleted: true, reason: '' }),
      refused('idea.may_not'),
    );
    await Promise.all(
      [1, 2].map(() => deleteComment(app, voters[0]!, said.id, { isDeleted: true, reason: '' })),
    );
    assert.equal((await made.idea(into.id)).comments, 0);
    assert.deepEqual(await miscounted(app), []);
  });
});
