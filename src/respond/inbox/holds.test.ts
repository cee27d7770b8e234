import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { changeConversation } from './service/change.ts';
import { readConversation } from './service/detail.ts';
import { inboxHolds } from './index.ts';
import { say } from './testing/company.ts';
import { openDesk } from './testing/desk.ts';

const { company, ana, of, somebody } = await openDesk();
after(() => company.close());

test('posts are held as long as their conversation is not done', async () => {
  const [busy, settled] = [somebody(), somebody()];
  await company.hear(say(busy, '1', 'acme is down'), say(settled, '1', 'acme was down'));
  const postOf = async (author: string) => {
    const row = await of(author);
    return { row, id: (await readConversation(company.app, ana, row.id)).thread[0]!.id };
  };
  const [open, done] = [await postOf(busy), await postOf(settled)];
  await changeConversation(company.app, ana, done.row.id, { status: 'done' });
  assert.deepEqual([...(await inboxHolds.held(company.app, [open.id, done.id]))], [open.id]);
  assert.deepEqual([...(await inboxHolds.held(company.app, []))], []);
});
