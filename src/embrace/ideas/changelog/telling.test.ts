import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { noticeKindsPort } from '#embrace/notifications/index.ts';
import { readReply } from '#respond/replies/index.ts';
import { addMember } from '#people/members/index.ts';
import { systemActor } from '#platform/app/index.ts';
import { resume, suspend } from '#platform/outbox/index.ts';
import { memberDoer } from '#embrace/forum/index.ts';
import { selectOfReply } from '../../../respond/approvals/store/approvals.ts';
import { openDesk } from '../../../respond/approvals/testing/desk.ts';
import { say } from '../../../respond/inbox/testing/company.ts';
import { saveBoard } from '../idea/boards.ts';
import { mergeIdeas } from '../idea/merge.ts';
import { ideaKinds } from '../idea/notices.ts';
import { presentIdea } from '../idea/present.ts';
import { setStatus } from '../idea/status.ts';
import { vote } from '../idea/votes.ts';
import { adopt, dismiss } from '../mined/adopt.ts';
import { askConsent, setConsent } from '../mined/consent.ts';
import { boardInput, ideaSettingsShape } from '../schema.ts';
import { saveIdeaSettings } from '../settings.ts';
import { tellAgain, tellDue, tellingsOf } from '../telling/tell.ts';
import { colleague, refused } from '../testing/board.ts';
import { listPublished, publishDue, removeEntry, saveEntry } from './entries.ts';

const desk = await openDesk();
const { app, ana } = desk;
after(() => desk.close());
app.provide(noticeKindsPort, ideaKinds);
const staff = colleague();
// The network of these tests takes no more letters.
await saveIdeaSettings(app, systemActor, ideaSettingsShape.parse({ told: { en: 'It is here!' } }));
const board = await saveBoard(app, systemActor, boardInput.parse({ name: 'Wishes' }));
let wishes = 0;
/** A post of somebody new. */
const wished = async () => {
  const post = say(`did:plc:wish${wishes++}`, '1', 'acme?');
  await desk.company.hear(post);
  const [row] = await app.db.query<{ id: string }>('select id from posts where external_id = $1', [
    post.externalId,
  ]);
  return row!.id;
};
const adopted = async (postIds: string[], title = 'One bill') =>
  adopt(app, staff, { postIds, boardId: board.id, title });
const ship = (id: string) => setStatus(app, staff, id, { status: 'shipped', reason: 'Here' });
const repliesOf = async (postId: string) =>
  app.db.query<{ id: string }>('select id from replies where post_id = $1 and idempotency_key like $2', [
    postId,
    // Of whichever idea: who is told twice of one post has two.
    `idea:%:${postId}`,
  ]);
const member = async (handle: string) => {
  const made = await app.db.transaction(() =>
    addMember(app, { handle, displayName: handle, language: 'en' }, {}),
  );
  return Object.assign(memberDoer(made), { member: made });
};

