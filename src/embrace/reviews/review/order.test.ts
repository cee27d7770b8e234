import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { App } from '#platform/app/index.ts';
import { createTestApp, type TestApp } from '../../../../test/helpers/app.ts';
import { plansOf } from '../../../../test/helpers/plans.ts';
import { SORTS } from '../domain.ts';
import { selectAllProducts } from '../product/store.ts';
import { selectList } from './list-store.ts';

const MANY = 4000;
let test: TestApp;
let app: App;
before(async () => {
  test = await createTestApp();
  app = test.app;
  await app.db.query(
    `insert into review_products (id, slug, name) select 'prd_' || n, 'p' || n, 'Product ' || n from generate_series(1, 400) n`,
  );
  await app.db.query(
    `insert into reviews (id, product_id, author_name, stars, title, markdown, html, is_verified, incentive, state, helpful, score, written_at)
     select 'rev_' || lpad(n::text, 8, '0'), 'prd_' || (n % 2 + 1), 'Maya', n % 5 + 1, 'Good', 'It works.', '<p>It works.</p>', false, 'none',
       case when n % 9 = 0 then 'held' else 'shown' end, n % 40, review_score(n % 40, 0), now() - n * interval '7 minutes'
       from generate_series(1, $1::int) n`,
    [MANY],
  );
  await app.db.query('analyze reviews');
  await app.db.query('analyze review_products');
});
after(() => test.close());

describe('lists of reviews', () => {
  it('read their own page only, in every order that the page of a product has, and of all products by age', async () => {
    const explained = plansOf(app);
    for (const productId of ['prd_1', undefined])
      for (const sort of productId === undefined ? (['newest'] as const) : SORTS)
        for (const isDeep of [false, true]) {
          const asked = { productId, sort, states: ['shown'], limit: 21 } as const;
          const found = await selectList(app, { ...asked, limit: 500 });
          const last = found.at(-1)!;
          const after_ = isDeep ? { rank: last.rank, id: last.id } : undefined;
          await selectList(explained.app, { ...asked, after: after_ });
          const plan = explained.last();
          assert.match(plan, /Index Scan using reviews_/, `${sort}: ${plan}`);
          assert.doesNotMatch(plan, /Sort/, `${sort}: ${plan}`);
          if (!isDeep) continue;
          assert.match(plan, /Index Cond: .*ROW\(/, `${sort} begins where the page before ended: ${plan}`);
          const [next] = await selectList(app, { ...asked, after: after_ });
          assert.deepEqual(next?.id, (await selectList(app, { ...asked, limit: 501 })).at(-1)!.id);
        }
    await selectAllProducts(explained.app, 20);
    assert.doesNotMatch(explained.last(), /Sort/);
  });
});
