import assert from 'node:assert/strict';
import { after, afterEach, test } from 'node:test';
import { findConversationOfPost, readConversation } from '../service/detail.ts';
import { followConversations, tellFollowers } from '../service/follow.ts';
import { BRAND, say, under } from '../testing/company.ts';
import { floodJobs } from './jobs.ts';
import { letThreadsIn } from './let-in.ts';
import { moveFloods } from './move.ts';
import { releaseFlood } from './release.ts';
import { changeBrake } from './settings.ts';
import { selectBrake } from './settings-store.ts';
import { distrust, listTrusted } from './trusted.ts';
import { openFloods } from './testing/loud.ts';
import { listHeld } from './view.ts';

const { company, ana, ben, somebody, hear, posts, rowsOf, marked } = await openFloods();
const { app } = company;
const told: string[] = [];
followConversations(app, {
  name: 'test',
  handle: async (_app, news) => void told.push(...news.map(({ conversationId }) => conversationId)),
});
after(() => company.close());
afterEach(() => changeBrake(app, ben, { isOn: true, threads: 10, minutes: 10 }));

const floodOf = async (author: string) => (await marked(author))?.flood;
const settle = async () => {
  while (await tellFollowers(app));
};
const notices = () =>
  app.db.query<{ link: string }>(`select link from notices where key like 'flood:%' and resolved_at is null`);

test('200 threads of one sender are ten rows and one mark; nobody else is held up, nothing is lost, and it is told once', async () => {
  const [loud, calm] = [somebody(), somebody()];
  await settle();
  told.length = 0;
  for (let part = 0; part < 5; part += 1) await hear(...posts(loud, 40), ...posts(calm, 1));
  const rows = await rowsOf(loud);
  assert.equal(rows.length, 10);
  assert.equal((await rowsOf(calm)).length, 5, 'everybody else gets a row each');
  const marked = rows.filter((row) => row.flood !== null);
  assert.deepEqual(
    marked.map((row) => [row.flood!.posts, row.flood!.threads]),
    [[190, 190]],
  );
  await settle();
  assert.equal(new Set(told).size, 15, 'rules, promises and webhooks hear of the rows only');
  assert.deepEqual(
    (await notices()).map((row) => row.link),
    [`/inbox/${marked[0]!.id}`],
  );
  const lead = await readConversation(app, ana, marked[0]!.id);
  assert.equal(lead.activity.filter(({ action }) => action === 'flood').length, 1);
  const first = await listHeld(app, marked[0]!.flood!.id, { limit: 100 });
  const rest = await listHeld(app, marked[0]!.flood!.id, { limit: 100, cursor: first.nextCursor });
  assert.equal(new Set([...first.items, ...rest.items].map(({ id }) => id)).size, 190);
  assert.equal(rest.nextCursor, undefined);
  assert.match(first.items[0]!.text, /acme, buy number/);
});

test('a thread that is let in is a conversation like any other, with all that was said in it', async () => {
  const loud = somebody();
  await hear(...posts(loud, 12));
  const flood = (await floodOf(loud))!;
  const { items } = await listHeld(app, flood.id, { limit: 10 });
  const more = say(loud, 'more', 'acme, did you read it?', { minutesAgo: 4, ...under(items[0]!.externalId) });
  await hear(more);
  assert.equal((await floodOf(loud))!.posts, 3, 'what is said further in a held thread is held with it');
  await settle();
  told.length = 0;
  const { conversationIds } = await letThreadsIn(app, ana, flood.id, [items[0]!.id]);
  assert.equal(conversationIds.length, 1);
  assert.equal((await readConversation(app, ana, conversationIds[0]!)).postCount, 2);
  assert.equal(await findConversationOfPost(app, items[0]!.id), conversationIds[0]);
  await settle();
  assert.deepEqual(new Set(told).has(conversationIds[0]!), true, 'it is routed and told now');
  assert.equal((await floodOf(loud))!.posts, 1);
  await assert.rejects(letThreadsIn(app, ana, flood.id, [items[0]!.id]), { code: 'flood.none_left' });
  await assert.rejects(letThreadsIn(app, ana, 'flood_0', [items[0]!.id]), { code: 'flood.not_found' });
});

