import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import * as fc from 'fast-check';
import { compileCondition, type Condition, groupOf, validateCondition } from '#lib/conditions/index.ts';
import { saveTeam, teamInput } from '#people/teams/index.ts';
import {
  changeConversations,
  conversationConditionsPort,
  conversationsSince,
  saveView,
} from '#respond/inbox/index.ts';
import { randomFrom } from '../../../test/helpers/random.ts';
import { findByCondition } from '../inbox/service/by-condition.ts';
import { countFitting, listInbox } from '../inbox/service/list.ts';
import { countViews } from '../inbox/service/views.ts';
import { openCompany, say } from '../inbox/testing/company.ts';
import { readCatalogue, readFacts } from './facts/index.ts';
import { conversationConditions } from './index.ts';

const SEED = Number(process.env['SEED'] ?? Date.now() % 1_000_000);
const next = randomFrom(SEED);
const pick = <T>(of: readonly T[]): T => of[Math.floor(next() * of.length)]!;
const company = await openCompany();
const { app } = company;
after(() => company.close());
app.provide(conversationConditionsPort, conversationConditions);
const ana = await company.agent('Ana');
const ben = await company.agent('Ben', 'manager');
const team = await saveTeam(app, ben, teamInput.parse({ name: 'Billing' }));

const MANY = 48;
const TEXTS = ['acme router is dead', 'acme, danke für nichts', 'The router is slow', 'acme?'];
// Half a minute apart from every border, so that no minute ends between two looks.
await company.hear(
  ...Array.from({ length: MANY }, (_, n) =>
    say(`did:plc:c${n % 36}`, `${n}`, pick(TEXTS), {
      minutesAgo: Math.floor(next() * 300) + 0.5,
      network: pick(['bluesky', 'mail']),
      langs: [pick(['en', 'de'])],
    }),
  ),
);
const all = async () => (await conversationsSince(app, { limit: 1000, since: new Date(0) })).rows;
const ids = (await all()).map(({ id }) => id).toSorted(() => next() - 0.5);
const WORK = [
  { addLabels: ['Refund'] },
  { addLabels: ['VIP', 'refund'] },
  { status: 'done' as const, assigneeId: ana.id },
  { status: 'waiting' as const, assigneeId: ben.id, teamId: team.id },
];
// The groups overlap, so that all of it comes together somewhere.
for (const [n, change] of WORK.entries()) {
  const from = n * 9;
  await changeConversations(app, ana, ids.slice(from, from + 14), change);
}
const rows = await all();
const catalogue = await readCatalogue(app);
const facts = await readFacts(app, rows);

const q = (fact: string, op: string, value?: unknown) => ({
  fact,
  op,
  ...(value === undefined ? {} : { value }),
});
const some = (of: readonly string[]) => fc.subarray([...of], { minLength: 1 });
const choice = (fact: string, of: readonly string[]) =>
  fc.oneof(
    fc.tuple(fc.constantFrom('is', 'is-not'), fc.constantFrom(...of)).map(([op, v]) => q(fact, op, v)),
    fc.tuple(fc.constantFrom('is-any-of', 'is-none-of'), some(of)).map(([op, v]) => q(fact, op, v)),
    fc.constantFrom('known', 'unknown').map((op) => q(fact, op)),
  );
const list = (fact: string, of: readonly string[]) =>
  fc.oneof(
    fc
      .tuple(fc.constantFrom('has-any-of', 'has-all-of', 'has-none-of'), some(of))
      .map(([op, v]) => q(fact, op, v)),
    fc.constantFrom('known', 'unknown').map((op) => q(fact, op)),
  );
const number = (fact: string, most: number) =>
  fc.oneof(
    fc
      .tuple(
        fc.constantFrom('at-least', 'at-most', 'more-than', 'less-than', 'is', 'is-not'),
        fc.integer({ min: 0, max: most }),
      )
      .map(([op, v]) => q(fact, op, v)),
    fc
      .tuple(fc.integer({ min: 0, max: most }), fc.integer({ min: 0, max: most }))
      .map(([a, b]) => q(fact, 'between', [Math.min(a, b), Math.max(a, b)])),
    fc.constantFrom('known', 'unknown').map((op) => q(fact, op)),
  );
