import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { cancelReply, readReply, replyChecksPort } from '#respond/replies/index.ts';
import { announceAbsence, endAbsence } from '#people/teams/index.ts';
import { until } from '../../../test/helpers/app.ts';
import { openDesk, policyFor } from './testing/desk.ts';
import { accept, insist, revise, withdraw } from './service/author.ts';
import { approve, handOverAgain } from './service/decide.ts';
import { countFor, listMine, listToDecide } from './service/present.ts';
import { putPolicy } from './service/policies.ts';
import { voterOf } from './service/state.ts';
import { decideTrust, readOwnTrust } from './service/trust.ts';
import { watchApprovals } from './service/watch.ts';

let desk: Awaited<ReturnType<typeof openDesk>>;
before(async () => {
  desk = await openDesk();
});
beforeEach(async () => {
  await desk.settings({ isOn: true, needed: 2 });
  await desk.app.db.query('delete from approval_trust');
  await desk.app.db.query('delete from approval_policies');
  desk.app.provide(replyChecksPort, []);
  desk.network.mishap = 'none';
});
after(() => desk.close());

const absenceNow = { until: null, note: '', handOverTo: null };
const notices = (userId: string) => desk.notices(userId);

test("a newcomer's reply waits visibly, leaves with a second person's word, and once", async () => {
  const { app, ana, lea, max } = desk;
  const { reply, approvalId, detail } = await desk.ask(ana, 'We look at it');
  assert.equal(reply.state, 'waiting');
  const row = await detail();
  assert.deepEqual([row.outgoing, row.status, row.waitingSince !== null], ['waiting', 'open', true]);
  assert.ok(row.activity.some(({ text }) => text.includes('waits for an approval')));
  assert.deepEqual(
    (await listToDecide(app, lea)).map(({ id }) => id),
    [approvalId],
  );
  assert.deepEqual(await countFor(app, ana), { decide: 0, mine: 0 });
  assert.match((await notices(lea.id)).join(), /Ana waits for your approval/);
  assert.equal(desk.network.sends, 0);
  await desk.approve(lea, approvalId);
  await desk.reaches(reply.id, 'sent');
  assert.equal(desk.stands('We look at it'), 1);
  assert.deepEqual(await notices(max.id), [], 'nobody is asked any more');
  const after = await detail();
  assert.deepEqual([after.outgoing, after.status, after.waitingSince], ['none', 'waiting', null]);
  assert.deepEqual(
    (await desk.view(approvalId)).words.map(({ kind, who }) => [kind, who]),
    [
      ['asked', 'Ana'],
      ['approved', 'Lea'],
      ['handed-over', 'Lea'],
    ],
  );
  assert.equal((await readReply(app, reply.id)).createdBy.name, 'Ana', 'the author speaks');
});

test('trust comes after a row of replies without a change, per channel, and a lead gives and takes it', async () => {
  const { app, ana, lea } = desk;
  for (const text of ['one', 'two']) {
    const { approvalId } = await desk.ask(ana, text);
    await desk.approve(lea, approvalId);
  }
  assert.deepEqual(
    (await readOwnTrust(app, ana)).map(({ network, isTrusted, streak }) => [network, isTrusted, streak]),
    [['bluesky', true, 2]],
  );
  assert.ok((await notices(ana.id)).some((title) => title.includes('leave at once')));
  assert.equal((await desk.ask(ana, 'three')).approvalId, undefined, 'no second person is needed now');
  await decideTrust(app, lea, ana.id, 'bluesky', { isTrusted: false, reason: 'Let us look again' });
  const again = await desk.ask(ana, 'four');
  assert.match((await desk.view(again.approvalId)).reasons[0]!.text, /0 of 2/);
  await desk.reject(lea, again.approvalId, 'No');
  await decideTrust(app, lea, ana.id, 'bluesky', { isTrusted: true, reason: 'Spoke with Ana' });
  assert.equal((await desk.ask(ana, 'five')).approvalId, undefined);
  await assert.rejects(decideTrust(app, lea, 'user_nobody', 'bluesky', { isTrusted: true, reason: 'x' }), {
    code: 'approval.person_unknown',
  });
  await desk.app.db.query('delete from approval_trust');
  await desk.settings({ isOn: true, needed: 2, trustsKnown: true });
  assert.equal(
    (await desk.ask(ana, 'six')).approvalId,
    undefined,
    'who had answered often enough is trusted',
  );
});

