import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { App } from '#platform/app/index.ts';
import { createTestApp, type TestApp } from '../../../../test/helpers/app.ts';
import { plansOf } from '../../../../test/helpers/plans.ts';
import { selectList } from './store.ts';

const MANY = 4000;
let test: TestApp;
let app: App;
before(async () => {
  test = await createTestApp();
  app = test.app;
  await app.db.query(`insert into idea_boards (id, slug, name) values ('brd_1', 'box', 'Box')`);
  await app.db.query(
    `insert into ideas (id, board_id, title, slug, author_name, root_id, votes, votes_before, created_at)
     select id, 'brd_1', 'An idea', 'an-idea', 'Maya', id, n % 50, n % 7, now() - n * interval '7 minutes'
       from (select n, 'ide_' || lpad(n::text, 8, '0') as id from generate_series(1, $1::int) n) i`,
    [MANY],
  );
  await app.db.query(
    `insert into idea_votes (id, idea_id, root_id, kind, voter_id, member_id, at)
     select 'vot_' || i || '_' || m, id, id, 'vote', 'mem_' || m, 'mem_' || m, now() - i * interval '1 day'
       from (select id, row_number() over (order by id)::int as i from ideas) x cross join generate_series(1, 3) m where i <= 60 and m <= 1 + i % 3`,
  );
  await app.db.query('analyze ideas');
  await app.db.query('analyze idea_votes');
});
after(() => test.close());
const asked = { boards: ['brd_1'], statuses: ['open', 'planned'], limit: 21 } as const;

describe('lists of ideas', () => {
  it('read their own page only by votes and by age', async () => {
    const explained = plansOf(app);
    for (const sort of ['top', 'new'] as const) {
      const found = await selectList(app, { ...asked, sort, limit: 301 });
      const last = found.at(-2)!;
      for (const after_ of [undefined, { rank: last.rank, id: last.id }]) {
        await selectList(explained.app, { ...asked, sort, after: after_ });
        const plan = explained.last();
        assert.match(plan, /Index Scan using ideas_/, plan);
        assert.doesNotMatch(plan, /Sort/, plan);
        if (after_) assert.match(plan, /Index Cond: .*ROW\(/, plan);
      }
      const [next] = await selectList(app, { ...asked, sort, after: { rank: last.rank, id: last.id } });
      assert.equal(next?.id, found.at(-1)!.id);
    }
  });

  it('count the votes of the last days once for all, those with most first and the others behind them', async () => {
    const whole = await selectList(app, { ...asked, sort: 'trending', limit: MANY });
    const [counted] = await app.db.query<{ votes: Record<string, number> }>(
      `select json_object_agg(root_id, n) as votes from (select root_id, count(*) as n from idea_votes
         where at > now() - interval '14 days' group by 1) v`,
    );
    assert.equal(whole.length, MANY);
    const ranks = whole.map(({ rank }) => rank);
    assert.deepEqual(
      ranks,
      ranks.toSorted((a, b) => b - a),
    );
    for (const { id, rank } of whole) assert.equal(rank, counted!.votes[id] ?? 0, id);
  });
});
