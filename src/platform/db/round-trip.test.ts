import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import * as fc from 'fast-check';
import { createTestApp, type TestApp } from '../../../test/helpers/app.ts';
import { watchChanges } from './changes.ts';
import { isKnownAlready, openPlaces, RowWriter, textArray, tsvectorArray } from './index.ts';
import { anyText } from '../../../test/helpers/texts.ts';

const stage: TestApp = await createTestApp();
const { db } = stage.app;
before(() =>
  db.query(`create table carried (id integer primary key, t text, list text[], j jsonb, search tsvector,
    at timestamptz, big bigint, tiny smallint, yes boolean)`),
);
after(() => stage.close());
beforeEach(() => db.query('truncate carried'));

/** Any text that PostgreSQL can hold, and halves of characters, which become U+FFFD. */
const parts = [
  '\ud800',
  '\udfff',
  '\u202e',
  '\ufeff',
  '\\',
  '\\N',
  '\\.',
  '"',
  '{',
  '}',
  ',',
  '\t',
  '\r\n',
  '\u0001',
];
const text = fc
  .oneof(
    anyText({ maxLength: 40 }),
    fc
      .array(fc.constantFrom(...parts, 'null', 'ü', '😀', "'", '$1', '\u007f'), { maxLength: 8 })
      .map((all) => all.join('')),
    fc
      .array(fc.integer({ min: 1, max: 0xffff }), { maxLength: 20 })
      .map((codes) => String.fromCharCode(...codes)),
  )
  .map((value) => value.replaceAll('\0', ''));
const time = fc.date({ min: new Date('-004000-01-01'), max: new Date('9999-12-31'), noInvalidDate: true });
const row = fc.record({
  t: fc.option(text),
  list: fc.array(text, { maxLength: 5 }),
  j: fc.option(
    fc
      .jsonValue({ maxDepth: 3 })
      .map((value) => JSON.parse(JSON.stringify(value).replaceAll('\\u0000', '')) as unknown),
  ),
  terms: fc.uniqueArray(
    text.map((value) => value.toWellFormed().slice(0, 30).toWellFormed()).filter((value) => value !== ''),
    { maxLength: 6 },
  ),
  at: fc.option(time),
  big: fc.option(fc.maxSafeInteger()),
  tiny: fc.option(fc.integer({ min: -32_768, max: 32_767 })),
  yes: fc.boolean(),
});
type Row = typeof row extends fc.Arbitrary<infer T> ? T : never;
const COLUMNS = ['id', 't', 'list', 'j', 'search', 'at', 'big', 'tiny', 'yes'];

function written(rows: readonly Row[]) {
  const writer = new RowWriter();
  for (const [id, one] of rows.entries()) {
    writer.row(COLUMNS.length);
    writer.int4(id);
    writer.text(one.t);
    writer.texts(one.list);
    writer.jsonb(one.j === null ? null : JSON.stringify(one.j));
    // The database wants terms in its own order, each once.
    writer.tsvector([...one.terms].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))));
    writer.timestamptz(one.at);
    writer.int8(one.big);
    writer.int2(one.tiny);
    writer.bool(one.yes);
  }
  return { table: 'carried', columns: COLUMNS, data: writer.end() };
}
const copied = (rows: readonly Row[]) => db.transaction(() => db.copy([written(rows)]));
const found = () =>
  db.query<Row & { ms: number | null }>(
    `select t, list, j, tsvector_to_array(search) as terms, (extract(epoch from at) * 1000)::bigint as ms, big, tiny, yes
      from carried order by id`,
  );
const whole = (value: string | null) => value && value.toWellFormed();

