import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { changeConversations } from '#respond/inbox/index.ts';
import { changeCases } from './service/change.ts';
import { readCase } from './service/detail.ts';
import { exportCase } from './service/export.ts';
import { openCase } from './service/open.ts';
import { undoCaseChange } from './service/undo.ts';
import { openCaseDesk } from './testing/desk.ts';

const { app, ana, ben, customer, company } = await openCaseDesk();
after(() => company.close());

const fresh = async () => {
  const [one, two] = [await customer(), await customer()];
  const { ids } = await openCase(app, ana, { conversationIds: [one.id, two.id] });
  return { id: ids[0]!, one: one.id, two: two.id };
};
const told = async (id: string) =>
  (await readCase(app, ana, id)).history.map(({ text, until }) => (until === null ? text : [text, until]));

test('what is done to a case is told once, with all that its conversations know of it', async () => {
  const { id } = await fresh();
  const until = new Date(Date.now() + 86_400_000);
  const { undo } = await changeCases(app, ana, [id], {
    handling: { snoozedUntil: until, snoozeReason: 'the part comes' },
  });
  const snoozed = ['Ana snoozed it (the part comes)', until.toISOString()];
  assert.deepEqual(await told(id), [snoozed, 'Ana opened the case']);
  assert.ok(
    (await exportCase(app, ana, id, 'html')).body.includes(
      `(the part comes) until ${until.toISOString().slice(0, 16).replace('T', ' ')}`,
    ),
  );
  await undoCaseChange(app, ben, undo);
  assert.deepEqual((await told(id)).filter((line) => typeof line !== 'string').length, 1);

  await changeCases(app, ana, [id], { handling: { assigneeId: ben.id, addLabels: ['late', 'part'] } });
  assert.deepEqual((await told(id)).slice(0, 2).toSorted(), [
    'Ana added “late”, “part”',
    'Ana assigned all its conversations to Ben',
  ]);
  await changeCases(app, ana, [id], { handling: { assigneeId: null, removeLabels: ['part'] } });
  assert.deepEqual((await told(id)).slice(0, 2).toSorted(), [
    'Ana removed “part”',
    'Ana took it from everybody',
  ]);
  await changeCases(app, ben, [id], { status: 'solved' });
  assert.equal((await told(id))[0], 'Ben solved it');
});

test('what is done to one conversation of a case alone is told in the case', async () => {
  const { id, one } = await fresh();
  const until = new Date(Date.now() + 3_600_000);
  await changeConversations(app, ben, [one], { snoozedUntil: until });
  await changeConversations(app, ben, [one], { addLabels: ['alone'] });
  const [labelled, slept] = await told(id);
  assert.equal(labelled, 'Ben added the label “alone”');
  assert.deepEqual(slept, ['Ben snoozed it', until.toISOString()]);
  // Solving the case says nothing of a conversation that somebody else did at another moment.
  await changeConversations(app, ben, [one], { status: 'done' });
  await changeCases(app, ana, [id], { status: 'solved' });
  const lines = await told(id);
  assert.ok(lines.includes('Ben marked it done') && lines.includes('Ana solved it'), lines.join('; '));
  assert.ok(!lines.includes('Ana marked it done'));
});
