import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { type Role, systemActor } from '#platform/app/index.ts';
import { setMemberState } from '#people/members/index.ts';
import { sessionsFeature } from '#people/sessions/index.ts';
import { pick, type Random, randomFrom, shuffled } from '../../../../test/helpers/random.ts';
import { bringThread } from '../brought/bring.ts';
import { takeBackBrought } from '../brought/take-back.ts';
import { memberDoer, staffDoer } from '../doer.ts';
import { COMMUNITY, EVERYBODY, pathOf, type Standing } from '../domain.ts';
import { categoryInput } from '../schema.ts';
import { saveCategory } from '../talk/categories.ts';
import { mergeThreads } from '../talk/merge.ts';
import { changeThread } from '../talk/threads.ts';
import { undoMove } from '../talk/undo-move.ts';
import { openStage, sendForm, type Signed } from '../testing/stage.ts';
import { refused, through } from '../testing/talkers.ts';
import { type Ballots, isBallot, POLL_KINDS, type PollKind, tallyOf } from './domain.ts';
import { addPoll, closePoll, readPoll, vote } from './polls.ts';
import { type PollInput, pollInput } from './schema.ts';

const stage = await openStage([sessionsFeature]);
const { app, test } = stage;
after(() => test.close());
const help = await stage.category('Help');
const staff = staffDoer({ ...systemActor, kind: 'user', id: 'user_1', name: 'Ama' });
const [maya, bob] = [await stage.member('maya', 'Maya'), await stage.member('bob', 'Bob')];
const stranger = test.browser();
const voter = (number: number) => memberDoer({ id: `mem_v${number}`, displayName: `Voter ${number}` });
const given = (more: Partial<PollInput> = {}): PollInput =>
  pollInput.parse({ question: 'Which colour?', options: ['Red', 'Green', 'Blue', 'Grey'], ...more });

async function polled(more: Partial<PollInput> = {}, category = help) {
  const { thread } = await stage.start(maya, category);
  await addPoll(app, maya.doer, thread.id, given(more));
  return thread;
}
const seenBy = async (id: string, who: Standing = EVERYBODY) => (await readPoll(app, who, id))!;

const together = (papers: readonly (readonly number[])[]): Ballots[] =>
  [...Map.groupBy(papers, String).values()].map((same) => ({ choices: same[0]!, n: same.length }));

/** A vote of some kind that may or may not be one. */
function anyVote(random: Random, kind: PollKind): number[] {
  const all = shuffled(random, [1, 2, 3, 4]).slice(0, pick(random, kind === 'single' ? 3 : 5));
  return pick(random, 8) === 0 ? [...all, pick(random, 2) === 0 ? 5 : (all[0] ?? 0)] : all;
}