describe('any values', () => {
  it('come back from the table as they were copied into it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 30 }), async (rows) => {
        await db.query('truncate carried');
        await copied(rows);
        const expected = rows.map(({ at, t, list, terms, ...rest }) => ({
          ...rest,
          t: whole(t),
          list: list.map(whole),
          terms: [...terms].sort(),
          ms: at && at.getTime(),
        }));
        const back = (await found()).map(({ terms, ...rest }) => ({ ...rest, terms: [...terms].sort() }));
        assert.deepEqual(back, expected);
      }),
      { numRuns: 40 },
    );
  });

  it('come back from a column of parameters, nothing and empty ones apart', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.option(text), { maxLength: 40 }), async (values) => {
        const rows = await db.query<{ value: string | null }>(
          'select value from unnest($1::text[]) with ordinality as v(value, at) order by at',
          [textArray(values)],
        );
        assert.deepEqual(
          rows.map(({ value }) => value),
          values.map(whole),
        );
      }),
      { numRuns: 60 },
    );
  });

  it('are the same by whichever of the three ways they go', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 10 }), async (rows) => {
        await db.query('truncate carried');
        await copied(rows);
        const sorted = rows.map(({ terms }) =>
          [...terms].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))),
        );
        const [same] = await db.query<{ texts: number; plain: number; searches: number }>(
          `select count(*) filter (where c.t is not distinct from v.t) as texts,
              count(*) filter (where c.list = array(select jsonb_array_elements_text(v.list))) as plain,
              count(*) filter (where c.search = v.search) as searches
            from carried c join unnest($1::text[], $2::jsonb[], $3::tsvector[]) with ordinality as v(t, list, search, at)
              on v.at = c.id + 1`,
          [
            textArray(rows.map(({ t }) => t)),
            rows.map(({ list }) => JSON.stringify(list.map(whole))),
            tsvectorArray(sorted),
          ],
        );
        assert.deepEqual(same, { texts: rows.length, plain: rows.length, searches: rows.length });
      }),
      { numRuns: 25 },
    );
  });

  it('that meet the end of a message are not torn, however long each of them is', async () => {
    const sizes = [4096, 61_439, 61_440, 65_535, 65_536, 65_537, 131_072, 0, 21_846, 1];
    const rows = sizes.flatMap((size, at): Row[] => {
      const t = (at % 2 === 0 ? 'x' : '日').repeat(size);
      const empty = {
        list: [t, ''],
        j: [t.slice(0, 500)],
        terms: [],
        at: null,
        big: null,
        tiny: null,
        yes: true,
      };
      return [
        { ...empty, t },
        { ...empty, t: null, list: [] },
      ];
    });
    await copied(rows);
    const back = await found();
    for (const [at, { t, list, j }] of rows.entries()) {
      assert.ok(back[at]!.t === t, `text of row ${at}`);
      assert.deepEqual(
        [back[at]!.list.map((one) => one.length), back[at]!.j],
        [list.map((one) => one.length), j],
      );
    }
  });
});

describe('writers at the same time', () => {
  const some = (count: number): Row[] =>
    Array.from({ length: count }, (_, id) => ({
      t: `${id}`,
      list: [],
      j: null,
      terms: [],
      at: null,
      big: null,
      tiny: null,
      yes: false,
    }));

  it('of the same rows: one has them in, the other is told so and can go on', async () => {
    const write = () =>
      db.transaction(async () => {
        const error = await db.copy([written(some(500))]).then(
          () => undefined,
          (caught: unknown) => caught,
        );
        if (error !== undefined) assert.ok(isKnownAlready(error), String(error));
        await db.query('select 1');
        return error === undefined;
      });
    const outcomes = await Promise.all([write(), write(), write()]);
    assert.deepEqual(outcomes.filter(Boolean).length, 1);
    assert.equal((await found()).length, 500);
  });

  it('a transaction that fails behind a copy takes it back, and tells nobody that it was committed', async () => {
    const told: string[] = [];
    const work = db.transaction(async () => {
      await db.copy([written(some(3))]);
      db.afterCommit(() => told.push('outer'));
      await db.transaction(async () => {
        db.afterCommit(() => told.push('inner'));
        await db.query('select 1 / 0');
      });
    });
    await assert.rejects(work, /division by zero/);
    assert.deepEqual([await found(), told], [[], []]);
    await db.transaction(async () => db.afterCommit(() => told.push('later')));
    assert.deepEqual(told, ['later'], 'what was to be told is forgotten with it');
  });

  it('numbers that a program cannot hold are an error, never another number', async () => {
    for (const number of ['9007199254740992', '-9007199254740993', '9223372036854775807'])
      await assert.rejects(db.query(`select ${number}::bigint as n`), RangeError, number);
    const most = await db.query<{ n: number }>('select 9007199254740991::bigint as n');
    assert.equal(most[0]!.n, Number.MAX_SAFE_INTEGER, 'and the connection is as good as before');
  });
});

