import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { conversationCasesPort } from '#respond/inbox/index.ts';
import { labelCases, readCaseFacts, saveType } from '#respond/cases/index.ts';
import { cannedInput, saveCanned } from '#respond/canned/index.ts';
import { connectorsPort } from '#connectors/kit/index.ts';
import { connectAccount } from '#people/brand/index.ts';
import { queueReply } from '#respond/replies/index.ts';
import { saveTeam, teamInput } from '#people/teams/index.ts';
import { readDraft, saveDraft } from '#respond/inbox/index.ts';
import { changeConversations } from '#respond/inbox/index.ts';
import type { Actor } from '#platform/app/index.ts';
import { pick, randomFrom, shuffled } from '../../../test/helpers/random.ts';
import { openSendingDesk } from '../schedule/testing/desk.ts';
import { wordsOf } from './domain.ts';
import { previewMacro } from './preview.ts';
import { goOnInBackground, readRun, runMacro } from './run.ts';
import { macroInput, type MacroAction } from './schema.ts';
import { listMacros, removeMacro, saveMacro } from './service.ts';
import { undoRun } from './undo.ts';

const desk = await openSendingDesk();
const { app, ana } = desk;
after(() => desk.company.close());
app.provide(conversationCasesPort, { label: labelCases });
const ben: Actor = {
  ...desk.ben,
  permissions: new Set([...desk.ben.permissions, 'macros.share', 'canned.share']),
};
const team = await saveTeam(app, ben, teamInput.parse({ name: 'Billing' }));
const field = {
  key: 'cause',
  label: 'Cause',
  kind: 'text' as const,
  choices: [],
  isRequired: false,
  isShown: false,
};
const refunds = await saveType(app, ben, undefined, {
  name: 'Refund',
  description: '',
  fields: [field],
  isDefault: false,
  position: 2,
});
const canned = await saveCanned(
  app,
  ana,
  cannedInput.parse({ name: 'Soon', texts: [{ language: 'en', body: 'Hi {{customer.first_name|you}}' }] }),
);
const never = new AbortController().signal;

const write = (actions: readonly object[], more: object = {}, actor = ana) =>
  saveMacro(app, actor, macroInput.parse({ name: 'Refund', actions, ...more }));

/** Everything that a macro may change in a conversation. */
async function snapshot({ id, detail }: Awaited<ReturnType<typeof desk.customer>>) {
  const { status, snoozedUntil, assignee, team: its, labels, draft, notes, replies } = await detail();
  const ofCase = (await readCaseFacts(app, [id])).get(id);
  return {
    status,
    snoozedUntil,
    assignee,
    team: its,
    labels,
    draft,
    notes: notes.map(({ text }) => text),
    leaving: replies.filter(({ state }) => state !== 'cancelled').length,
    case: ofCase ? { id: ofCase.caseId, type: ofCase.typeId, fields: ofCase.fields } : null,
  };
}

