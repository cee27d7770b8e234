import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { systemActor } from '#platform/app/index.ts';
import { memberDoer, staffDoer } from '../doer.ts';
import { COMMUNITY, pathOf } from '../domain.ts';
import { saveGroup } from '../groups/groups.ts';
import { forumBelongings } from '../own/belongings.ts';
import { deleteThread } from '../talk/removal.ts';
import { changeThread } from '../talk/threads.ts';
import { openStage, sendForm, type Signed } from '../testing/stage.ts';
import { refused } from '../testing/talkers.ts';
import { isBallot, maySeeResult, tallyOf } from './domain.ts';
import { addPoll, closePoll, readPoll, vote } from './polls.ts';
import { type PollInput, pollInput } from './schema.ts';
import { endHtml } from './view.ts';

const stage = await openStage();
const { app, test } = stage;
after(() => test.close());
const help = await stage.category('Help');
const staff = staffDoer({ ...systemActor, kind: 'user', id: 'user_1', name: 'Ama' });
const [maya, bob] = [await stage.member('maya', 'Maya'), await stage.member('bob', 'Bob <b>')];
const stranger = test.browser();
const NOBODY = { memberId: null, isStaff: false };
let asked = 0;
const page = async (path: string, by: { get: Signed['get'] } = stranger) =>
  String((await by.get(`${path}?n=${++asked}`)).body);

const given = (more: Partial<PollInput> = {}): PollInput =>
  pollInput.parse({ question: 'Which colour?', options: ['Red', 'Green', 'Blue'], ...more });

async function polled(more: Partial<PollInput> = {}) {
  const { thread } = await stage.start(maya, help);
  await addPoll(app, maya.doer, thread.id, given(more));
  return thread;
}

describe('the votes of a poll', () => {
  it('are counted by hand as they are counted here', () => {
    assert.deepEqual(
      tallyOf(
        [
          { choices: [2], n: 3 },
          { choices: [1], n: 3 },
        ],
        'single',
        3,
      ),
      { counts: [3, 3, 0], leading: [1, 2] },
    );
    assert.deepEqual(
      tallyOf(
        [
          { choices: [1, 3], n: 2 },
          { choices: [3], n: 1 },
        ],
        'several',
        3,
      ),
      { counts: [2, 0, 3], leading: [3] },
    );
    assert.deepEqual(tallyOf([], 'ranked', 2), { counts: [0, 0], leading: [] });
    // The first choice of most is not who wins when the smallest ones go.
    const ranked = [
      { choices: [1], n: 4 },
      { choices: [2, 3], n: 3 },
      { choices: [3, 2], n: 2 },
    ];
    assert.deepEqual(tallyOf(ranked, 'ranked', 3), { counts: [4, 5, 2], leading: [2] });
    assert.deepEqual(
      tallyOf(
        [
          { choices: [1], n: 1 },
          { choices: [2], n: 1 },
        ],
        'ranked',
        2,
      ).leading,
      [1, 2],
      'equal to the end',
    );
  });

  it('name options of it, each once, and of a single choice one', () => {
    const of = (kind: PollInput['kind']) => ({ kind, options: 3 });
    for (const bad of [[0], [4], [-1], [1.5], [Number.NaN], [1, 1], [1, 2]])
      assert.equal(isBallot(bad, of('single')), false, String(bad));
    assert.deepEqual(
      [isBallot([3, 1], of('ranked')), isBallot([1, 2, 3], of('several')), isBallot([], of('single'))],
      [true, true, true],
    );
    const seen = (['always', 'voted', 'closed'] as const).map((shows) =>
      [0, 1, 2, 3]
        .map((bits) => Number(maySeeResult(shows, { isClosed: bits > 1, hasVoted: bits % 2 === 1 })))
        .join(''),
    );
    assert.deepEqual(seen, ['1111', '0111', '0011']);
  });

  it('are one for each member, exact for 64 at once, whatever they change and take back', async () => {
    const thread = await polled();
    const doers = Array.from({ length: 64 }, (_, index) =>
      memberDoer({ id: `mem_voter${index % 16}`, displayName: 'V' }),
    );
    await Promise.all(
      doers.map((doer, index) => vote(app, doer, thread.id, index % 5 === 4 ? [] : [1 + (index % 3)])),
    );
    const seen = (await readPoll(app, NOBODY, thread.id))!;
    const [{ rows }] = (await app.db.query<{ rows: number }>(
      'select count(*)::int as rows from forum_ballots where poll_id = $1',
      [seen.poll.id],
    )) as [{ rows: number }];
    assert.equal(seen.poll.votes, rows);
    assert.equal(
      seen.tally!.counts.reduce((sum, n) => sum + n, 0),
      rows,
    );
    assert.ok(rows <= 16);
    await Promise.all(doers.map((doer) => vote(app, doer, thread.id, [2])));
    assert.deepEqual((await readPoll(app, NOBODY, thread.id))!.tally, { counts: [0, 16, 0], leading: [2] });
    await app.db.transaction(() => forumBelongings.erase(app, 'mem_voter3', { keepsContent: true }));
    const after = (await readPoll(app, NOBODY, thread.id))!;
    assert.deepEqual([after.poll.votes, after.tally!.counts], [15, [0, 15, 0]]);
  });
});