describe('statements whose plan is kept', () => {
  const own = 'select id, t, list, j, at, big from carried where id = any($1) order by id';

  it('answer what the others answer, as often as they are asked, by whichever connection', async () => {
    await db.query(
      `insert into carried (id, t, list, j, at, big) select n, 'ü' || n, array['a', null, n::text], '{"n": 1}', now(), n from generate_series(1, 60) n`,
    );
    for (let turn = 0; turn < 8; turn++) {
      const asked = Array.from({ length: 6 }, (_, n) => [[turn * 6 + n, n, -1]]);
      assert.deepEqual(
        await Promise.all(asked.map((values) => db.prepared(own, values))),
        await Promise.all(asked.map((values) => db.query(own, values))),
      );
    }
    assert.deepEqual(await db.prepared('select 1 as n'), [{ n: 1 }], 'without values, too');
  });

  it('belong to the transaction around them, fail with it, and are as good afterwards', async () => {
    const add = 'insert into carried (id) values ($1) returning id';
    const failing = db.transaction(async () => {
      await db.prepared(add, [1]);
      assert.equal((await db.prepared(own, [[1]])).length, 1, 'it sees what the transaction wrote');
      await db.prepared(add, [1]);
    });
    await assert.rejects(failing, /duplicate key/);
    assert.deepEqual(await db.prepared(own, [[1]]), [], 'it went with the transaction');
    await assert.rejects(db.prepared(add, ['x']), /invalid input syntax/);
    assert.deepEqual(await db.prepared(add, [2]), [{ id: 2 }]);
    await db.query('alter table carried add column late text');
    assert.equal((await db.prepared(own, [[2]])).length, 1, 'a table that got another column');
    await db.query('alter table carried drop column late');
    const changes = { isSaved: false, isUnknown: false };
    await watchChanges(changes, () => db.prepared(add, [3]));
    assert.ok(changes.isSaved, 'what it wrote is known to have been written');
  });
});

describe('places of which one process has each', () => {
  it('are had by one however many ask, whatever their names, and free when it gives them back or dies', async () => {
    const [one, two] = [await openPlaces(db), await openPlaces(db)];
    const names = ['', 'a', 'A', "'; select 1 --", 'ünï 😀', 'x'.repeat(10_000)];
    try {
      for (const name of names) {
        const taken = await Promise.all([one.take(name), two.take(name)]);
        assert.equal(taken.filter(Boolean).length, 1, name.slice(0, 20));
        const [owner, other] = taken[0] ? [one, two] : [two, one];
        assert.equal(await other.take(name), false);
        await other.giveBack(name);
        assert.equal(await other.take(name), false, 'nobody gives back what is not his');
        await owner.giveBack(name);
        assert.equal(await other.take(name), true);
      }
      const ended = names.map((name) => `${name}2`);
      for (const name of ended) assert.ok(await one.take(name));
      one.close();
      one.close();
      await db.query(`select pg_sleep(0)`);
      const free = new Set<string>();
      while (free.size < ended.length)
        for (const name of ended) if (!free.has(name) && (await two.take(name))) free.add(name);
      assert.ok(!two.lost.aborted);
    } finally {
      one.close();
      two.close();
    }
  });
});
