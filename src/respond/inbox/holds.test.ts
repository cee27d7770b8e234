import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { changeConversation } from './service/change.ts';
import { readConversation } from './service/detail.ts';
import { inboxHolds } from './index.ts';
import { say } from './testing/company.ts';
import { openDesk } from './testing/desk.ts';

const { company, ana, of, somebody } = await openDesk();
after(() => company.close());

const DAY = 86_400_000;
const postOf = async (author: string) => {
  const row = await of(author);
  return { row, id: (await readConversation(company.app, ana, row.id)).thread[0]!.id };
};

test('posts are held as long as their conversation is open or snoozed', async () => {
  const [busy, asleep, settled] = [somebody(), somebody(), somebody()];
  await company.hear(...[busy, asleep, settled].map((author) => say(author, '1', 'acme is down')));
  const [open, snoozed, done] = [await postOf(busy), await postOf(asleep), await postOf(settled)];
  await changeConversation(company.app, ana, snoozed.row.id, { snoozedUntil: new Date(Date.now() + DAY) });
  await changeConversation(company.app, ana, done.row.id, { status: 'done' });
  const held = await inboxHolds.held(company.app, [open.id, snoozed.id, done.id], new Date());
  assert.deepEqual([...held].sort(), [open.id, snoozed.id].sort());
  assert.deepEqual([...(await inboxHolds.held(company.app, [], new Date()))], []);
});

test('what waits for the customer is held while it is alive', async () => {
  const author = somebody();
  await company.hear(say(author, '1', 'acme is down'));
  const { row, id } = await postOf(author);
  await changeConversation(company.app, ana, row.id, { status: 'waiting' });
  const heldSince = async (since: number) =>
    [...(await inboxHolds.held(company.app, [id], new Date(Date.now() + since)))].length;
  assert.deepEqual([await heldSince(-DAY), await heldSince(DAY)], [1, 0]);
});