const question = fc.oneof(
  choice('status', ['open', 'waiting', 'done']),
  choice('channel', ['bluesky', 'mail', 'chat']),
  choice('team', [team.id]),
  choice('assignee', [ana.id, ben.id]),
  choice('account', ['did:plc:brand']),
  list('label', ['REFUND', 'vip', 'gone']),
  number('waiting', 300),
  number('age', 6),
  number('posts', 3),
  fc.boolean().map((value) => q('in-case', 'is', value)),
  // What the row does not know.
  choice('language', ['en', 'de']),
  fc.constantFrom('matches', 'matches-not').map((op) => q('words', op, 'router OR danke')),
  number('customer.earlier', 2),
);
const { node: condition } = fc.letrec<{ node: unknown }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 3, depthIdentifier: 'groups' },
    question,
    fc
      .tuple(fc.constantFrom('all', 'any', 'none'), fc.array(tie('node'), { minLength: 1, maxLength: 3 }))
      .map(([kind, parts]) => groupOf(kind, parts as Condition[])),
  ),
}));

/** What the plain evaluation of the engine says. */
function plain(input: unknown): string[] {
  const read = validateCondition(input, catalogue);
  assert.ok(read.isValid, JSON.stringify(read));
  const compiled = compileCondition(read.condition, catalogue);
  return rows
    .filter(({ id }) => compiled.holds(facts.get(id)!))
    .map(({ id }) => id)
    .toSorted();
}

const filter = {
  statuses: ['open', 'waiting', 'snoozed', 'done'] as const,
  facets: [],
  sort: 'newest' as const,
};

test(`the database and the engine say the same of every condition (SEED=${SEED})`, async () => {
  let held = 0;
  await fc.assert(
    fc.asyncProperty(condition, async (input) => {
      const read = await conversationConditions.read(app, [input]);
      const found = await findByCondition(app, read, filter, { limit: 500, budgetMs: 60_000 });
      const wanted = plain(input);
      held += wanted.length;
      assert.deepEqual(found.rows.map(({ id }) => id).toSorted(), wanted, JSON.stringify(input));
    }),
    { numRuns: 60, seed: SEED },
  );
  assert.ok(held > 0);
});

test('pages follow each other in every order, and nobody comes twice', async () => {
  const asks = q('status', 'is-not', 'waiting');
  for (const sort of ['priority', 'newest', 'oldest'] as const)
    for (const more of [[], [q('language', 'is', 'en')]]) {
      const input = { all: [asks, ...more] };
      const seen: string[] = [];
      let cursor: string | undefined;
      do {
        const asked = { status: 'any', sort, limit: 9, cursor, condition: input } as const;
        const page = await listInbox(app, ana, asked);
        seen.push(...page.items.map(({ id }) => id));
        cursor = page.nextCursor;
      } while (cursor);
      assert.deepEqual(seen.toSorted(), plain(input), sort);
      if (sort !== 'priority') assert.deepEqual(seen, inOrder(seen, sort), sort);
    }
});

function inOrder(seen: readonly string[], sort: 'newest' | 'oldest'): string[] {
  const newest = rows.filter(({ id }) => seen.includes(id)).map(({ id }) => id);
  return sort === 'newest' ? newest : newest.toReversed();
}

test('when the time is over it says where to go on, and nothing is left out', async () => {
  const read = await conversationConditions.read(app, [q('language', 'is', 'de')]);
  const seen: string[] = [];
  let steps = 0;
  let after: readonly [number, string] | undefined;
  do {
    const found = await findByCondition(
      app,
      read,
      { ...filter, after },
      { limit: 500, budgetMs: -1, firstStep: 9 },
    );
    seen.push(...found.rows.map(({ id }) => id));
    steps += 1;
    after = found.goOn;
  } while (after);
  assert.deepEqual(seen.toSorted(), plain(q('language', 'is', 'de')));
  assert.ok(steps >= rows.length / 9, `${steps} steps`);
  assert.deepEqual(seen, inOrder(seen, 'newest'), 'the newest first, over all steps');
});