describe('a poll', () => {
  it('is added once, by who asked or keeps order, and never with what it cannot be', async () => {
    const { thread } = await stage.start(maya, help);
    await assert.rejects(addPoll(app, bob.doer, thread.id, given()), refused('forum.may_not'));
    for (const bad of [
      { options: ['Red', 'Red'] },
      { options: ['Red'] },
      { options: Array.from({ length: 21 }, (_, index) => `o${index}`) },
      { question: 'Two\nlines' },
      { closesAt: '2001-01-01T00:00:00.000Z' },
    ])
      await assert.rejects(
        addPoll(app, maya.doer, thread.id, { ...given(), ...bad }),
        refused('forum.poll_bad'),
        JSON.stringify(bad),
      );
    const made = await Promise.allSettled([1, 2, 3].map(() => addPoll(app, maya.doer, thread.id, given())));
    assert.equal(made.filter(({ status }) => status === 'fulfilled').length, 1);
    await assert.rejects(addPoll(app, staff, thread.id, given()), refused('forum.poll_there'));
    for (const bad of [[9], [1, 2]])
      await assert.rejects(vote(app, bob.doer, thread.id, bad), refused('forum.poll_bad'));
    await assert.rejects(vote(app, staff, thread.id, [1]), refused('forum.may_not'));
  });

  it('shows how it stands when its rule says so, and who voted only where it is no secret', async () => {
    const hidden = await polled({ shows: 'voted', isAnonymous: true });
    const named = await polled({ shows: 'closed', isAnonymous: false, kind: 'several' });
    for (const thread of [hidden, named]) await vote(app, bob.doer, thread.id, [2]);
    assert.doesNotMatch(await page(pathOf(hidden)), /meter|Bob/);
    assert.match(await page(pathOf(hidden), bob), /<meter[^>]*value="100"/);
    assert.doesNotMatch(await page(pathOf(hidden), bob), /<p class="quiet">Bob/);
    assert.equal((await readPoll(app, maya.doer, hidden.id))!.tally, undefined);
    assert.deepEqual((await readPoll(app, staff, hidden.id))!.voters, []);
    assert.doesNotMatch(await page(pathOf(named), bob), /meter/);
    await assert.rejects(closePoll(app, bob.doer, named.id), refused('forum.may_not'));
    await closePoll(app, maya.doer, named.id);
    const shown = await page(pathOf(named));
    assert.match(shown, /meter/);
    assert.match(shown, /Bob &#60;b/);
    await assert.rejects(vote(app, bob.doer, named.id, [1]), refused('forum.poll_closed'));
    await assert.rejects(vote(app, bob.doer, named.id, []), refused('forum.poll_closed'));
    const details = await app.db.query<{ detail: object }>(
      `select detail from audit_entries where action = 'forum_poll.voted'`,
    );
    assert.doesNotMatch(JSON.stringify(details), /choices|\[2\]/);
    assert.match(JSON.stringify(await forumBelongings.exportOf(app, bob.member.id)), /"choices":\[2\]/);
  });

  it('works by its forms: added, voted, ranked, changed, taken back, ended', async () => {
    const { thread } = await stage.start(maya, help);
    const form = `${COMMUNITY}/t/${thread.id}/poll/new`;
    const fields = {
      question: 'Best <i>one</i>?',
      options: 'A\r\n B \r\n\r\nC & "D"',
      kind: 'ranked',
      shows: 'always',
      secret: '',
      closesAt: '2031-02-03T04:05',
    };
    assert.match(await page(pathOf(thread), maya), /poll\/new/);
    assert.doesNotMatch(await page(pathOf(thread), bob), /poll\/new/);
    assert.equal((await bob.get(form)).status, 404);
    const wrong = await sendForm(maya, form, form, { ...fields, options: 'A' });
    assert.deepEqual([wrong.status, /Best &#60;i.{1,6}one/.test(String(wrong.body))], [400, true]);
    assert.equal((await sendForm(maya, form, form, { ...fields, closesAt: 'soon' })).status, 400);
    assert.equal((await sendForm(maya, form, form, fields)).status, 303);
    assert.match(await page(pathOf(thread)), /Best &#60;i[^]*C &#38; /);
    const send = (by: Signed, more: Record<string, string>) =>
      sendForm(by, pathOf(thread), `${COMMUNITY}/t/${thread.id}/poll`, more);
    const own = async () => (await readPoll(app, bob.doer, thread.id))!.own;
    assert.equal((await send(bob, { act: 'vote', 'place-3': '1', 'place-1': '2' })).status, 303);
    assert.deepEqual(await own(), [3, 1]);
    assert.equal(
      (await send(bob, { act: 'vote', 'place-3': '1', 'place-1': '1' })).status,
      400,
      'two in one place',
    );
    assert.equal((await send(bob, { act: 'vote' })).status, 400);
    assert.deepEqual(await own(), [3, 1]);
    assert.equal((await send(bob, { act: 'take' })).status, 303);
    assert.deepEqual(await own(), []);
    assert.equal((await send(bob, { act: 'close' })).status, 403);
    assert.equal((await send(maya, { act: 'close' })).status, 303);
    assert.equal((await send(bob, { act: 'vote', 'place-1': '1' })).status, 409);
    assert.equal(
      (await stranger.post(`${COMMUNITY}/t/${thread.id}/poll`, {})).status,
      303,
      'who is a stranger signs in first',
    );
  });

  it('is closed to whoever may not read its thread, and gone with it', async () => {
    const club = await saveGroup(app, systemActor, { name: 'Club', slug: '', text: '', kind: 'hidden' });
    const inner = await stage.category('Inner', { groupId: club.id });
    const thread = await polled();
    await vote(app, bob.doer, thread.id, [1]);
    await changeThread(app, staff, thread.id, { categoryId: inner.id });
    await assert.rejects(vote(app, bob.doer, thread.id, [2]), refused('forum.not_found'));
    assert.equal(
      (await sendForm(bob, COMMUNITY, `${COMMUNITY}/t/${thread.id}/poll`, { act: 'take' })).status,
      400,
    );
    assert.equal((await readPoll(app, staff, thread.id))!.poll.votes, 1);
    await changeThread(app, staff, thread.id, { categoryId: help.id });
    await deleteThread(app, staff, thread.id, { isDeleted: true, reason: '' });
    await assert.rejects(vote(app, bob.doer, thread.id, [2]), refused('forum.not_found'));
  });
});

describe('the end of a poll', () => {
  it('is a moment for machines, how far away it is, and UTC for who runs no scripts, strangers too', async () => {
    const closesAt = new Date(Date.now() + 3 * 86_400_000);
    const thread = await polled({ closesAt: closesAt.toISOString() });
    const html = await page(pathOf(thread));
    assert.match(
      html,
      new RegExp(
        `until <time datetime="${closesAt.toISOString()}" data-moment>[^<]* UTC</time> \\(in 3 days\\)`,
      ),
    );
    assert.match(html, /<script[^>]*src="[^"]*forum[^"]*\.js/, 'a stranger reads it in his own time, too');
    const form = await page(`${COMMUNITY}/t/${(await stage.start(maya, help)).thread.id}/poll/new`, maya);
    assert.match(form, /name="closesAt"[^>]* data-utc \/><span class="hint" data-zone>/);
  });

  it('is told in the largest unit that says enough', () => {
    const now = new Date('2026-11-24T12:00:00Z');
    const away = (minutes: number, language = 'en') =>
      /\(([^)]+)\)/.exec(String(endHtml(new Date(now.getTime() + minutes * 60_000), language, now)))![1];
    assert.deepEqual(
      [0, 59, 60, 47 * 60, 48 * 60].map((one) => away(one)),
      ['in 1 minute', 'in 59 minutes', 'in 1 hour', 'in 47 hours', 'in 2 days'],
    );
    assert.equal(away(180, 'de'), 'in 3 Stunden');
  });
});
