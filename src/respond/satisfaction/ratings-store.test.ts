import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { App } from '#platform/app/index.ts';
import { newId } from '#platform/ids/index.ts';
import { createTestApp, type TestApp } from '../../../test/helpers/app.ts';
import { plansOf } from '../../../test/helpers/plans.ts';
import { insertRating, lastRatings } from './ratings-store.ts';

let test_: TestApp;
let app: App;
before(async () => {
  test_ = await createTestApp();
  app = test_.app;
});
after(() => test_.close());

/** A rating of these accounts, so many days ago; behind a link that this person was sent, if there is one. */
async function rate(accountIds: string[], rating: number, daysAgo: number, personKey?: string) {
  const askId = personKey === undefined ? null : newId('ask');
  if (personKey !== undefined)
    await app.db.query(
      `insert into satisfaction_asks (id, conversation_id, state, due_at, person_key, asked_at)
       values ($1, $2, 'answered', now(), $3, now() - make_interval(days => $4))`,
      [askId, newId('conv'), personKey, daysAgo],
    );
  const base = { askId, caseId: null, conversationIds: [newId('conv')], network: 'mail', text: null };
  const id = await insertRating(app, { ...base, source: askId ? 'link' : 'page', rating, accountIds });
  await app.db.query('update ratings set at = now() - make_interval(days => $2) where id = $1', [
    id,
    daysAgo,
  ]);
}

test('the last rating of a person is found behind links and on pages, however often he is asked for', async () => {
  await rate(['acct_a', 'acct_b'], 5, 9);
  await rate(['acct_b'], 2, 3);
  await rate(['acct_c'], 4, 1, 'person_1');
  await rate([], 1, 30, 'person_1');
  const found = await lastRatings(app, ['acct_a', 'acct_b', 'acct_b', 'person_1', 'acct_none']);
  assert.deepEqual([...found].map(([key, { rating }]) => [key, rating]).sort(), [
    ['acct_a', 5],
    ['acct_b', 2],
    ['person_1', 4],
  ]);
});

test('whoever never rated is not looked for among the ratings of all others', async () => {
  await app.db.query(
    `insert into ratings (id, source, conversation_ids, rating, network, account_ids, at)
     select 'rating_' || n, 'page', array['conv_' || n], 1 + n % 5, 'mail', array['acct_' || n], now() - make_interval(mins => n)
       from generate_series(1, 20000) as n`,
  );
  await app.db.query('analyze ratings');
  const { app: asked, last } = plansOf(app);
  await lastRatings(asked, ['acct_none', 'acct_other']);
  assert.match(last(), /Bitmap Index Scan on ratings_accounts/);
  assert.doesNotMatch(last(), /ratings_at|Seq Scan on ratings/, last());
});
