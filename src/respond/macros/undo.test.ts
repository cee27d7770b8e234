import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { changeConversations, conversationCasesPort, readDraft, saveDraft } from '#respond/inbox/index.ts';
import { labelCases } from '#respond/cases/index.ts';
import { cancelReply } from '#respond/replies/index.ts';
import { pick, randomFrom, shuffled } from '../../../test/helpers/random.ts';
import { openSendingDesk } from '../schedule/testing/desk.ts';
import { goOnInBackground, runMacro } from './run.ts';
import { macroInput } from './schema.ts';
import { removeMacro, saveMacro } from './service.ts';
import { undoRun } from './undo.ts';

const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000);
const desk = await openSendingDesk();
const { app, ana, ben } = desk;
after(() => desk.company.close());
app.provide(conversationCasesPort, { label: labelCases });

const write = (...actions: object[]) => saveMacro(app, ana, macroInput.parse({ name: 'Undone', actions }));
async function snapshot({ detail }: Awaited<ReturnType<typeof desk.customer>>) {
  const { status, snoozedUntil, assignee, team, labels, draft, notes, replies } = await detail();
  const leaving = replies.filter(({ state }) => state !== 'cancelled').length;
  // Labels have no order of their own.
  return {
    status,
    snoozedUntil,
    assignee,
    team,
    labels: labels.toSorted(),
    draft,
    notes: notes.length,
    leaving,
  };
}

describe(`what a macro did (SEED=${seed})`, () => {
  it('is taken back to the letter from whatever state it began in', async () => {
    const random = randomFrom(seed);
    const status = ['open', 'waiting', 'done', 'snoozed'] as const;
    const names = ['Refund', 'refund', 'VIP', '退款', 'a b'];
    for (let round = 0; round < 4; round++) {
      const customer = await desk.customer('Maya');
      const chosen = status[pick(random, status.length)]!;
      await changeConversations(app, ana, [customer.id], {
        status: chosen,
        ...(chosen === 'snoozed' ? { snoozedUntil: new Date(Date.now() + 86_400_000) } : {}),
        addLabels: shuffled(random, names).slice(0, pick(random, 4)),
        assigneeId: [null, ana.id, ben.id][pick(random, 3)]!,
      });
      const draft = ['', '  ', 'Begun\n', '\u202eהתחלה'][pick(random, 4)]!;
      if (draft) await saveDraft(app, ana, customer.id, draft);
      const before = await snapshot(customer);
      const actions = shuffled(random, [
        { kind: 'label', add: ['refund', 'REFUND', 'vip'], remove: ['退款', 'never there'] },
        { kind: 'reply', text: 'Hi', how: random() < 0.5 ? 'queue' : 'draft', thenStatus: 'done' },
        { kind: 'assign', to: 'me' },
        { kind: 'snooze', minutes: 5 },
        { kind: 'note', text: 'seen' },
      ]).slice(0, 1 + pick(random, 5));
      const run = await runMacro(app, ana, (await write(...actions)).id, [customer.id]);
      const undone = await undoRun(app, ana, run.id);
      const told = `SEED=${seed} ${chosen} ${JSON.stringify([draft, actions])}`;
      assert.deepEqual([undone.state, undone.problems], ['undone', []], told);
      assert.deepEqual(await snapshot(customer), before, told);
    }
  });

  it('is taken back once by two who press at the same time, and by nobody else', async () => {
    const customers = [await desk.customer(), await desk.customer(), await desk.customer()];
    const before = await Promise.all(customers.map(snapshot));
    const { id } = await write(
      { kind: 'label', add: ['x'] },
      { kind: 'reply', text: 'Hello', how: 'queue' },
      { kind: 'note', text: 'n' },
    );
    const ids = customers.map((one) => one.id);
    const run = await runMacro(app, ana, id, [...ids, ...ids, 'conv_00000000000000000000000000']);
    assert.equal(run.total, 3, 'each once, and what is none is left out');
    await assert.rejects(undoRun(app, ben, run.id), { code: 'macro.run_not_found' });
    const both = await Promise.allSettled([undoRun(app, ana, run.id), undoRun(app, ana, run.id)]);
    for (const one of both)
      if (one.status === 'rejected') assert.equal((one.reason as { code: string }).code, 'macro.undone');
    await assert.rejects(undoRun(app, ana, run.id), { code: 'macro.undone' });
    assert.deepEqual(await Promise.all(customers.map(snapshot)), before);
  });

  it('can be taken back after the macro itself went, and by a later run in its own order', async () => {
    const customer = await desk.customer();
    const before = await snapshot(customer);
    const first = await write({ kind: 'label', add: ['one'] }, { kind: 'assign', to: 'me' });
    const second = await write({ kind: 'label', add: ['two'] }, { kind: 'status', status: 'waiting' });
    const [a, b] = [
      await runMacro(app, ana, first.id, [customer.id]),
      await runMacro(app, ana, second.id, [customer.id]),
    ];
    await removeMacro(app, ana, first.id, true);
    await undoRun(app, ana, b.id);
    const between = await snapshot(customer);
    assert.deepEqual([between.labels, between.status], [['one'], before.status]);
    await undoRun(app, ana, a.id);
    assert.deepEqual(await snapshot(customer), before);
  });

  it('says what stays: a reply that somebody took back before, words that were written since', async () => {
    const customer = await desk.customer();
    const { id } = await write({ kind: 'reply', text: 'Hello', how: 'queue' }, { kind: 'label', add: ['y'] });
    const run = await runMacro(app, ana, id, [customer.id]);
    const [reply] = (await customer.detail()).replies;
    await cancelReply(app, ben, reply!.id);
    await saveDraft(app, ana, customer.id, 'Something new');
    const undone = await undoRun(app, ana, run.id);
    assert.deepEqual([undone.state, undone.partly, undone.problems.length], ['undone', 1, 1]);
    assert.equal(await readDraft(app, customer.id, ana.id), 'Something new');
    assert.deepEqual((await customer.detail()).labels, [], 'the rest is taken back all the same');
  });

  it('is done once for each by two processes, and goes no further once it is stopped or the macro is gone', async () => {
    const customers = await Promise.all(Array.from({ length: 4 }, () => desk.customer()));
    const { id } = await write({ kind: 'note', text: 'Only once' });
    const run = await runMacro(
      app,
      ana,
      id,
      customers.map((one) => one.id),
    );
    const never = new AbortController().signal;
    await Promise.all([goOnInBackground(app, run.id, never), goOnInBackground(app, run.id, never)]);
    for (const { detail } of customers) assert.equal((await detail()).notes.length, 1);
    const stopped = await runMacro(
      app,
      ana,
      id,
      customers.map((one) => one.id),
    );
    await goOnInBackground(app, stopped.id, AbortSignal.abort());
    for (const { detail } of customers) assert.equal((await detail()).notes.length, 1, 'it was told to stop');
    await removeMacro(app, ana, id, true);
    await goOnInBackground(app, stopped.id, never);
    for (const { detail } of customers) assert.equal((await detail()).notes.length, 1, 'the macro is gone');
  });
});