test('said to be no flood, everything is let in and the sender is held no more, until somebody changes that', async () => {
  const loud = somebody();
  await hear(...posts(loud, 520));
  const flood = (await floodOf(loud))!;
  const { conversationIds, isMore } = await releaseFlood(app, ana, flood.id);
  assert.deepEqual([conversationIds.length, isMore], [500, true]);
  const again = await releaseFlood(app, ana, flood.id);
  assert.deepEqual(
    [again.conversationIds.length, again.isMore],
    [10, false],
    'said once more, the rest comes',
  );
  assert.equal(await floodOf(loud), undefined);
  assert.equal((await rowsOf(loud)).length, 520);
  await assert.rejects(releaseFlood(app, ana, flood.id), { code: 'flood.not_found' });
  await hear(...posts(loud, 3));
  assert.equal(await floodOf(loud), undefined);
  const { items: trusted } = await listTrusted(app, { limit: 10 });
  assert.deepEqual([trusted.length, trusted[0]!.byName], [1, 'Ana']);
  await distrust(app, ben, trusted[0]!.accountId);
  await assert.rejects(distrust(app, ben, trusted[0]!.accountId), { code: 'flood.not_trusted' });
  await hear(...posts(loud, 3));
  assert.equal((await floodOf(loud))!.posts, 3);
});

test('an edit of what is held stays held, and what is deleted is held no longer', async () => {
  const loud = somebody();
  const [first, ...others] = posts(loud, 12);
  await hear(...others, first!);
  const flood = (await floodOf(loud))!;
  const { items } = await listHeld(app, flood.id, { limit: 10 });
  const held = [first!, ...others].find((post) => post.externalId === items[0]!.externalId)!;
  await hear({ ...held, version: Date.now() * 1000, text: 'acme, sorry' });
  assert.equal((await floodOf(loud))!.posts, 2);
  assert.equal((await rowsOf(loud)).length, 10);
  await hear({
    type: 'delete',
    origin: held.origin,
    externalId: held.externalId,
    version: (Date.now() + 1) * 1000,
  });
  assert.equal((await floodOf(loud))!.posts, 1);
});

test('when the conversation in front goes, the oldest thread behind it takes its place', async () => {
  const loud = somebody();
  await hear(...posts(loud, 13));
  const lead = (await rowsOf(loud)).find((row) => row.flood !== null)!;
  const [post] = (await readConversation(app, ana, lead.id)).thread;
  await hear({
    type: 'delete',
    origin: post!.origin,
    externalId: post!.externalId,
    version: Date.now() * 1000,
  });
  assert.equal(await floodOf(loud), undefined);
  await floodJobs(app)['inbox.move-floods']!({ floodIds: [lead.flood!.id] }, new AbortController().signal);
  const now = (await rowsOf(loud)).find((row) => row.flood !== null)!;
  assert.notEqual(now.id, lead.id);
  assert.equal(now.flood!.posts, 2);
  await moveFloods(app, ['flood_0']);
});

test('the limits are the company’s, and off is off', async () => {
  await changeBrake(app, ben, { isOn: true, threads: 3, minutes: 1 });
  const [loud, louder] = [somebody(), somebody()];
  await hear(...posts(loud, 5));
  assert.equal((await rowsOf(loud)).length, 3);
  await changeBrake(app, ben, { isOn: false, threads: 3, minutes: 1 });
  await hear(...posts(louder, 30));
  assert.equal((await rowsOf(louder)).length, 30);
  assert.equal((await selectBrake(app)).isOn, false);
});

test('many words in one thread are one row, as ever', async () => {
  const loud = somebody();
  const [root] = posts(loud, 1);
  await hear(root!);
  const [row] = await rowsOf(loud);
  const answers = Array.from({ length: 40 }, (_, at) =>
    say(loud, `a${at}`, `acme? ${at} ${BRAND}`, { minutesAgo: 3, ...under(root!.externalId) }),
  );
  await hear(...answers);
  assert.deepEqual([(await rowsOf(loud)).length, await floodOf(loud)], [1, undefined]);
  assert.equal((await rowsOf(loud))[0]!.id, row!.id);
});