test('a view keeps its condition, counts by it, and its filters go on top', async () => {
  const refunds = { version: 1, when: q('label', 'has-any-of', ['refund']) };
  const view = await saveView(app, ana, {
    name: 'Refunds',
    query: { status: 'any' },
    isShared: false,
    condition: refunds,
  });
  assert.deepEqual(view.condition, refunds);
  const wanted = plain(refunds);
  const { counts, atLeast } = await countViews(app, ana);
  assert.deepEqual([counts[view.id], atLeast.includes(view.id)], [wanted.length, false]);
  const asked = { status: 'done', sort: 'newest', limit: 200, view: view.id } as const;
  const page = await listInbox(app, ana, asked);
  const done = rows.filter(({ id, status }) => wanted.includes(id) && status === 'done').map(({ id }) => id);
  assert.deepEqual(
    page.items.map(({ id }) => id),
    done,
  );
  assert.ok(page.looked && page.looked.passed >= done.length && !page.looked.isBounded);
  await assert.rejects(listInbox(app, ben, asked), { code: 'inbox.view_not_found' });
  const german = await listInbox(app, ana, { status: 'any', sort: 'newest', limit: 200, language: 'de' });
  assert.deepEqual(german.items.map(({ id }) => id).toSorted(), plain(q('language', 'is', 'de')));
});

test('a view as deep and as long as may be saved opens, also narrowed', async () => {
  let deep: unknown = q('label', 'known');
  for (let depth = 1; depth <= 6; depth++) deep = { none: [deep] };
  const long = { any: Array.from({ length: 100 }, () => q('label', 'known')) };
  for (const when of [deep, long]) {
    const condition = { version: 1, when };
    const { id } = await saveView(app, ana, { name: 'Most', query: {}, isShared: false, condition });
    const asked = { status: 'any', sort: 'newest', limit: 200, view: id, language: 'de' } as const;
    const found = (await listInbox(app, ana, asked)).items.map((row) => row.id);
    assert.deepEqual(found.toSorted(), plain({ all: [q('label', 'known'), q('language', 'is', 'de')] }));
    assert.ok(found.length > 0);
  }
  const both = [q('team', 'is', 'team_none'), { some: [] }];
  await assert.rejects(conversationConditions.read(app, both), /no value.*must be a group|no value/);
});

test('a condition that cannot be used is refused, also one that asks for reach', async () => {
  const save = (when: unknown) =>
    saveView(app, ana, { name: 'X', query: {}, isShared: false, condition: { version: 1, when } });
  await assert.rejects(save(q('author.reach', 'at-least', 100)), { code: 'condition.invalid' });
  await assert.rejects(save({ some: [] }), { code: 'condition.invalid' });
  const counted = await countFitting(app, ana, {
    status: 'any',
    sort: 'priority',
    limit: 50,
    condition: q('posts', 'at-least', 99),
  });
  assert.deepEqual([counted.count, counted.isAtLeast], [0, false]);
});

test('a view that asks for a team that is gone says so', async () => {
  const view = await saveView(app, ana, {
    name: 'Gone',
    query: {},
    isShared: false,
    condition: { version: 1, when: q('team', 'is', team.id) },
  });
  await app.db.query(
    `update inbox_views set condition = jsonb_set(condition, '{when,value}', '"team_gone"') where id = $1`,
    [view.id],
  );
  const asked = { status: 'open', sort: 'priority', limit: 50, view: view.id } as const;
  await assert.rejects(listInbox(app, ana, asked), { code: 'inbox.view_outdated' });
  assert.equal((await countViews(app, ana)).counts[view.id], undefined);
});
