import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { takeIn } from '#listen/intake/index.ts';
import { until } from '../../../../test/helpers/app.ts';
import { readConversation } from '../service/detail.ts';
import { say, under } from '../testing/company.ts';
import { letThreadsIn } from './let-in.ts';
import { letRestIn, releaseFlood } from './release.ts';
import { lockFloodsOfSender } from './store.ts';
import { openFloods } from './testing/loud.ts';
import { forgetTrusted, listTrusted } from './trusted.ts';
import { insertTrusted } from './trusted-store.ts';
import { listHeld } from './view.ts';

const { company, ana, somebody, hear, posts, rowsOf, marked } = await openFloods();
const { app } = company;
after(() => company.close());

const heldOf = async (author: string) =>
  (await listHeld(app, (await marked(author))!.flood!.id, { limit: 50 })).items;
const accountOf = async (author: string) =>
  (await app.db.query<{ id: string }>('select id from accounts where external_id = $1', [author]))[0]!.id;
const { signal } = new AbortController();

test('what our own doors hand in is not held', async () => {
  const loud = somebody();
  await hear(...posts(loud, 12));
  await takeIn(app, { sourceId: null, items: posts(loud, 3, 4), hasLimits: true });
  assert.equal((await rowsOf(loud)).length, 13);
  await hear(...posts(loud, 1, 4));
  assert.equal((await marked(loud))!.flood!.posts, 3);
});

test('what is said in a held thread when the flood is over opens it with its beginning', async () => {
  const loud = somebody();
  await hear(...posts(loud, 12, 60));
  const [first, second] = await heldOf(loud);
  const said = (text: string, to: string, minutesAgo: number) =>
    say(loud, `${text}${minutesAgo}`, text, { minutesAgo, ...under(to) });
  await hear(said('acme? did you read it', first!.externalId, 2));
  const opened = (await rowsOf(loud)).at(-1)!;
  assert.equal((await rowsOf(loud)).length, 11);
  const { thread } = await readConversation(app, ana, opened.id);
  assert.deepEqual(
    thread.map((post) => post.text),
    [first!.text, 'acme? did you read it'],
  );
  assert.equal((await marked(loud))!.flood!.posts, 1);

  await hear(said('only stats', second!.externalId, 2));
  assert.equal((await marked(loud))!.flood!.posts, 2, 'what opens nothing is held with its thread');
  const { flood } = (await marked(loud))!;
  const { conversationIds } = await letThreadsIn(app, ana, flood!.id, [second!.id]);
  assert.equal((await readConversation(app, ana, conversationIds[0]!)).postCount, 2);
});

test('one word lets in every flood of the sender, also what came meanwhile', async () => {
  const loud = somebody();
  await hear(...posts(loud, 12, 60));
  await hear(...posts(loud, 12, 5));
  const floods = (await rowsOf(loud)).flatMap((row) => row.flood ?? []);
  assert.deepEqual(
    floods.map((flood) => flood.posts),
    [2, 2],
  );
  const { conversationIds, isMore } = await releaseFlood(app, ana, floods[0]!.id);
  assert.deepEqual([conversationIds.length, isMore], [4, false]);
  assert.equal((await rowsOf(loud)).length, 24);
  const [job] = await app.db.query<{ payload: { accountId: string } }>(
    "select payload from graphile_worker._private_jobs where key like 'inbox.let-flood-in:%' and run_at > now()",
  );
  assert.equal(job?.payload.accountId, await accountOf(loud), 'looked at once more a little later');

  const late = somebody();
  await hear(...posts(late, 12));
  await insertTrusted(app, await accountOf(late), 'Ana');
  await letRestIn(app, await accountOf(late), signal);
  assert.equal((await rowsOf(late)).length, 12, 'held by what was on its way');
});

test('all floods behind one conversation are counted, shown and let in together', async () => {
  const loud = somebody();
  await hear(...posts(loud, 12, 60));
  await hear(...posts(loud, 12, 5));
  const first = await marked(loud);
  const account = await accountOf(loud);
  await app.db.query('update conversation_floods set conversation_id = $1 where account_id = $2', [
    first!.id,
    account,
  ]);
  const { flood } = (await marked(loud))!;
  assert.deepEqual([flood!.posts, flood!.threads], [4, 4]);
  const items = await heldOf(loud);
  assert.equal(items.length, 4);
  const ids = items.map((post) => post.id);
  assert.equal((await letThreadsIn(app, ana, flood!.id, ids)).conversationIds.length, 4);
});

test('who lets a thread in while more of it comes is waited for', async () => {
  const loud = somebody();
  await hear(...posts(loud, 12, 60));
  const { flood } = (await marked(loud))!;
  const [held] = await heldOf(loud);
  const begin = Promise.withResolvers<void>();
  const more = say(loud, 'more', 'acme, more', { minutesAgo: 2, ...under(held!.externalId) });
  const hearing = begin.promise.then(() => hear(more, ...posts(loud, 13, 2)));
  await app.db.transaction(async () => {
    await lockFloodsOfSender(app, flood!.id);
    begin.resolve();
    await until('the other waits', async () => {
      const waiting = await app.db.query(
        'select from pg_locks where not granted and pg_backend_pid() = any(pg_blocking_pids(pid))',
      );
      return waiting.length > 0;
    });
    await letThreadsIn(app, ana, flood!.id, [held!.id]);
  });
  await hearing;
  const rows = await rowsOf(loud);
  assert.equal(rows.find((row) => row.excerpt === 'acme, more')?.postCount, 2);
});

test('who is trusted is read page by page, and forgotten once the account is gone, however many there are', async () => {
  const ids = [];
  for (const author of [somebody(), somebody()]) {
    await hear(...posts(author, 1));
    ids.push(await accountOf(author));
  }
  for (const id of [...ids, 'acct_0', 'acct_zz']) await insertTrusted(app, id, 'Ana');
  await forgetTrusted(app, 2);
  const left = await app.db.query<{ id: string }>('select account_id as id from flood_trusted');
  assert.ok(left.every(({ id }) => id !== 'acct_0' && id !== 'acct_zz'));
  const seen: string[] = [];
  for (let cursor: string | undefined = ''; cursor !== undefined;) {
    const page: Awaited<ReturnType<typeof listTrusted>> = await listTrusted(app, { cursor, limit: 1 });
    seen.push(...page.items.map(({ accountId }) => accountId));
    cursor = page.nextCursor;
  }
  assert.deepEqual(seen, left.map(({ id }) => id).toSorted());
  assert.ok(ids.every((id) => seen.includes(id)));
});