test('two approvers at once: one word counts, the other hears who was faster, and it leaves once', async () => {
  const { ana, lea, max, app } = desk;
  const { reply, approvalId } = await desk.ask(ana, 'Only once');
  const seen = await desk.seen(approvalId);
  const both = await Promise.allSettled([
    approve(app, voterOf(lea), approvalId, seen),
    approve(app, voterOf(max), approvalId, seen),
    approve(app, voterOf(lea), approvalId, seen),
  ]);
  const refused = both.filter((one) => one.status === 'rejected').map(({ reason }) => reason as Error);
  assert.ok(refused.length >= 1, 'one was faster');
  assert.match(refused[0]!.message, /decided already: approved by (Lea|Max)/);
  await desk.reaches(reply.id, 'sent');
  assert.equal(desk.stands('Only once'), 1);
});

test('an edit during the approval: the word about the old text is refused, and everything begins again', async () => {
  const { app, ana, lea } = desk;
  const { reply, approvalId } = await desk.ask(ana, 'Old words');
  const seen = await desk.seen(approvalId);
  const outcomes = await Promise.allSettled([
    revise(app, ana, approvalId, { texts: ['New words'], note: null }),
    approve(app, voterOf(lea), approvalId, seen),
  ]);
  const [edit, word] = outcomes;
  if (edit.status === 'fulfilled') {
    assert.ok(word.status === 'rejected');
    assert.equal((word.reason as { code: string }).code, 'approval.changed');
    assert.equal((await desk.view(approvalId)).round, 2);
    await desk.approve(lea, approvalId);
    await desk.reaches(reply.id, 'sent');
    assert.deepEqual([desk.stands('New words'), desk.stands('Old words')], [1, 0]);
  } else {
    await desk.reaches(reply.id, 'sent');
    assert.deepEqual([desk.stands('New words'), desk.stands('Old words')], [0, 1]);
  }
  await assert.rejects(revise(app, ana, approvalId, { texts: ['Too late'], note: null }), {
    code: 'approval.over',
  });
});

test('rejected with a reason: the words are in the draft; asked for a change: they come back changed', async () => {
  const { app, ana, lea } = desk;
  const first = await desk.ask(ana, 'Not our problem');
  await desk.reject(lea, first.approvalId, 'Be kind');
  assert.equal((await readReply(app, first.reply.id)).state, 'cancelled');
  const row = await first.detail();
  assert.deepEqual([row.draft, row.outgoing, row.status], ['Not our problem', 'none', 'open']);
  assert.deepEqual(await notices(ana.id).then((all) => all.at(-1)), 'Lea rejected your reply');
  const second = await desk.ask(ana, 'We are sory');
  await desk.askForChange(lea, second.approvalId, 'A typo');
  assert.equal((await countFor(app, ana)).mine, 1);
  await assert.rejects(desk.approve(lea, second.approvalId), { code: 'approval.authors_turn' });
  await revise(app, ana, second.approvalId, { texts: ['We are sorry'], note: 'Thanks' });
  await desk.approve(lea, second.approvalId);
  await desk.reaches(second.reply.id, 'sent');
  assert.equal(desk.stands('We are sorry'), 1);
  assert.equal((await readOwnTrust(app, ana))[0]!.streak, 0, 'one that was changed begins the row anew');
});

test('a suggestion counts as its writer’s approval once the author takes it, and not if the author insists', async () => {
  const { app, ana, lea, max } = desk;
  const { reply, approvalId } = await desk.ask(ana, 'Hm, ok');
  await desk.suggest(lea, approvalId, 'Gladly!');
  assert.equal((await desk.view(approvalId)).suggestion?.by, 'Lea');
  await insist(app, ana, approvalId, 'I mean it');
  await assert.rejects(accept(app, ana, approvalId, 'f'.repeat(64)), { code: 'approval.changed' });
  await desk.suggest(max, approvalId, 'With pleasure');
  const { hash } = (await desk.view(approvalId)).suggestion!;
  await assert.rejects(accept(app, lea, approvalId, hash), { code: 'approval.not_author' });
  await accept(app, ana, approvalId, hash);
  await desk.reaches(reply.id, 'sent');
  assert.deepEqual([desk.stands('With pleasure'), desk.stands('Hm, ok'), desk.stands('Gladly!')], [1, 0, 0]);
});