describe('what was suggested in a post', () => {
  it('becomes one idea, however many colleagues adopt it at once, with one vote', async () => {
    const postId = await wished();
    const done = await Promise.all(
      [1, 2, 3].map((n) => adopt(app, colleague(n), { postIds: [postId], boardId: board.id, title: 'Same' })),
    );
    assert.equal(new Set(done.map(({ id }) => id)).size, 1);
    assert.equal(done.at(-1)!.votes, 1);
    const other = await adopted([await wished()], 'Other');
    assert.equal(
      (await adopt(app, staff, { postIds: [postId], ideaId: other.id })).votes,
      1,
      'decided already',
    );
    await dismiss(app, staff, [postId], false);
    const kept = await app.db.query('select idea_id from idea_suggestions where post_id = $1', [postId]);
    assert.deepEqual(kept, [{ idea_id: done[0]!.id }], 'what was adopted does not come back into the list');
  });

  it('names nobody before he consents, in a post of his own; and nobody any more once he takes it back', async () => {
    const [postId, foreign] = [await wished(), await wished()];
    const idea = await adopted([postId], 'Named');
    const nameOf = async (one: typeof idea) => presentIdea(app, one).author.name;
    assert.equal(await nameOf(idea), 'A customer');
    for (const proof of [{ postId: foreign }, { postId }, { how: '' }])
      await assert.rejects(
        setConsent(app, staff, idea.id, { consent: 'given', name: 'Eve', how: '', ...proof }),
        refused('idea.no_consent'),
      );
    const asked = await Promise.all(
      [1, 2].map(() => askConsent(app, { ...staff, actor: ana }, idea.id, 'May we?')),
    );
    assert.deepEqual(
      asked.map(({ consent }) => consent),
      ['asked', 'asked'],
    );
    const questions = await app.db.query('select 1 from replies where idempotency_key = $1', [
      `idea-consent:${idea.id}`,
    ]);
    assert.equal(questions.length, 1);
    const given = await setConsent(app, staff, idea.id, {
      consent: 'given',
      name: 'Eve \u202E\n',
      how: 'on the phone',
    });
    assert.equal(await nameOf(given), 'Eve');
    const back = await setConsent(app, staff, idea.id, { consent: 'refused', name: 'Eve', how: '' });
    assert.equal(await nameOf(back), 'A customer');
    assert.equal(back.creditName, null);
  });
});

describe('whoever said it first', () => {
  it('is told once, of each post, by however many workers, shipped by hand and by an entry', async () => {
    const [first, second] = [await wished(), await wished()];
    const [one, two] = [await adopted([first], 'Tell one'), await adopted([second], 'Tell two')];
    await mergeIdeas(app, staff, one.id, two.id);
    await saveEntry(app, staff, {
      title: 'Out',
      markdown: '',
      kind: 'new',
      publishAt: 'now',
      ideaIds: [two.id],
    });
    await Promise.all([publishDue(app), publishDue(app), ship(two.id)]);
    await Promise.all([tellDue(app), tellDue(app), tellDue(app)]);
    await setStatus(app, staff, two.id, { status: 'open', reason: 'Not yet' });
    await ship(two.id);
    await tellDue(app);
    const tellings = await tellingsOf(app, two.id);
    assert.deepEqual(
      tellings.map(({ postId, problem }) => [postId, problem]).sort(),
      [
        [first, null],
        [second, null],
      ].sort(),
    );
    for (const postId of [first, second]) assert.equal((await repliesOf(postId)).length, 1);
    const reply = await readReply(app, tellings[0]!.replyId!);
    assert.equal(reply.state, 'waiting', 'somebody approves it first');
  });

  it('is told later where a worker was killed in the middle: nothing is lost, nothing is said twice', async () => {
    const postId = await wished();
    const idea = await adopted([postId], 'Killed');
    await ship(idea.id);
    const killed = app.db.transaction(async () => {
      await tellDue(app);
      throw new Error('the worker was killed');
    });
    await assert.rejects(killed, /killed/);
    assert.deepEqual(
      (await tellingsOf(app, idea.id)).map(({ state }) => state),
      ['due'],
    );
    assert.equal((await repliesOf(postId)).length, 0);
    await tellDue(app, AbortSignal.abort());
    assert.equal((await repliesOf(postId)).length, 0, 'who is asked to stop begins nothing');
    await tellDue(app);
    assert.equal((await repliesOf(postId)).length, 1);
  });

  it('is not told while everything is suspended, also when the reply was approved', async () => {
    const idea = await adopted([await wished()], 'Suspended');
    await ship(idea.id);
    await tellDue(app);
    const reason = 'wrong prices went out';
    const { id } = await suspend(app, systemActor, { scope: 'everything', target: null, reason });
    const [telling] = await tellingsOf(app, idea.id);
    await desk.approve(desk.lea, (await selectOfReply(app, telling!.replyId!))!.id);
    await desk.reaches(telling!.replyId!, 'held');
    assert.equal(desk.stands('It is here!'), 0);
    await resume(app, systemActor, id);
    assert.equal((await readReply(app, telling!.replyId!)).state, 'held', 'a person lets it go');
  });

  it('is not told when his post is gone; the team reads why, and others are told all the same', async () => {
    const [gone, there] = [await wished(), await wished()];
    const [one, two] = [await adopted([gone], 'Gone'), await adopted([there], 'There')];
    await app.db.query('update posts set deleted_at = now() where id = $1', [gone]);
    await ship(one.id);
    await ship(two.id);
    await tellDue(app);
    const [failed] = await tellingsOf(app, one.id);
    assert.equal(failed!.state, 'failed');
    assert.match(failed!.problem!, /deleted/);
    assert.equal((await repliesOf(there)).length, 1);
    await Promise.all([tellAgain(app, one.id), tellAgain(app, two.id)]);
    await tellDue(app);
    assert.deepEqual([(await repliesOf(gone)).length, (await repliesOf(there)).length], [0, 1]);
  });
});

