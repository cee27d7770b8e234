import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type Actor } from '#platform/app/index.ts';
import { pick, randomFrom } from '../../../test/helpers/random.ts';
import { createTestApp } from '../../../test/helpers/app.ts';
import { factOf } from './facts.ts';
import { type Found, findEntries, type Wish } from './find.ts';

const seed = Number(process.env.SEED ?? Date.now() % 1_000_000);
const random = randomFrom(seed);
const { app, close } = await createTestApp();
after(close);
const reader: Actor = {
  kind: 'user',
  id: 'user_me',
  name: 'Ana',
  role: 'agent',
  permissions: new Set(['inbox.read', 'cases.read', 'persons.read', 'knowledge.read']),
};

/** Entries of a kind with a word, spread over a year, each in its heaviest field or in its text. */
async function add(kind: string, word: string, from: number, count: number, facts = ''): Promise<void> {
  await app.db.query(
    `insert into search_entries (kind, id, source, place, at, terms)
       select $1, $1 || '_' || lpad(n::text, 6, '0'), $1, n::text, now() - interval '1 year' * ((n * 7919) % 1000 / 1000.0),
              ('''' || $2 || ''':1' || case n % 3 when 0 then 'A' when 1 then 'B' else 'D' end || ' ' || $5)::tsvector
         from generate_series($3::int, $3 + $4 - 1) n`,
    [kind, word, from, count, facts],
  );
  await app.db.query(
    `insert into search_words as w (word, uses, parts) values ($1, $2, '{}') on conflict (word) do update set uses = w.uses + $2`,
    [word, count],
  );
}
const factual = (fact: string, uses: number) =>
  app.db.query(`insert into search_words (word, uses, parts) values ($1, $2, '{}')`, [fact, uses]);
const find = (wish: Partial<Wish>) => findEntries(app, reader, { q: 'router', limit: 10, ...wish });
const idsIn = (found: Found, kind: Wish['kind'] & string) =>
  found.kinds.get(kind)?.rows.map(({ id }) => id) ?? [];

/** All pages of a kind; between them `meanwhile` happens. */
async function readAll(wish: Partial<Wish>, kind: Wish['kind'] & string, meanwhile?: () => Promise<void>) {
  const ids: string[] = [];
  let cursor: string | undefined;
  do {
    const found = await find({ ...wish, kind, limit: 1 + pick(random, 40), cursor });
    ids.push(...idsIn(found, kind));
    cursor = found.nextCursor;
    await meanwhile?.();
  } while (cursor !== undefined);
  return ids;
}

describe(`pages of what is found (SEED=${seed})`, () => {
  before(async () => {
    await add('conversation', 'router', 1, 150);
    await add('case', 'router', 1, 30);
    await add('reply', 'battery', 1, 700, `':network=mail'`);
    await add('note', 'battery', 1, 2400);
    await factual(factOf('network', 'mail'), 700);
  });

  it('are one list in the order of the best, each hit once, and counted', async () => {
    const first = await find({ limit: 5 });
    assert.deepEqual([...first.kinds].map(([kind, { count, since }]) => [kind, count, since]).sort(), [
      ['case', 30, null],
      ['conversation', 150, null],
    ]);
    assert.equal(first.nextCursor, undefined, 'a list of all kinds does not go on');
    const ids = await readAll({}, 'conversation');
    assert.equal(ids.length, 150);
    assert.equal(new Set(ids).size, 150);
    assert.deepEqual(ids.slice(0, 5), idsIn(first, 'conversation'));
  });

  it('give each hit exactly once while others arrive, change nothing else of the order, and double nothing', async () => {
    for (let round = 0; round < 3; round++) {
      const there = await readAll({}, 'conversation');
      let next = 1000 + round * 200;
      const ids = await readAll({}, 'conversation', async () => {
        await add('conversation', 'router', next, 3);
        // Words that would be meant as well, had they been there in the beginning.
        await add('conversation', 'routar', next + 100, 2);
        next += 3;
      });
      assert.equal(new Set(ids).size, ids.length, 'doubles');
      const known = new Set(there);
      assert.deepEqual(
        ids.filter((id) => known.has(id)),
        there,
      );
    }
  });

  it('of what very many have are of the newest, say how far back, and stay the same while others arrive', async () => {
    const found = await find({ q: 'battery' });
    assert.equal(found.isPartial, true);
    assert.equal((await find({ q: 'router' })).isPartial, false);
    const notes = found.kinds.get('note')!;
    assert.equal(notes.count, 600);
    const [oldest] = await app.db.query<{ at: Date }>(
      `select min(at) as at from (select at from search_entries where kind = 'note' order by at desc limit 600) s`,
    );
    assert.deepEqual(notes.since, oldest!.at);
    const there = await readAll({ q: 'battery' }, 'note');
    assert.ok(there.length >= 600 && there.length < 610, 'and what is of the very same moment');
    let next = 10_000;
    const ids = await readAll({ q: 'battery' }, 'note', () => add('note', 'battery', next++, 1));
    const known = new Set(there);
    assert.deepEqual(
      ids.filter((id) => known.has(id)),
      there,
    );
    assert.equal(new Set(ids).size, ids.length);
  });

  it('are narrowed by facts, which make a common word rare, and by time', async () => {
    const mail = await find({ q: 'battery', network: 'mail' });
    assert.deepEqual([...mail.kinds.keys()], ['reply']);
    assert.deepEqual(
      [mail.kinds.get('reply')!.count, mail.kinds.get('reply')!.since],
      [700, null],
      'all of them are looked through',
    );
    assert.equal((await find({ q: 'battery', network: "mail' | 'battery" })).kinds.size, 0);
    const [half] = await app.db.query<{ at: Date; older: number }>(
      `select now() - interval '100 days' as at, count(*) filter (where at < now() - interval '100 days')::int as older from search_entries where kind = 'case'`,
    );
    const old = await find({ kind: 'case', to: half!.at });
    const young = await find({ kind: 'case', from: half!.at });
    assert.equal(old.kinds.get('case')!.count, half!.older);
    assert.equal(young.kinds.get('case')!.count, 30 - half!.older);
  });

  it('reach the old ones of what very many have by a time', async () => {
    const { since } = (await find({ q: 'battery' })).kinds.get('note')!;
    const older = await find({ q: 'battery', kind: 'note', to: since! });
    assert.equal(older.kinds.get('note')!.count, 600);
    assert.ok(older.kinds.get('note')!.since! < since!);
  });

  it('are refused to whoever may not read the kind, also with a cursor of somebody who may', async () => {
    const { nextCursor } = await find({ kind: 'case' });
    const other = { ...reader, permissions: new Set(['inbox.read']) };
    const found = await findEntries(app, other, {
      q: 'router',
      limit: 5,
      kind: 'case',
      cursor: nextCursor!,
    });
    assert.equal(found.kinds.size, 0);
    await assert.rejects(find({ kind: 'case', cursor: 'xyz' }), { code: 'http.cursor_invalid' });
  });
});