describe('votes at the same time', () => {
  for (const kind of POLL_KINDS)
    it(`(${kind}) are what a list of members and their last votes says, whatever 8 do at once`, async (t) => {
      const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000);
      t.diagnostic(`seed ${seed}`);
      const random = randomFrom(seed);
      const thread = await polled({ kind, isAnonymous: false });
      const said = new Map<number, number[]>();
      for (let round = 0; round < 4; round++) {
        const votes = Array.from({ length: 8 }, (_, number) => ({ number, choices: anyVote(random, kind) }));
        await Promise.all(
          votes.map(async ({ number, choices }) => {
            const isGood = isBallot(choices, { kind, options: 4 });
            const voting = vote(app, voter(number), thread.id, choices);
            if (!isGood) return assert.rejects(voting, refused('forum.poll_bad'));
            await voting;
            if (choices.length === 0) said.delete(number);
            else said.set(number, choices);
          }),
        );
        const { poll, tally } = await seenBy(thread.id);
        assert.equal(poll.votes, said.size);
        assert.deepEqual(tally, tallyOf(together([...said.values()]), kind, 4));
      }
      for (const [number, choices] of said)
        assert.deepEqual((await seenBy(thread.id, voter(number))).own, choices);
    });

  it('count until the poll is ended and not after: nobody who was told yes is missing', async () => {
    const thread = await polled();
    const rush = [
      ...Array.from({ length: 32 }, (_, number) => () => vote(app, voter(number), thread.id, [1])),
      () => closePoll(app, maya.doer, thread.id).then(() => undefined),
    ];
    const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000);
    const done = await Promise.allSettled(shuffled(randomFrom(seed), rush).map((act) => act()));
    const kept = through(done, 'forum.poll_closed') - 1;
    assert.equal((await seenBy(thread.id)).poll.votes, kept, `seed ${seed}`);
    await closePoll(app, maya.doer, thread.id);
    await assert.rejects(vote(app, voter(1), thread.id, [2]), refused('forum.poll_closed'));
  });

  it('leave nothing where what they belong to failed', async () => {
    const thread = await polled();
    await vote(app, bob.doer, thread.id, [1]);
    const broken = app.db.transaction(async () => {
      await vote(app, bob.doer, thread.id, [2]);
      await vote(app, voter(1), thread.id, [2]);
      await closePoll(app, maya.doer, thread.id);
      throw new Error('the disk is full');
    });
    await assert.rejects(broken, /disk is full/);
    const { poll, tally } = await seenBy(thread.id);
    assert.deepEqual([poll.votes, poll.isClosed, tally!.counts], [1, false, [1, 0, 0, 0]]);
  });
});

describe('who may', () => {
  it('add, see and end polls by the API holds the permission of each; nobody votes there', async () => {
    const { thread } = await stage.start(maya, help);
    const path = `/api/v1/forum/threads/${thread.id}/poll`;
    const may: Record<Role, readonly number[]> = {
      viewer: [403, 404, 403],
      agent: [201, 200, 403],
      manager: [409, 200, 204],
      admin: [409, 200, 204],
      owner: [409, 200, 204],
    };
    for (const [role, expected] of Object.entries(may)) {
      const browser = await test.staff(role as Role);
      const added = await browser.post(path, given());
      const read = await browser.get(path);
      const closed = await browser.post(`${path}/close`);
      assert.deepEqual([added.status, read.status, closed.status], expected, role);
      assert.equal((await browser.post(`${path}/vote`, { choices: [1] })).status, 404, role);
    }
    for (const browser of [stranger, maya])
      assert.ok([401, 403].includes((await browser.post(path, given())).status), 'no colleague');
    for (const bad of ['thr_nobody', `thr_${'0'.repeat(26)}`, '%00'])
      assert.ok((await stage.test.browser().get(`/api/v1/forum/threads/${bad}/poll`)).status < 500, bad);
  });

  it('vote is who may write: not who is silenced, and not where a category is put away', async () => {
    const thread = await polled({ isAnonymous: false });
    const send = (by: Signed, fields: Record<string, string>) =>
      sendForm(by, pathOf(thread), `${COMMUNITY}/t/${thread.id}/poll`, fields);
    const quiet = await stage.member('quiet', 'Quiet');
    assert.equal((await send(quiet, { act: 'vote', choice: '2' })).status, 303);
    const actor = { ...systemActor, kind: 'user' as const, id: 'user_1', name: 'Ama' };
    const proofs = String((await quiet.get(pathOf(thread))).body);
    const proof = /name="proof" value="([^"]*)"/.exec(proofs)![1]!;
    await setMemberState(app, actor, quiet.member.id, { state: 'silenced', reason: 'x', until: null });
    const again = await quiet.post(
      `${COMMUNITY}/t/${thread.id}/poll`,
      new URLSearchParams({ proof, act: 'vote', choice: '3' }).toString(),
      { 'content-type': 'application/x-www-form-urlencoded' },
    );
    assert.equal(again.status, 403, 'a page that was open before');
    assert.deepEqual((await seenBy(thread.id)).tally!.counts, [0, 1, 0, 0], 'what he said before counts');
    const away = categoryInput.parse({ ...help, isArchived: true });
    await saveCategory(app, systemActor, away, help.id);
    try {
      await assert.rejects(vote(app, bob.doer, thread.id, [1]), refused('forum.may_not'));
      const { thread: other } = await stage.start(maya, await stage.category('Other'));
      await changeThread(app, staff, other.id, { categoryId: help.id });
      await assert.rejects(addPoll(app, maya.doer, other.id, given()), refused('forum.may_not'));
      assert.doesNotMatch(String((await maya.get(pathOf(other))).body), /poll\/new/);
    } finally {
      await saveCategory(app, systemActor, { ...away, isArchived: false }, help.id);
    }
    await vote(app, bob.doer, thread.id, [1]);
  });

  it('know how a secret poll was voted: nobody but who voted, on no page and in no answer', async () => {
    const thread = await polled({ isAnonymous: true, shows: 'closed' });
    const secretive = await stage.member('secretive', 'Hercule Poirot');
    await vote(app, secretive.doer, thread.id, [3]);
    await vote(app, bob.doer, thread.id, [1]);
    const admin = await test.staff('admin', 'second@staff.example');
    const texts = async () => [
      String((await stranger.get(`${pathOf(thread)}?n=${Math.random()}`)).body),
      String((await maya.get(pathOf(thread))).body),
      String((await bob.get(pathOf(thread))).body),
      JSON.stringify((await admin.get(`/api/v1/forum/threads/${thread.id}/poll`)).body),
    ];
    for (const text of await texts()) assert.doesNotMatch(text, /Poirot|secretive/);
    const before = (await admin.get(`/api/v1/forum/threads/${thread.id}/poll`)).body;
    assert.deepEqual(
      before.options.map(({ votes }: { votes: number }) => votes),
      [1, 0, 1, 0],
      'colleagues see how it stands',
    );
    await closePoll(app, maya.doer, thread.id);
    for (const text of await texts()) assert.doesNotMatch(text, /Poirot|secretive/);
    assert.deepEqual((await seenBy(thread.id, secretive.doer)).own, [3]);
    assert.deepEqual((await seenBy(thread.id, bob.doer)).own, [1]);
  });
});