describe('an entry of the changelog', () => {
  const write = (publishAt: string | null, ideaIds: string[] = [], id?: string) =>
    saveEntry(app, staff, { title: `At ${publishAt}`, markdown: '', kind: 'new', publishAt, ideaIds }, id);
  const isOut = async (id: string) =>
    (await listPublished(app, undefined, 100)).rows.some((row) => row.id === id);

  it('is out when its moment has come by the clock of the database, in whichever zone it was written', async () => {
    const at = (ms: number, zone: number) =>
      `${new Date(Date.now() + ms + zone * 3_600_000).toISOString().slice(0, 19)}${zone < 0 ? '-' : '+'}${String(Math.abs(zone)).padStart(2, '0')}:00`;
    for (const zone of [-11, 0, 14]) {
      const [past, later] = [await write(at(-60_000, zone)), await write(at(60_000, zone))];
      assert.deepEqual([await isOut(past.id), await isOut(later.id)], [true, false], `${zone}`);
    }
  });

  it('taken back to a draft ships nothing; out again it ships once, and tells each voter once', async () => {
    const idea = await adopted([await wished()], 'Drafted');
    const voter = await member('drafts');
    await vote(app, voter, idea.id, '');
    const soon = new Date(Date.now() + 60_000).toISOString();
    const { id } = await write(soon, [idea.id]);
    await write(null, [idea.id], id);
    await app.db.query(
      `update changelog_entries set publish_at = now() - interval '1 minute' where id = $1 and publish_at is not null`,
      [id],
    );
    await publishDue(app);
    assert.deepEqual(
      [
        await isOut(id),
        (await app.db.query('select 1 from ideas where id = $1 and status = $2', [idea.id, 'shipped']))
          .length,
      ],
      [false, 0],
    );
    await write('now', [idea.id], id);
    await Promise.all([1, 2, 3].map(() => publishDue(app)));
    await write('now', [idea.id], id);
    await publishDue(app);
    const news = await app.db.query('select 1 from notifications where member_id = $1', [voter.memberId]);
    assert.equal(news.length, 1);
  });

  it('is settled after a crash in the middle, and not at all when it was removed before', async () => {
    const ideas = [await adopted([await wished()], 'Crash 1'), await adopted([await wished()], 'Crash 2')];
    const ids = ideas.map(({ id }) => id);
    await write('now', ids);
    const gone = await write('now', [(await adopted([await wished()], 'Removed')).id]);
    const crash = app.db.transaction(async () => {
      await publishDue(app);
      throw new Error('power');
    });
    await assert.rejects(crash, /power/);
    const shipped = async () =>
      (
        await app.db.query("select 1 from ideas where id = any($1) and status = 'shipped'", [
          [...ids, ...gone.ideaIds],
        ])
      ).length;
    assert.equal(await shipped(), 0);
    await removeEntry(app, staff, gone.id);
    await publishDue(app);
    assert.equal(await shipped(), 2);
    await assert.rejects(write('now', [], gone.id), refused('idea.no_entry'));
  });
});
