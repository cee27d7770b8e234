import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { changeConversation } from './service/change.ts';
import { countInbox, type InboxAsked, listInbox } from './service/list.ts';
import { searchConversations } from './service/search.ts';
import { say } from './testing/company.ts';
import { asked, openDesk } from './testing/desk.ts';

const { company, ana, ben, list, of, somebody } = await openDesk();
after(() => company.close());

test('pages follow each other without gaps or doubles in every order', async () => {
  await company.hear(
    ...Array.from({ length: 17 }, (_, i) => say(somebody(), '1', 'acme?', { minutesAgo: 10 + (i % 5) })),
  );
  for (const sort of ['priority', 'newest', 'oldest'] as const) {
    const all = (await list({ sort, limit: 200 })).map((row) => row.id);
    assert.ok(all.length > 12);
    const paged: string[] = [];
    for (let cursor: string | undefined, isFirst = true; isFirst || cursor; isFirst = false) {
      const page = await listInbox(company.app, ana, { ...asked, sort, limit: 5, cursor });
      paged.push(...page.items.map((row) => row.id));
      cursor = page.nextCursor;
    }
    assert.deepEqual(paged, all, sort);
  }
  await assert.rejects(listInbox(company.app, ana, { ...asked, cursor: 'nonsense' }), {
    code: 'http.cursor_invalid',
  });
});

test('a row says whether its customer spoke to us alone', async () => {
  const [open, alone] = [somebody(), somebody()];
  await company.hear(say(open, '1', 'acme?'), say(alone, '1', 'to you only', { visibility: 'private' }));
  assert.deepEqual([(await of(open)).isPrivate, (await of(alone)).isPrivate], [false, true]);
});

test('the queue falls by priority among those who wait', async () => {
  const rows = (await list({ status: 'open', limit: 200 })).filter((row) => row.waitingSince);
  const priorities = rows.map((row) => row.priority);
  for (let i = 1; i < priorities.length; i++)
    assert.ok(priorities[i]! <= priorities[i - 1]! + 1, `${priorities[i - 1]} then ${priorities[i]}`);
});

test('filters and counts', async () => {
  const author = somebody();
  await company.hear(say(author, '1', 'my router smokes', { network: 'mastodon', origin: 'mastodon' }));
  const { id } = await of(author);
  await changeConversation(company.app, ana, id, { assigneeId: ana.id, addLabels: ['fire'] });
  const found = async (more: Partial<InboxAsked>, actor = ana) =>
    (await list({ status: 'open', ...more }, actor)).some((row) => row.id === id);
  assert.equal(
    await found({ assignee: 'me', label: 'fire', topic: 'topic_router', network: 'mastodon' }),
    true,
  );
  assert.equal(await found({ assignee: ana.id }, ben), true);
  assert.equal(await found({ assignee: 'me' }, ben), false);
  assert.equal(await found({ assignee: 'nobody' }), false);
  assert.equal(await found({ topic: 'topic_brand' }), false);
  assert.equal(await found({ network: 'bluesky' }), false);
  assert.equal(await found({ status: 'done' }), false);
  const counts = await countInbox(company.app, ana);
  assert.equal(counts.mine, 1);
  assert.equal(counts.open, (await list({ status: 'open', limit: 200 })).length);
  assert.equal(counts.unassigned, (await list({ status: 'open', assignee: 'nobody', limit: 200 })).length);
});

test('search speaks the topics language and keeps to the filters', async () => {
  const author = somebody();
  await company.hear(say(author, '1', 'The acme zebra crossing is closed', { minutesAgo: 3 }));
  const { id } = await of(author);
  const found = async (q: string, more: Partial<InboxAsked> = {}) =>
    (await list({ q, ...more })).map((row) => row.id);
  assert.deepEqual(await found('"zebra crossing"'), [id]);
  assert.deepEqual(await found('zebr* AND NOT lion'), [id]);
  assert.deepEqual(await found('"crossing zebra"'), []);
  assert.deepEqual(await found('zebra', { status: 'done' }), []);
  await assert.rejects(list({ q: 'zebra AND (' }), { code: 'inbox.query_invalid' });
});

test('a search that had no time for all says how far back it looked', async () => {
  await company.hear(
    ...Array.from({ length: 70 }, (_, n) => say(somebody(), '1', `a walrus ate router ${n}`)),
  );
  const all = await searchConversations(company.app, 'walrus', { budgetMs: 60_000 });
  assert.deepEqual([all.ids.length, all.searchedTo], [70, undefined]);
  const some = await searchConversations(company.app, 'walrus', { budgetMs: -1 });
  assert.ok(some.searchedTo !== undefined && some.ids.length < 70, `${some.ids.length}`);
  assert.ok(some.ids.every((id) => all.ids.includes(id)));
});