test('of several alternatives the approver picks one, and that one leaves', async () => {
  const { app, ana, lea } = desk;
  await desk.settings({ isOn: false });
  const approval = { alternatives: ['Dear Kim', 'Hi Kim'], note: 'Which tone?' };
  const { reply, approvalId } = await desk.ask(ana, 'Hello Kim', { approval });
  const view = await desk.view(approvalId);
  assert.deepEqual(
    view.offered.map(({ text }) => text),
    ['Hello Kim', 'Dear Kim', 'Hi Kim'],
  );
  assert.deepEqual([view.note, view.reasons[0]!.kind], ['Which tone?', 'wanted']);
  await desk.approve(lea, approvalId, 2);
  await desk.reaches(reply.id, 'sent');
  assert.deepEqual([desk.stands('Hi Kim'), desk.stands('Hello Kim'), desk.stands('Dear Kim')], [1, 0, 0]);
  assert.equal((await listMine(app, ana, { limit: 1 })).items[0]!.chosen, view.offered[2]!.hash);
});

test('policies: several steps in order, all of several people, and only those who are asked', async () => {
  const { app, ana, ben, lea, max, owner } = desk;
  await desk.settings({ isOn: false });
  const all = { kind: 'person' as const };
  await putPolicy(
    app,
    owner,
    policyFor('Refunds', 'refund', [
      {
        name: 'Leads',
        need: 'all',
        who: [
          { ...all, id: lea.id },
          { ...all, id: max.id },
        ],
      },
      { name: 'Owner', need: 'any', who: [{ kind: 'role', role: 'owner' }] },
    ]),
  );
  assert.equal((await desk.ask(ana, 'No money')).approvalId, undefined);
  const { reply, approvalId } = await desk.ask(ana, 'A refund');
  await assert.rejects(desk.approve(ana, approvalId), { code: 'approval.own' });
  await assert.rejects(desk.approve(ben, approvalId), { code: 'approval.not_asked' });
  await assert.rejects(desk.approve(owner, approvalId), { code: 'approval.not_asked' });
  const seen = await desk.seen(approvalId);
  await desk.approve(lea, approvalId);
  await approve(app, voterOf(lea), approvalId, seen);
  assert.equal((await desk.view(approvalId)).step, 0, 'the same word again changes nothing');
  await desk.approve(max, approvalId);
  assert.equal((await desk.view(approvalId)).step, 1);
  await assert.rejects(approve(app, voterOf(owner), approvalId, seen), { code: 'approval.passed' });
  await desk.approve(owner, approvalId);
  await desk.reaches(reply.id, 'sent');
});

test('other words may need other people: the policy that asks for them takes over, also with a suggestion', async () => {
  const { app, ana, lea, owner } = desk;
  await putPolicy(
    app,
    owner,
    policyFor('Refunds', 'refund', [{ name: 'Owner', need: 'any', who: [{ kind: 'role', role: 'owner' }] }]),
  );
  const { approvalId, reply } = await desk.ask(ana, 'We look');
  assert.equal((await desk.view(approvalId)).steps.length, 1);
  await desk.suggest(lea, approvalId, 'A refund comes');
  await accept(app, ana, approvalId, (await desk.view(approvalId)).suggestion!.hash);
  const view = await desk.view(approvalId);
  assert.deepEqual([view.state, view.steps.map(({ name }) => name)], ['waiting', ['Second person', 'Owner']]);
  await desk.approve(lea, approvalId);
  await desk.approve(owner, approvalId);
  await desk.reaches(reply.id, 'sent');
});

