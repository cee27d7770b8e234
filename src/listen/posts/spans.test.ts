import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { App } from '#platform/app/index.ts';
import { createTestApp, type TestApp } from '../../../test/helpers/app.ts';
import { pick, randomFrom } from '../../../test/helpers/random.ts';
import { idAt, isSpanTerm, spanOf, spanStart, spanTerm } from './domain.ts';
import { selectMatching } from './spans.ts';
import { AFTER_ALL, selectStream, type StreamFilter } from './store.ts';

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 10, 23);

describe('a span of ids', () => {
  it('holds the ids between two starts, and is told by a term', () => {
    const random = randomFrom(3);
    for (let n = 0; n < 200; n++) {
      const id = `${idAt(new Date(Math.floor(random() * 4e12)))}0000000000000000`;
      const span = spanOf(id);
      assert.ok(spanStart(span) <= id && id < spanStart(span + 1), id);
      assert.equal(spanTerm(id), spanTerm(spanStart(span)));
      assert.ok(isSpanTerm(spanTerm(id)));
    }
    for (const term of ['…', 'word', '…12', '#tag1']) assert.ok(!isSpanTerm(term), term);
  });
});

describe('a search span by span', () => {
  let test: TestApp;
  let app: App;

  before(async () => {
    test = await createTestApp();
    app = test.app;
    // Three years with pauses, words from usual to very rare, one post in the future, some deleted or private.
    const random = randomFrom(11);
    const rows = Array.from({ length: 4000 }, (_, n) => {
      const days = n === 0 ? -40 : random() < 0.5 ? random() * 30 : 200 + random() * 900;
      const id = `${idAt(new Date(NOW - days * DAY))}${String(n).padStart(16, '0')}`;
      const words = [random() < 0.6 && 'usual', random() < 0.05 && 'some', random() < 0.002 && 'rare', 'all'];
      return {
        id,
        words: words.filter((word) => word !== false),
        state: ['', '', '', 'gone', 'private'][pick(random, 5)],
      };
    });
    await app.db.query(
      `insert into posts (id, origin, external_id, version, account_id, network, kind, text, langs, links, tags, mentions, is_own, created_at, received_at,
         is_private, deleted_at, search)
       select id, 'test', id, 1, 'acct_a', 'test', 'post', '', '{}', '{}', '{}', '{}', false, now(), now(), state = 'private', case when state = 'gone' then now() end,
         array_to_tsvector(string_to_array(words, ' ') || ('…' || substr(id, 6, 4)))
         from jsonb_to_recordset($1::jsonb) as r (id text, words text, state text)`,
      [JSON.stringify(rows.map(({ words, ...row }) => ({ ...row, words: words.join(' ') })))],
    );
    await app.db.query('analyze posts');
  });
  after(() => test.close());

  /** All pages, one after the other. */
  async function pages(
    select: (app: App, filter: StreamFilter & { tsquery: string }) => Promise<{ id: string }[]>,
    filter: Omit<StreamFilter, 'before'> & { tsquery: string },
  ): Promise<string[][]> {
    const found: string[][] = [];
    for (let before = AFTER_ALL; ;) {
      const rows = await select(app, { ...filter, before });
      found.push(rows.map(({ id }) => id));
      if (rows.length < filter.limit) return found;
      before = rows.at(-1)!.id;
    }
  }

  it('finds page for page what a walk through all posts finds', async () => {
    for (const tsquery of [
      `'usual'`,
      `'some'`,
      `'rare'`,
      `'all' & !'usual'`,
      `'no'`,
      `'some' | 'rare'`,
      `'us':*`,
    ])
      for (const limit of [60, 400])
        for (const from of [undefined, idAt(new Date(NOW - 400 * DAY)), idAt(new Date(NOW + 400 * DAY))])
          for (const withPrivate of [false, true]) {
            const filter = { tsquery, limit, from, withPrivate };
            assert.deepEqual(
              await pages(selectMatching, filter),
              await pages(selectStream, filter),
              JSON.stringify(filter),
            );
          }
  });

  it('finds posts from before spans were known, too', async () => {
    const since = idAt(new Date(NOW - 300 * DAY));
    await app.db.query('update post_spans_since set id = $1', [since]);
    await app.db.query(
      `update posts set search = array_to_tsvector(array(select t from unnest(tsvector_to_array(search)) as t where t not like '…%')) where id < $1`,
      [since],
    );
    for (const tsquery of [`'some'`, `'rare'`, `'all'`]) {
      const filter = { tsquery, limit: 90, withPrivate: true };
      assert.deepEqual(await pages(selectMatching, filter), await pages(selectStream, filter), tsquery);
    }
  });

  it('finds nothing where nothing is', async () => {
    await app.db.query('truncate posts');
    assert.deepEqual(await selectMatching(app, { tsquery: `'all'`, before: AFTER_ALL, limit: 5 }), []);
  });
});
