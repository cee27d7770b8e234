import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { createTestApp, type TestApp } from '../../../test/helpers/app.ts';
import { isKnownAlready, RowWriter } from './index.ts';

let test: TestApp;
before(async () => {
  test = await createTestApp();
  await test.app.db.query(
    `create table copied (id bigint primary key, t text, b boolean, at timestamptz, list text[], j jsonb, search tsvector, big bigint, small integer, tiny smallint)`,
  );
  await test.app.db.query('create table copied_too (id bigint primary key)');
});
after(() => test.close());
beforeEach(() => test.app.db.query('truncate copied, copied_too'));

interface Row {
  id: number;
  t: string | null;
  list: readonly string[];
  j: string | null;
  terms: readonly string[];
  at: Date | null;
  big: number | null;
}

const row = (id: number, changes: Partial<Row> = {}): Row => ({
  id,
  t: `text ${id}`,
  list: [],
  j: null,
  terms: [],
  at: new Date('2026-03-01T12:00:00.123Z'),
  big: null,
  ...changes,
});

const COLUMNS = ['id', 't', 'b', 'at', 'list', 'j', 'search', 'big', 'small', 'tiny'];

function rowsOf(rows: readonly Row[]) {
  const writer = new RowWriter();
  for (const { id, t, at, list, j, terms, big } of rows) {
    writer.row(COLUMNS.length);
    writer.int8(id);
    writer.text(t);
    writer.bool(id % 2 === 0);
    writer.timestamptz(at);
    writer.texts(list);
    writer.jsonb(j);
    writer.tsvector(terms);
    writer.int8(big);
    writer.int4(-id);
    writer.int2(big === null ? null : -(id % 1000));
  }
  return { table: 'copied', columns: COLUMNS, data: writer.end() };
}

function idsOf(ids: readonly number[]) {
  const writer = new RowWriter();
  for (const id of ids) {
    writer.row(1);
    writer.int8(id);
  }
  return { table: 'copied_too', columns: ['id'], data: writer.end() };
}

const copy = (...rows: Row[]) => test.app.db.transaction(() => test.app.db.copy([rowsOf(rows)]));
const count = async (table: string) =>
  (await test.app.db.query<{ count: number }>(`select count(*) as count from ${table}`))[0]!.count;

describe('copied rows', () => {
  it('arrive as they were written', async () => {
    const given = [
      row(1, { t: null, big: Number.MAX_SAFE_INTEGER }),
      row(2, { t: '', list: [''], j: '[{"a":"ü\\u001f"}]', terms: ['b', 'a', '日', '#ä', "it's"] }),
      row(3, {
        t: 'ä{},"\\ \t\n😀',
        list: ['a,b', '"', '', 'ü'],
        big: -1,
        at: new Date('1969-12-31T23:59:59.999Z'),
      }),
      row(4, { t: '\\N', big: Number.MIN_SAFE_INTEGER, at: new Date('9999-12-30T00:00:00Z') }),
      row(6, { at: null }),
      row(5, { at: new Date('0001-01-01T00:00:00Z'), big: 2 ** 32 + 1 }),
    ];
    await copy(...given);
    const found = await test.app.db.query<Row & { b: boolean; json: string | null; ms: number }>(
      `select id, t, b, list, j::text as json, tsvector_to_array(search) as terms, big, -small as small,
         round(extract(epoch from at) * 1000)::bigint as ms from copied order by id`,
    );
    assert.deepEqual(
      found,
      given
        .toSorted((a, b) => a.id - b.id)
        .map(({ id, t, list, j, terms, big, at }) => ({
          id,
          t,
          b: id % 2 === 0,
          list,
          json: j && JSON.stringify(JSON.parse(j)).replaceAll(':', ': '),
          terms: [...terms].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))),
          big,
          small: id,
          ms: at && at.getTime(),
        })),
    );
  });

  it('may be far larger than a message, or many', async () => {
    const huge = '✓'.repeat(400_000);
    const many = Array.from({ length: 5000 }, (_, id) => row(id, id === 777 ? { t: huge } : {}));
    await copy(...many);
    assert.equal(await count('copied'), 5000);
    const [found] = await test.app.db.query<{ t: string }>('select t from copied where id = 777');
    assert.ok(found?.t === huge);
  });

  it('hold U+FFFD where a text held half a character', async () => {
    await copy(row(1, { t: 'a\ud800b', list: ['\udc00'] }));
    assert.deepEqual(await test.app.db.query('select t, list from copied'), [
      { t: 'a\ufffdb', list: ['\ufffd'] },
    ]);
  });

  it('may be none at all', async () => {
    await test.app.db.transaction(() => test.app.db.copy([rowsOf([]), idsOf([])]));
    await test.app.db.transaction(() => test.app.db.copy([rowsOf([]), idsOf([1])]));
    assert.deepEqual([await count('copied'), await count('copied_too')], [0, 1]);
  });
});