test('where everybody who is asked is away, the stand-in decides; where nobody could, nothing waits for ever', async () => {
  const { app, ana, ben, lea, owner } = desk;
  await desk.settings({ isOn: false });
  const who = [{ kind: 'person' as const, id: lea.id }];
  const standIn = [{ kind: 'person' as const, id: ben.id }];
  await putPolicy(app, owner, policyFor('All', 'vip', [{ name: 'Lea', need: 'any', who }], { standIn }));
  const first = await desk.ask(ana, 'vip one');
  await assert.rejects(desk.approve(ben, first.approvalId), { code: 'approval.not_asked' });
  const absence = await announceAbsence(app, owner, lea.id, absenceNow);
  await desk.approve(ben, first.approvalId);
  await desk.reaches(first.reply.id, 'sent');
  const { approvalId } = await desk.ask(ana, 'vip two');
  assert.deepEqual(
    (await desk.view(approvalId)).steps[0]!.asked.map(({ name }) => name),
    ['Ben'],
  );
  // Whoever is asked alone may not answer himself alone.
  await endAbsence(app, owner, absence);
  await putPolicy(
    app,
    owner,
    policyFor('Own', 'mine', [{ name: 'Olga', need: 'any', who: [{ kind: 'role', role: 'owner' }] }]),
  );
  await assert.rejects(desk.ask(owner, 'mine'), { code: 'approval.nobody' });
});

test('what leaves must be what was approved: words changed behind our back do not leave', async () => {
  const { app, ana, lea, network } = desk;
  const { reply, approvalId } = await desk.ask(ana, 'Good words', {
    sendAt: new Date(Date.now() + 3_600_000),
  });
  await desk.approve(lea, approvalId);
  await app.db.query(
    `update outbox_rows set payload = jsonb_set(payload, '{text}', '"Bad words"'), due_at = now(), not_before = now() where id = $1`,
    [reply.id],
  );
  await app.bus.publish('outbox.ready', {});
  await desk.reaches(reply.id, 'failed');
  assert.match((await readReply(app, reply.id)).problem!, /not what was approved/);
  assert.ok(![...network.standing.values()].some((one) => one.reply.text === 'Bad words'));
});

test('an approval and its hand-over are one: what breaks between them leaves nothing half done', async () => {
  const { app, ana, lea } = desk;
  const { reply, approvalId } = await desk.ask(ana, 'All or none');
  const seen = await desk.seen(approvalId);
  await assert.rejects(
    app.db.transaction(async () => {
      await approve(app, voterOf(lea), approvalId, seen);
      throw new Error('the power went');
    }),
    /the power went/,
  );
  assert.deepEqual(
    [(await desk.view(approvalId)).state, (await readReply(app, reply.id)).state],
    ['waiting', 'waiting'],
  );
  await approve(app, voterOf(lea), approvalId, seen);
  await desk.reaches(reply.id, 'sent');
  assert.equal(desk.stands('All or none'), 1);
});

test('a stage that lets nobody send keeps what was approved, says so, and it is handed over later', async () => {
  const { app, ana, lea } = desk;
  const { reply, approvalId, detail } = await desk.ask(ana, 'Approved');
  app.provide(replyChecksPort, [
    {
      name: 'stage',
      check: async () => [{ code: 'stage.watching', text: 'Nobody sends yet.', permission: null }],
    },
  ]);
  await desk.approve(lea, approvalId);
  const view = await desk.view(approvalId);
  assert.deepEqual([view.state, (await readReply(app, reply.id)).state], ['approved', 'waiting']);
  assert.match(view.problem!, /Nobody sends yet/);
  assert.ok((await notices(ana.id)).some((title) => title.includes('could not leave')));
  assert.equal((await detail()).isUnread, true);
  app.provide(replyChecksPort, []);
  await handOverAgain(app, voterOf(ana), approvalId);
  await desk.reaches(reply.id, 'sent');
  await assert.rejects(handOverAgain(app, voterOf(ana), approvalId), { code: 'approval.not_stopped' });
  assert.equal(desk.stands('Approved'), 1);
});

