import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { listening } from '#platform/webhooks/testing/heard.ts';
import { approvalHookTypes } from './index.ts';
import { expire, withdraw } from './service/author.ts';
import { openDesk } from './testing/desk.ts';

const desk = await openDesk();
const { app, ana, lea } = desk;
after(() => desk.close());
await desk.settings({ isOn: true, needed: 2 });
const heard = await listening(app, approvalHookTypes);
const told = async () =>
  (await heard()).map(({ type, data }) => [
    type,
    data['approval']!['state'],
    data['approval']!['replyId'],
    data['by'],
  ]);

test('webhooks hear how an approval ended, once, and nothing of the way there', async () => {
  const approved = await desk.ask(ana, 'One');
  assert.deepEqual(await told(), [], 'to be asked is no end');
  await desk.approve(lea, approved.approvalId);
  assert.deepEqual(await told(), [['approval.decided', 'approved', approved.reply.id, 'Lea']]);
  const withdrawn = await desk.ask(ana, 'Two');
  await withdraw(app, ana, withdrawn.approvalId);
  assert.deepEqual(await told(), [['approval.decided', 'withdrawn', withdrawn.reply.id, 'Ana']]);
  const late = await desk.ask(ana, 'Three');
  await expire(app, late.approvalId);
  await expire(app, late.approvalId);
  const [ended, ...rest] = await told();
  assert.deepEqual([ended?.slice(0, 3), rest], [['approval.decided', 'expired', late.reply.id], []]);
});