describe('rows that are refused', () => {
  const refused = async (tables: () => Parameters<TestApp['app']['db']['copy']>[0]) => {
    const { db } = test.app;
    await db.query('truncate copied');
    let caught: unknown;
    await db.transaction(async () => {
      await db.query("insert into copied (id, t) values (-1, 'before')");
      await db.copy(tables()).catch((error: unknown) => (caught = error));
      await db.query("insert into copied (id, t) values (-2, 'after')");
    });
    assert.deepEqual(await db.query('select t from copied order by id desc'), [
      { t: 'before' },
      { t: 'after' },
    ]);
    assert.equal(await count('copied_too'), 0);
    return caught as Error & { code: string };
  };

  it('leave the transaction as it was, in every table', async () => {
    assert.ok(isKnownAlready(await refused(() => [idsOf([1, 2]), rowsOf([row(1), row(2), row(1)])])));
    assert.ok(isKnownAlready(await refused(() => [rowsOf([row(1), row(-1)]), idsOf([1, 2])])));
  });

  it('are passed over to the end, however much is still on its way', async () => {
    const many = Array.from({ length: 20_000 }, (_, id) => row(id === 0 ? -1 : id));
    assert.ok(isKnownAlready(await refused(() => [rowsOf(many), idsOf([1])])));
  });

  it('are told by the code of the database', async () => {
    const error = await refused(() => [rowsOf([row(1, { t: 'a\0b' })])]);
    assert.equal(error.code, '22021');
    assert.ok(!isKnownAlready(error));
    assert.equal((await refused(() => [rowsOf([row(1, { j: '{' })])])).code, '22P02');
    assert.equal((await refused(() => [{ ...idsOf([1]), columns: ['nothing'] }])).code, '42703');
    assert.equal((await refused(() => [{ ...idsOf([1]), table: 'nowhere' }])).code, '42P01');
  });
});

it('rows are copied in a transaction only, and go with it', async () => {
  const { db } = test.app;
  await assert.rejects(db.copy([idsOf([1])]), /inside a transaction/);
  await assert.rejects(
    db.transaction(async () => {
      await db.copy([idsOf([1])]);
      throw new Error('no');
    }),
    /^Error: no$/,
  );
  assert.equal(await count('copied_too'), 0);
});

it('a connection that breaks while rows are on their way fails the transaction and nothing else', async () => {
  const { db } = test.app;
  await assert.rejects(
    db.transaction(async () => {
      const [own] = await db.query<{ pid: number }>('select pg_backend_pid() as pid');
      const many = Array.from({ length: 200_000 }, (_, id) => id);
      const copied = db.copy([idsOf(many)]);
      await Promise.all([copied, db.pool.query('select pg_terminate_backend($1)', [own!.pid])]);
    }),
  );
  assert.equal(await count('copied_too'), 0);
  await db.transaction(() => db.copy([idsOf([1])]));
  assert.equal(await count('copied_too'), 1);
});
