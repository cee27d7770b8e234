import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { systemActor } from '#platform/app/index.ts';
import { eraseMembers, memberBelongingsPort } from '#people/members/index.ts';
import { erasedMeanwhile } from '../../../people/members/testing/erased-meanwhile.ts';
import { staffDoer } from '../doer.ts';
import { saveGroup, seatMember, takeSeat } from '../groups/groups.ts';
import { lockGroup } from '../groups/store.ts';
import { addPoll, vote } from '../polls/polls.ts';
import { lockPoll } from '../polls/store.ts';
import { react } from '../talk/answers.ts';
import { addPost } from '../talk/posts.ts';
import { openStage, type Signed } from '../testing/stage.ts';
import { miscounted } from '../testing/talkers.ts';
import { forumBelongings } from './belongings.ts';
import { bookmark, follow, keepDraft } from './service.ts';

const stage = await openStage();
const { app, test } = stage;
after(() => test.close());
app.provide(memberBelongingsPort, [forumBelongings]);
const staff = staffDoer({ ...systemActor, kind: 'user', id: 'user_1', name: 'Ama' });
const help = await stage.category('Help');
const asker = await stage.member('asker');

/** Begins something that waits in the middle for `locked`, has the member erased meanwhile, and lets it go on. */
async function inTheMoment(whose: Signed, lock: () => Promise<unknown>, begin: () => Promise<unknown>) {
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  const { promise: isLocked, resolve: locked } = Promise.withResolvers<void>();
  const holding = app.db.transaction(async () => {
    await lock();
    locked();
    await released;
  });
  await isLocked;
  const begun = Promise.allSettled([begin()]);
  await waiting(1);
  const erased = eraseMembers(app, [whose.member.id]);
  // It waits for who goes first, or is through: then what follows finds nobody.
  await Promise.race([erased, waiting(2)]);
  release();
  await holding;
  await Promise.all([begun, erased]);
  await eraseMembers(app, [whose.member.id]);
}

/** Until so many statements wait for a lock. */
async function waiting(count: number): Promise<void> {
  for (;;) {
    const rows = await app.db.query(
      `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    );
    if (rows.length >= count) return;
  }
}

describe('who is erased in the very moment', () => {
  it('in which he votes leaves no vote, and the count is right', async () => {
    const voter = await stage.member('voter');
    const { thread } = await stage.start(asker, help);
    await addPoll(app, asker.doer, thread.id, {
      question: 'Which?',
      options: ['A', 'B'],
      kind: 'single',
      shows: 'always',
      isAnonymous: true,
      closesAt: null,
    });
    await inTheMoment(
      voter,
      () => lockPoll(app, thread.id),
      () => vote(app, voter.doer, thread.id, [1]),
    );
    const rows = await app.db.query<{ votes: number }>(
      'select votes from forum_polls where thread_id = $1 union all select -1 from forum_ballots where member_id = $2',
      [thread.id, voter.member.id],
    );
    assert.deepEqual(rows, [{ votes: 0 }]);
    await assert.rejects(vote(app, voter.doer, thread.id, [1]), /not/i, 'who is gone votes no more');
  });

  it('in which he joins a group, or is invited, has no seat, and nobody waits in a circle', async () => {
    const group = await saveGroup(app, systemActor, {
      name: 'Lamps',
      slug: 'lamps',
      text: '',
      kind: 'public',
    });
    const lock = () => lockGroup(app, group.id);
    const [joiner, invited] = [await stage.member('joiner'), await stage.member('invited')];
    await inTheMoment(joiner, lock, () => takeSeat(app, joiner.doer, group.id, true));
    await inTheMoment(invited, lock, () =>
      seatMember(app, staff, group.id, { handle: 'invited', wish: 'invite' }),
    );
    const seats = await app.db.query('select 1 from forum_group_members where group_id = $1', [group.id]);
    const [row] = await app.db.query<{ members: number }>('select members from forum_groups where id = $1', [
      group.id,
    ]);
    assert.deepEqual([seats.length, row!.members], [0, 0]);
  });

  it('in which he writes, likes, says “same here”, follows, marks or drafts leaves nothing of it', async () => {
    const busy = await stage.member('busy');
    const { id } = busy.member;
    const { thread, post } = await stage.start(asker, help);
    const said = await erasedMeanwhile(app, id, [
      () => react(app, busy.doer, post.id, { kind: 'like', isOn: true }),
      () => react(app, busy.doer, post.id, { kind: 'same', isOn: true }),
      () => follow(app, id, thread.id, true),
      () => bookmark(app, id, post.id, true),
      () => keepDraft(app, id, { place: thread.id, title: '', markdown: 'Unfinished' }),
      () => addPost(app, busy.doer, thread.id, { markdown: 'Me, too.', replyTo: null }),
    ]);
    assert.deepEqual([...new Set(said)], ['AppError: You may not do this here. Nothing was changed.']);
    const left = await app.db.query(
      `select 'reaction' as what from forum_reactions where member_id = $1 union all select 'follow' from forum_follows where member_id = $1
       union all select 'bookmark' from forum_bookmarks where member_id = $1 union all select 'draft' from forum_drafts where member_id = $1
       union all select 'post' from forum_posts where author_id = $1`,
      [id],
    );
    assert.deepEqual(left, []);
    assert.deepEqual(await miscounted(app), []);
  });

  it('is counted nowhere, whoever does what at the same time', async () => {
    const { thread } = await stage.start(asker, help);
    const more = { kind: 'single', shows: 'always', isAnonymous: true, closesAt: null } as const;
    await addPoll(app, asker.doer, thread.id, { question: 'Which?', options: ['A', 'B'], ...more });
    const group = await saveGroup(app, systemActor, { name: 'Many', slug: 'many', text: '', kind: 'public' });
    const crowd = [];
    for (let n = 0; n < 12; n++) crowd.push(await stage.member(`crowd-${n}`));
    await Promise.allSettled(
      crowd.flatMap((one, n) => [
        vote(app, one.doer, thread.id, [1 + (n % 2)]),
        takeSeat(app, one.doer, group.id, true),
        ...(n % 3 === 0 ? [eraseMembers(app, [one.member.id])] : []),
      ]),
    );
    await eraseMembers(
      app,
      crowd.flatMap((one, n) => (n % 3 === 0 ? one.member.id : [])),
    );
    const [counted] = await app.db.query<{ votes: number; ballots: number; members: number; seats: number }>(
      `select (select votes from forum_polls where thread_id = $1) as votes, (select count(*)::int from forum_ballots b join forum_polls p on p.id = b.poll_id where p.thread_id = $1) as ballots,
         (select members from forum_groups where id = $2) as members, (select count(*)::int from forum_group_members where group_id = $2) as seats`,
      [thread.id, group.id],
    );
    assert.deepEqual(counted, { votes: 8, ballots: 8, members: 8, seats: 8 });
  });
});