describe('a macro', () => {
  it('does everything with one key, says so in the history, and is taken back with another', async () => {
    const customer = await desk.customer('Maya Lin');
    await saveDraft(app, ana, customer.id, 'I had begun');
    const before = await snapshot(customer);
    const macro = await write([
      { kind: 'reply', cannedId: canned.id, how: 'queue', thenStatus: 'waiting' },
      { kind: 'label', add: ['refund'] },
      { kind: 'assign', to: 'me' },
      { kind: 'team', teamId: team.id },
      { kind: 'case', typeId: refunds.id, fields: { cause: 'us' } },
      { kind: 'note', text: 'Paid back to {{customer.name}}' },
      { kind: 'status', status: 'done' },
    ]);
    const run = await runMacro(app, ana, macro.id, [customer.id]);
    assert.deepEqual([run.state, run.done, run.failed, run.problems], ['done', 1, 0, []]);
    const made = await snapshot(customer);
    assert.deepEqual(
      { ...made, case: made.case && { ...made.case, id: '' } },
      {
        status: 'done',
        snoozedUntil: null,
        assignee: { id: ana.id, name: 'Ana' },
        team: { id: team.id, name: 'Billing' },
        labels: ['refund'],
        draft: null,
        notes: ['Paid back to Maya Lin'],
        leaving: 1,
        case: { id: '', type: refunds.id, fields: { cause: 'us' } },
      },
    );
    const { activity, replies } = await customer.detail();
    assert.ok(activity.some(({ text }) => text === 'Ana ran the macro “Refund”'));
    assert.equal(replies[0]!.text, 'Hi Maya');
    const undone = await undoRun(app, ana, run.id);
    assert.deepEqual([undone.state, undone.problems], ['undone', []]);
    assert.deepEqual(await snapshot(customer), before);
    await assert.rejects(undoRun(app, ana, run.id), { code: 'macro.undone' });
    await assert.rejects(readRun(app, ben, run.id), { code: 'macro.run_not_found' });
  });

  it('whatever it does, in any order: taken back, everything is as it was', { timeout: 60_000 }, async () => {
    const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000);
    const random = randomFrom(seed);
    const all: MacroAction[] = [
      { kind: 'reply', cannedId: null, text: 'Hi there', how: 'queue', thenStatus: 'done' },
      { kind: 'reply', cannedId: canned.id, text: '', how: 'draft', thenStatus: 'waiting' },
      { kind: 'label', add: ['a', 'B'], remove: ['old'] },
      { kind: 'assign', to: 'me' },
      { kind: 'assign', to: null },
      { kind: 'team', teamId: team.id },
      { kind: 'status', status: 'waiting' },
      { kind: 'snooze', minutes: 90 },
      { kind: 'case', typeId: refunds.id, fields: {} },
      { kind: 'note', text: 'A note' },
      { kind: 'follow-up', days: 3, text: 'ask again' },
    ];
    for (let round = 0; round < 6; round++) {
      const customer = await desk.customer('Maya');
      await changeConversations(app, ana, [customer.id], {
        addLabels: random() < 0.5 ? ['old'] : [],
        assigneeId: random() < 0.5 ? ben.id : null,
      });
      if (random() < 0.5) await saveDraft(app, ana, customer.id, 'I had begun');
      const before = await snapshot(customer);
      const chosen = shuffled(random, all).slice(0, 2 + pick(random, 7));
      const onlyOne = chosen.filter(
        (action, at) => action.kind !== 'reply' || chosen.findIndex(({ kind }) => kind === 'reply') === at,
      );
      const run = await runMacro(app, ana, (await write(onlyOne)).id, [customer.id]);
      assert.deepEqual([run.done, run.problems], [1, []], `SEED=${seed}`);
      await undoRun(app, ana, run.id);
      assert.deepEqual(await snapshot(customer), before, `SEED=${seed} ${JSON.stringify(onlyOne)}`);
    }
  });

  it('is done to many with progress, each all or nothing, and why not is told', async () => {
    const customers = [];
    for (const name of ['Maya', '🌸', 'Ben', 'Cleo', 'Dan']) customers.push(await desk.customer(name));
    const macro = await write([
      { kind: 'label', add: ['told'] },
      { kind: 'reply', text: 'Hi {{customer.name}}', how: 'queue' },
    ]);
    const ids = customers.map(({ id }) => id);
    const preview = await previewMacro(app, ana, macro.id, ids);
    assert.equal(preview.fits, 5);
    assert.match(
      preview.items.find(({ conversationId }) => conversationId === ids[1])!.problem!,
      /\{\{customer\.name\}\}/,
    );
    assert.equal(preview.items.find(({ conversationId }) => conversationId === ids[0])!.text, 'Hi Maya');
    assert.deepEqual((await customers[0]!.detail()).labels, [], 'nothing was done');
    const begun = await runMacro(app, ana, macro.id, ids);
    assert.deepEqual([begun.state, begun.total], ['running', 5]);
    await assert.rejects(undoRun(app, ana, begun.id), { code: 'macro.still_running' });
    const heard: number[] = [];
    const off = app.bus.on('macro.progress', ({ done }) => void heard.push(done));
    await goOnInBackground(app, begun.id, never);
    await goOnInBackground(app, begun.id, never);
    off();
    const run = await readRun(app, ana, begun.id);
    assert.deepEqual([run.state, run.done, run.failed], ['done', 4, 1]);
    assert.deepEqual(
      (await customers[1]!.detail()).labels,
      [],
      'nothing of it where it could not be done whole',
    );
    assert.equal((await customers[3]!.detail()).replies.length, 1, 'and once where it could');
    await undoRun(app, ana, run.id);
    for (const { detail } of customers) assert.deepEqual((await detail()).labels, []);
  });

  it('is offered only where its condition holds', async () => {
    const [in_, out] = [await desk.customer(), await desk.customer()];
    await changeConversations(app, ana, [in_.id], { addLabels: ['refund'] });
    const macro = await write([{ kind: 'status', status: 'done' }], {
      name: 'Only refunds',
      condition: { version: 1, when: { fact: 'label', op: 'has-any-of', value: ['refund'] } },
    });
    const offered = async (id: string) => (await listMacros(app, ana, id)).some((one) => one.id === macro.id);
    assert.deepEqual([await offered(in_.id), await offered(out.id)], [true, false]);
    const run = await runMacro(app, ana, macro.id, [in_.id, out.id]);
    assert.deepEqual([run.done, run.skipped], [1, 1]);
    assert.equal((await out.detail()).status, 'open');
  });

  it('keeps what others changed since when it is taken back, and says so', async () => {
    const customer = await desk.customer();
    const macro = await write([
      { kind: 'status', status: 'done' },
      { kind: 'reply', text: 'A draft', how: 'draft' },
    ]);
    const run = await runMacro(app, ana, macro.id, [customer.id]);
    await changeConversations(app, ben, [customer.id], { status: 'waiting' });
    await saveDraft(app, ana, customer.id, 'A draft, and more');
    const undone = await undoRun(app, ana, run.id);
    assert.equal(undone.partly, 1);
    assert.equal((await customer.detail()).status, 'waiting');
    assert.equal(await readDraft(app, customer.id, ana.id), 'A draft, and more');
  });
});

