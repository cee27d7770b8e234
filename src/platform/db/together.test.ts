import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { createTestApp } from '../../../test/helpers/app.ts';
import { statementsOf } from '../../../test/helpers/statements.ts';
import { joined } from './together.ts';

const { app, close } = await createTestApp();
const { db } = app;
after(() => close());
await db.query('create table noted (place serial, name text primary key, n int not null default 1)');

const note = (name: string, n = 1) => ({
  text: 'insert into noted (name, n) values ($1, $2) on conflict (name) do update set n = noted.n + excluded.n',
  values: [name, n],
});
const noted = async () =>
  (await db.query<{ name: string; n: number }>('select name, n from noted order by place')).map(
    ({ name, n }) => `${name} ${n}`,
  );
const fresh = () => db.query('truncate noted restart identity');

describe('statements that are sent together', () => {
  it('are one, in their order, each with its own values', async () => {
    await fresh();
    const names = Array.from({ length: 15 }, (_, n) => `name ${n}`);
    const told = await statementsOf(() =>
      db.together(async () => {
        for (const [n, name] of names.entries()) await db.send([note(name, n)]);
        assert.deepEqual(await noted(), [], 'nothing is sent before the end');
      }),
    );
    assert.equal(told.length, 4, told.join('\n'));
    assert.deepEqual(
      await noted(),
      names.map((name, n) => `${name} ${n}`),
    );
  });

  it('are sent at once elsewhere, several of them as one', async () => {
    await fresh();
    assert.equal((await statementsOf(() => db.send([note('a'), note('b')]))).length, 1);
    assert.equal((await statementsOf(() => db.send([]))).length, 0);
    await db.transaction(async () => {
      await db.send([note('c')]);
      assert.deepEqual(await noted(), ['a 1', 'b 1', 'c 1']);
    });
  });

  it('are functions, changes with and without answers, and what takes away', async () => {
    await fresh();
    await db.send([note('gone'), note('stays')]);
    await db.send([
      { text: 'select pg_advisory_xact_lock($1::bigint)', values: [7] },
      { text: 'delete from noted where name = $1', values: ['gone'] },
      { text: 'update noted set n = n + $1::int where name = $2 returning n', values: [4, 'stays'] },
    ]);
    assert.deepEqual(await noted(), ['stays 5']);
  });

  it('are not sent where the work is refused, also when whoever called goes on', async () => {
    await fresh();
    await db.transaction(async () => {
      const refused = db.together(async () => {
        await db.send([note('never')]);
        throw new Error('refused');
      });
      await assert.rejects(refused, /refused/);
      await db.send([note('goes on')]);
    });
    assert.deepEqual(await noted(), ['goes on 1']);
  });

  it('wait for the outer end where one is within another', async () => {
    await fresh();
    const told = await statementsOf(() =>
      db.together(async () => {
        await db.together(() => db.send([note('inner')]));
        await db.send([note('outer')]);
      }),
    );
    assert.equal(told.length, 3);
    assert.deepEqual(await noted(), ['inner 1', 'outer 1']);
  });

  it('fail together, and loudly where two change the same row', async () => {
    await fresh();
    await assert.rejects(db.send([note('same'), note('other'), note('same')]));
    await assert.rejects(
      db.together(async () => {
        await db.send([note('good')]);
        await db.send([{ text: 'insert into noted (name, n) values ($1, $2)', values: ['bad', null] }]);
      }),
    );
    assert.deepEqual(await noted(), []);
  });

  it('are planned once by each connection, also where they come in another order', async () => {
    await fresh();
    const planned = async () => {
      const [row] = await db.query<{ n: number }>('select count(*)::int as n from pg_prepared_statements');
      return row!.n;
    };
    await db.transaction(async () => {
      const before = await planned();
      for (let n = 0; n < 8; n++) {
        await db.send([note(`a${n}`), { text: 'delete from noted where name = $1', values: [`b${n - 1}`] }]);
        await db.send([{ text: 'delete from noted where name = $1', values: [`a${n}`] }, note(`b${n}`, n)]);
      }
      assert.equal(await planned(), before + 2);
    });
    assert.deepEqual(await noted(), ['b7 7']);
  });

  it('keep their numbers apart, and stay as they are where there is one', () => {
    const one = { text: 'select $1, $2', values: [1, 2] };
    assert.deepEqual(joined([one]), one);
    assert.deepEqual(joined([one, { text: 'delete from noted where name = $1', values: ['x'] }]), {
      text: 'with p0 as (select $1, $2), p1 as (delete from noted where name = $3 returning 1) select (select count(*) from p0), (select count(*) from p1)',
      values: [1, 2, 'x'],
    });
  });
});