describe('a poll', () => {
  it('has no option that nobody can see, and no two that look the same', async () => {
    const { thread } = await stage.start(maya, help);
    const bad: string[][] = [
      ['Red', '\u0007', 'Blue'],
      ['Red', '\u200b', 'Blue'],
      ['Red', 'Red\u200b'],
      ['Red', 'R\u0007ed'],
      ['Caf\u00e9', 'Cafe\u0301'],
      ['Red', '\u202eRed'],
      ['Red', 'R\u00aded'],
      ['Red', 'Green\nBlue'],
    ];
    for (const options of bad)
      await assert.rejects(
        addPoll(app, maya.doer, thread.id, { ...given(), options }),
        refused('forum.poll_bad'),
        JSON.stringify(options),
      );
    assert.equal(await readPoll(app, staff, thread.id), undefined);
    await addPoll(app, maya.doer, thread.id, given({ options: ['שלום', '<b>x</b>', 'a & b', '👩‍🚀'] }));
    const html = String((await stranger.get(pathOf(thread))).body);
    assert.match(html, /dir="auto">שלום/);
    assert.match(html, /&#60;b&#62;x/);
    assert.ok(!html.includes('<b>x</b>'));
  });

  it('takes from a form what is a vote, and refuses in words whatever else is sent', async () => {
    const thread = await polled();
    const send = (fields: Record<string, string>) =>
      sendForm(bob, pathOf(thread), `${COMMUNITY}/t/${thread.id}/poll`, { act: 'vote', ...fields });
    for (const choice of ['0', '5', '-1', '1.5', 'NaN', 'Infinity', '9'.repeat(400), ' ', '1;drop', '\u0661'])
      assert.equal((await send({ choice })).status, 400, choice);
    assert.equal((await send({ choice: '1', 'choice-2': 'yes' })).status, 400, 'two of a single choice');
    assert.equal((await send({ 'place-1': 'x', 'place-2': 'y' })).status, 400);
    assert.equal((await send({ act: 'crown' })).status, 400);
    assert.equal((await seenBy(thread.id)).poll.votes, 0);
    const forged = await bob.post(`${COMMUNITY}/t/${thread.id}/poll`, 'act=vote&choice=1&proof=x', {
      'content-type': 'application/x-www-form-urlencoded',
    });
    assert.equal(forged.status, 400, 'a form of another site');
    assert.equal((await send({ choice: '4' })).status, 303);
    assert.deepEqual((await seenBy(thread.id, bob.doer)).own, [4]);
  });

  it('ends at its moment, by the clock of the database and for everybody', async () => {
    const thread = await polled({ closesAt: '2031-02-03T04:05:06.789Z', shows: 'closed' });
    await vote(app, bob.doer, thread.id, [2]);
    assert.match(String((await stranger.get(pathOf(thread))).body), /2031-02-03T04:05/);
    const at = (interval: string) =>
      app.db.query(
        'update forum_polls set closes_at = clock_timestamp() + $2::interval where thread_id = $1',
        [thread.id, interval],
      );
    await at('1 hour');
    assert.equal((await seenBy(thread.id)).tally, undefined);
    await at('-1 millisecond');
    await assert.rejects(vote(app, bob.doer, thread.id, [1]), refused('forum.poll_closed'));
    assert.deepEqual((await seenBy(thread.id)).tally!.leading, [2]);
    await at('1 hour');
    await changeThread(app, staff, thread.id, { isClosed: true, reason: 'Done' });
    assert.match(
      String((await maya.get(pathOf(thread))).body),
      /name="act" value="close"/,
      'who asked ends it also where nobody answers any more',
    );
    await at('-1 millisecond');
    const page = String((await bob.get(`${pathOf(thread)}?n=2`)).body);
    assert.doesNotMatch(page, /name="act" value="(?:vote|take|close)"/);
  });

  it('stands where its thread stands: merged away and back it is whole', async () => {
    const [from, into] = [await polled(), await polled({ question: 'Which size?' })];
    await vote(app, bob.doer, from.id, [2]);
    await vote(app, bob.doer, into.id, [3]);
    const { moveId } = await mergeThreads(app, staff, from.id, into.id);
    await assert.rejects(vote(app, bob.doer, from.id, [1]), refused('forum.not_found'));
    assert.deepEqual((await seenBy(into.id, bob.doer)).own, [3], 'the poll of the thread that stays');
    await undoMove(app, staff, moveId);
    await vote(app, voter(1), from.id, [2]);
    assert.deepEqual((await seenBy(from.id)).tally!.counts, [0, 2, 0, 0]);
    assert.deepEqual((await seenBy(into.id)).tally!.counts, [0, 0, 1, 0]);
  });

  it('keeps a thread that was brought over when the others are taken back: people voted there', async () => {
    const posts = [
      {
        memberId: maya.member.id,
        markdown: 'Long ago',
        at: new Date('2020-01-01T00:00:00Z'),
        replyTo: null,
        isAccepted: false,
      },
    ];
    const bring = (title: string) =>
      app.db.transaction(() =>
        bringThread(
          app,
          { categoryId: help.id, title, kind: 'discussion', tags: [], isClosed: false },
          posts,
        ),
      );
    const [voted, plain] = [await bring('Vote here'), await bring('Only read')];
    await addPoll(app, staff, voted.threadId, given());
    await vote(app, bob.doer, voted.threadId, [1]);
    const ids = [...voted.postIds, ...plain.postIds];
    const made = new Set([voted.threadId, plain.threadId]);
    const stay = await app.db.transaction(() => takeBackBrought(app, ids, made));
    assert.deepEqual(stay, voted.postIds);
    assert.equal((await seenBy(voted.threadId)).poll.votes, 1);
    assert.deepEqual(await app.db.query('select 1 from forum_threads where id = $1', [plain.threadId]), []);
  });
});