describe('macros', () => {
  it('give nobody what he may not do by hand, as a token that names macros alone', async () => {
    const customer = await desk.customer();
    const token = { ...ana, kind: 'token' as const, permissions: new Set(['macros.use', 'inbox.work']) };
    const answers = await write([{ kind: 'reply', text: 'Hello', how: 'queue' }]);
    const labels = await write([{ kind: 'label', add: ['seen'] }]);
    const settles = await write([{ kind: 'case', typeId: refunds.id, fields: {} }]);
    for (const { id } of [answers, settles])
      await assert.rejects(runMacro(app, token, id, [customer.id]), { code: 'http.forbidden' });
    assert.deepEqual((await customer.detail()).replies, []);
    assert.equal((await runMacro(app, token, labels.id, [customer.id])).done, 1);
  });

  it('answer from the account that answered before, not from another mailbox of ours', async () => {
    const { connector } = desk.network;
    const connect: typeof connector.connect = async (input) => ({
      externalId: `did:plc:${input.identifier}`,
      handle: input.identifier,
      credentials: {},
    });
    app.provide(connectorsPort, {
      ...app.use(connectorsPort),
      replies: new Map([['bluesky', { ...connector, connect }]]),
    });
    const wish = { network: 'bluesky', identifier: 'billing.example', password: 'secret' };
    const { id: accountId } = await connectAccount(app, { ...ben, role: 'owner' }, wish);
    const [known, fresh] = [await desk.customer(), await desk.customer()];
    await queueReply(app, ana, known.id, {
      text: 'We look',
      postId: known.postId,
      accountId,
      idempotencyKey: 'from-billing',
      thenStatus: 'waiting',
      isConfirmed: true,
    });
    const { id } = await write([{ kind: 'reply', text: 'Paid back', how: 'queue' }]);
    const run = await runMacro(app, ana, id, [known.id, fresh.id]);
    assert.deepEqual(run.problems, []);
    const spoke = async ({ detail }: typeof known) => (await detail()).replies.at(-1)!.account.handle;
    assert.deepEqual([await spoke(known), await spoke(fresh)], ['billing.example', 'acme.example']);
  });

  it('that a process left behind half done are ended by another', async () => {
    const customer = await desk.customer();
    const { id } = await write([{ kind: 'label', add: ['left'] }]);
    const run = await runMacro(app, ana, id, [customer.id]);
    // As after kill -9 between the run and its first conversation.
    await app.db.query(`update macro_runs set state = 'running' where id = $1`, [run.id]);
    await app.db.query(`update macro_run_items set state = 'waiting' where run_id = $1`, [run.id]);
    const jobs = await app.db.query('select from graphile_worker._private_jobs where key = $1', [
      `macros.run:${run.id}`,
    ]);
    assert.equal(jobs.length, 1);
    await goOnInBackground(app, run.id, never);
    assert.equal((await readRun(app, ana, run.id)).state, 'done');
  });

  it('are one’s own, a team’s or everybody’s, and say in words what they do', async () => {
    await assert.rejects(write([{ kind: 'status', status: 'done' }], { scope: 'all' }), {
      code: 'macro.not_yours',
    });
    const shared = await write([{ kind: 'assign', to: ben.id }], { scope: 'all', name: 'To Ben' }, ben);
    const seen = (await listMacros(app, ana)).find(({ id }) => id === shared.id)!;
    assert.deepEqual([seen.canChange, seen.does], [false, ['assigns it to Ben']]);
    await removeMacro(app, ben, shared.id, true);
    assert.ok(!(await listMacros(app, ana)).some(({ id }) => id === shared.id));
    await removeMacro(app, ben, shared.id, false);
    const own = (await write([{ kind: 'note', text: 'x' }])).id;
    await assert.rejects(runMacro(app, ben, own, []), { code: 'macro.not_found' });
  });

  it('refuse what could not be done anywhere', async () => {
    const reply = { kind: 'reply', text: 'x' };
    await assert.rejects(write([reply, reply]), { code: 'macro.reply_twice' });
    await assert.rejects(write([{ kind: 'reply' }]), { code: 'macro.reply_empty' });
    await assert.rejects(write([{ kind: 'note', text: '{{nobody}}' }]), { code: 'macro.unknown_variable' });
    await assert.rejects(write([reply], { condition: { version: 1, when: { nonsense: 1 } } }), {
      code: 'condition.invalid',
    });
  });

  it('are told in words', () => {
    const nameOf = (id: string) => id;
    const words = (action: object) => wordsOf(action as MacroAction, { nameOf, fieldOf: nameOf });
    assert.equal(
      words({ kind: 'label', add: ['a', 'b'], remove: ['c'] }),
      'adds the labels a, b and removes the label c',
    );
    assert.equal(words({ kind: 'snooze', minutes: 120 }), 'snoozes it for 2 hours');
    assert.equal(words({ kind: 'follow-up', days: 1, text: 'ask' }), 'brings it back after 1 day: ask');
    assert.equal(
      words({ kind: 'case', typeId: 'Fault', fields: { since: 'today' } }),
      'makes it a case of type Fault with since: today',
    );
  });
});