test('taken back while it waits, by its author alone; the conversation is as before', async () => {
  const { app, ana, ben, lea } = desk;
  const { reply, approvalId, detail } = await desk.ask(ana, 'Never mind');
  await assert.rejects(cancelReply(app, ben, reply.id), { code: 'approval.not_author' });
  await cancelReply(app, ana, reply.id);
  assert.deepEqual([(await desk.view(approvalId)).state, (await detail()).outgoing], ['withdrawn', 'none']);
  assert.equal((await detail()).draft, 'Never mind');
  await assert.rejects(desk.approve(lea, approvalId), { code: 'approval.over' });
  await assert.rejects(withdraw(app, ana, approvalId), { code: 'approval.over' });
});

test('what was approved can be taken back for some seconds: nothing leaves, and nothing of it counts', async () => {
  const { app, ana, lea } = desk;
  const { reply, approvalId, detail } = await desk.ask(ana, 'Too fast');
  const before = await app.db.now();
  await desk.approve(lea, approvalId);
  const [out] = await app.db.query<{ dueAt: Date }>(
    'select due_at as "dueAt" from outbox_rows where id = $1',
    [reply.id],
  );
  const held = out!.dueAt.getTime() - before.getTime();
  assert.ok(held >= 4900 && held < 60_000, `${held} ms`);
  await cancelReply(app, lea, reply.id);
  const row = await detail();
  assert.deepEqual([row.status, row.outgoing, row.draft], ['open', 'none', 'Too fast']);
  const view = await desk.view(approvalId);
  assert.deepEqual([view.state, view.problem], ['withdrawn', null]);
  assert.deepEqual([view.words.at(-1)!.kind, view.words.at(-1)!.who], ['withdrawn', 'Lea']);
  assert.deepEqual(
    (await readOwnTrust(app, ana)).map(({ streak }) => streak),
    [0],
  );
  assert.ok((await notices(ana.id)).includes('Lea took your reply back before it left'));
  await assert.rejects(desk.approve(lea, approvalId), { code: 'approval.over' });
  assert.equal(desk.stands('Too fast'), 0);
  const later = new Date(Date.now() + 3_600_000);
  const timed = await desk.ask(ana, 'At four', { sendAt: later });
  await desk.approve(lea, timed.approvalId);
  const [at] = await app.db.query<{ dueAt: Date }>(
    'select due_at as "dueAt" from outbox_rows where id = $1',
    [timed.reply.id],
  );
  assert.equal(at!.dueAt.getTime(), later.getTime(), 'a later time that was asked for stays');
});

test('who is asked is reminded once; what nobody decides is given back', async () => {
  const { app, ana, lea } = desk;
  const { reply, approvalId, detail } = await desk.ask(ana, 'Anybody?');
  await app.db.query(`update approvals set remind_at = now() - interval '1 second' where id = $1`, [
    approvalId,
  ]);
  await watchApprovals(app);
  await watchApprovals(app);
  assert.equal((await desk.view(approvalId)).words.filter(({ kind }) => kind === 'reminded').length, 1);
  assert.ok((await notices(lea.id)).some((title) => title.startsWith('Still waiting')));
  await app.db.query(`update approvals set expires_at = now() - interval '1 second' where id = $1`, [
    approvalId,
  ]);
  await watchApprovals(app);
  assert.equal((await desk.view(approvalId)).state, 'expired');
  assert.deepEqual(
    [(await readReply(app, reply.id)).state, (await detail()).draft],
    ['cancelled', 'Anybody?'],
  );
  await until('the author hears of it', async () =>
    (await notices(ana.id)).some((title) => title.includes('in time')),
  );
});

test('one approval that cannot be ended does not keep the others waiting', async () => {
  const { app, ana } = desk;
  const [odd, fine] = [await desk.ask(ana, 'Odd'), await desk.ask(ana, 'Fine')];
  await app.db.query(`update replies set state = 'cancelled' where id = $1`, [odd.reply.id]);
  await app.db.query(`update approvals set expires_at = now() - interval '1 second' where id = any($1)`, [
    [odd.approvalId, fine.approvalId],
  ]);
  await watchApprovals(app);
  assert.equal((await desk.view(fine.approvalId)).state, 'expired');
  assert.equal((await fine.detail()).draft, 'Fine');
});
