import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { assert as check, array, integer, property } from 'fast-check';
import { type Actor, type App, systemActor } from '#platform/app/index.ts';
import { AppError } from '#platform/errors/index.ts';
import { addMember, eraseMembers, memberBelongingsPort } from '#people/members/index.ts';
import { createTestApp } from '../../../test/helpers/app.ts';
import { trustBelongings } from './belongings.ts';
import { COUNTED_FACTS, freeAgainIn, levelByFacts, type Spending } from './domain.ts';
import { countFact, factsOfMembers, noteVisit } from './facts.ts';
import { explainLevel, levelsOf, lockLevel, relevel, rightsOf, tidyTrust } from './levels.ts';
import { limitWords, spend } from './limits.ts';
import { type Formula, formulaShape, USUAL } from './schema.ts';
import { readFormula, saveFormula } from './settings.ts';

const { app, close } = await createTestApp();
after(close);

let made = 0;
const member = (): Promise<string> => {
  made += 1;
  const names = { handle: `member-${made}x`, displayName: `Member ${made}`, language: null };
  return app.db.transaction(async () => (await addMember(app, names, {})).id);
};
const manager: Actor = { ...systemActor, kind: 'user', id: 'user_1', name: 'Ama' };
const usual = (): Formula => structuredClone(USUAL);
const wait = (error: unknown): number => {
  assert.ok(error instanceof AppError && error.code === 'trust.too_fast', String(error));
  return Number(error.params['seconds']);
};
const known = {
  ...Object.fromEntries(COUNTED_FACTS.map((fact) => [fact, 0])),
  'recent-offences': 0,
  'recent-measures': 0,
};

describe('the usual formula', () => {
  it('asks for each level and all below it, and nothing makes up for something else', () => {
    const level = (facts: object) => levelByFacts(USUAL, { ...known, ...facts }).level;
    assert.equal(level({}), 0);
    assert.equal(level({ visits: 2, reads: 10 }), 1);
    assert.equal(level({ visits: 9999, reads: 9 }), 0, 'many visits are no reading');
    const regular = { visits: 10, reads: 100, posts: 3, thanks: 3 };
    assert.equal(level(regular), 2);
    assert.equal(level({ ...regular, thanks: 0 }), 1);
    assert.equal(level({ ...regular, thanks: 0, accepted: 1 }), 2);
    assert.equal(
      level({ ...regular, 'recent-offences': 1 }),
      0,
      'what was hidden lately counts against every level',
    );
    assert.equal(level({ ...regular, offences: 5 }), 2, 'what was hidden long ago does not');
    const trusted = { visits: 40, reads: 500, posts: 3, accepted: 3, thanks: 20 };
    assert.equal(level(trusted), 3);
    assert.equal(level({ ...trusted, posts: 0 }), 1, 'level 3 without level 2 is none');
    assert.equal(level({ ...trusted, visits: 1e6, accepted: 1e6 }), 3, 'level 4 is given by hand');
  });

  it('never gives less to who did more, and says what is missing', () => {
    check(
      property(
        array(integer({ min: 0, max: 600 }), { minLength: 5, maxLength: 5 }),
        integer({ min: 0, max: 4 }),
        (n, more) => {
          const facts = { visits: n[0]!, reads: n[1]!, posts: n[2]!, thanks: n[3]!, accepted: n[4]! };
          const better = { ...facts, [Object.keys(facts)[more]!]: 1000 };
          const [before, after_] = [facts, better].map((one) => levelByFacts(USUAL, { ...known, ...one }));
          assert.ok(after_!.level >= before!.level);
          const next = before!.steps.find(({ level }) => level === before!.level + 1);
          assert.ok(next === undefined || next.isByHand || next.because.length > 0);
        },
      ),
    );
  });

  it('is itself a formula that can be saved', async () => {
    assert.deepEqual(formulaShape.parse(USUAL), USUAL);
    await saveFormula(app, manager, usual());
    assert.deepEqual(await readFormula(app), USUAL);
    for (const when of [
      { fact: 'level', op: 'at-least', value: 1 },
      { fact: 'follower', op: 'is', value: 1 },
      { any: [] },
      7,
    ]) {
      const bad = usual();
      bad.levels[1] = { when: { version: 1, when } };
      await assert.rejects(saveFormula(app, manager, bad), /formula cannot be used: Level 2/);
    }
    assert.deepEqual(await readFormula(app), USUAL, 'what cannot be used is not kept');
  });
});

describe('levels', () => {
  it('follow the facts, with a trace of what decided', async () => {
    const id = await member();
    assert.equal((await rightsOf(app, { id })).linksPerPost, 2);
    await countFact(app, id, 'visits', 2);
    await countFact(app, id, 'reads', 12);
    assert.equal((await levelsOf(app, [id])).get(id), undefined, 'not before it was looked at');
    await relevel(app);
    assert.equal((await levelsOf(app, [id])).get(id), 1);
    assert.equal((await rightsOf(app, { id })).linksPerPost, 10);
    const { moves, steps, facts } = await explainLevel(app, id);
    assert.deepEqual(
      moves.map(({ from, to, byName }) => [from, to, byName]),
      [[0, 1, null]],
    );
    assert.match(moves[0]!.why.join(), /days visited is at least 2/);
    assert.deepEqual([facts['visits'], facts['reads']], [2, 12]);
    assert.match(steps[1]!.because.join(), /posts read is at least 100/);
    await countFact(app, id, 'offences');
    await relevel(app);
    assert.equal((await levelsOf(app, [id])).get(id), 0);
    assert.match((await explainLevel(app, id)).moves[0]!.why.join(), /posts hidden by the team/);
    await relevel(app);
    assert.equal((await explainLevel(app, id)).moves.length, 2, 'nothing new is no move');
  });

  it('forget what is long ago, once a day', async () => {
    const id = await member();
    for (const [fact, n] of [
      ['visits', 5],
      ['reads', 50],
      ['offences', 1],
    ] as const)
      await countFact(app, id, fact, n);
    await relevel(app);
    assert.equal((await explainLevel(app, id)).level, 0);
    await app.db.query(
      `update trust_facts set month = month - interval '3 months' where member_id = $1 and fact = 'offences'`,
      [id],
    );
    await tidyTrust(app);
    const { level, facts } = await explainLevel(app, id);
    assert.deepEqual([level, facts['offences'], facts['recent-offences']], [1, 1, 0]);
  });

  it('stay where a colleague put them, until he lets go', async () => {
    const id = await member();
    await countFact(app, id, 'visits');
    await lockLevel(app, manager, id, { level: 4, reason: 'Helps everybody' });
    await relevel(app);
    const locked = await explainLevel(app, id);
    assert.deepEqual([locked.level, locked.isLocked, locked.moves[0]!.byName], [4, true, 'Ama']);
    await lockLevel(app, manager, id, { level: null, reason: 'Moved away' });
    assert.deepEqual(
      [(await explainLevel(app, id)).level, (await explainLevel(app, id)).isLocked],
      [0, false],
    );
    await assert.rejects(lockLevel(app, manager, 'mem_nobody', { level: 1, reason: 'x' }), /no member/);
    const audited = await app.db.query<{ action: string }>(
      `select action from audit_entries where subject = $1 and action like 'trust.%' order by id`,
      [id],
    );
    assert.deepEqual(
      audited.map(({ action }) => action),
      ['trust.level_locked', 'trust.level_freed'],
    );
  });

  it('lose no fact that is counted while they are looked at', async () => {
    const id = await member();
    await Promise.all(
      Array.from({ length: 40 }, (_, i) =>
        i % 4 === 0 ? relevel(app) : app.db.transaction(() => countFact(app, id, i % 2 ? 'reads' : 'visits')),
      ),
    );
    await relevel(app);
    const { facts, level } = await explainLevel(app, id);
    assert.deepEqual([facts['reads'], facts['visits'], level], [20, 10, 1]);
    const due = await app.db.query('select 1 from trust_due');
    assert.equal(due.length, 0);
  });

  it('count a day once, however often somebody comes', async () => {
    const id = await member();
    const elsewhere: App = { ...app };
    await Promise.all([noteVisit(app, id), noteVisit(app, id), noteVisit(elsewhere, id)]);
    assert.equal((await factsOfMembers(app, [id])).get(id)!['visits'], 1);
    await app.db.query(`update trust_visits set day = day - 1 where member_id = $1`, [id]);
    await noteVisit({ ...app }, id);
    assert.equal((await factsOfMembers(app, [id])).get(id)!['visits'], 2);
  });
});

describe('limits', () => {
  const write = (id: string, what: Spending = 'post') => app.db.transaction(() => spend(app, id, what));

  it('hold for 64 at once, exactly, and give back what was rolled back', async () => {
    const id = await member();
    const failing = app.db.transaction(async () => {
      await spend(app, id, 'post');
      throw new Error('the database is full');
    });
    await assert.rejects(failing, /full/);
    const results = await Promise.allSettled(Array.from({ length: 64 }, () => write(id)));
    assert.equal(results.filter(({ status }) => status === 'fulfilled').length, 5);
    const refused = results.find((one) => one.status === 'rejected')!;
    assert.ok(wait(refused.reason) > 0 && wait(refused.reason) <= 60);
    assert.match(
      String(refused.reason),
      /members write 5 posts a minute. You can write again in \d+ seconds?/,
    );
  });

  it('count what was begun among what was written, and flags apart', async () => {
    const id = await member();
    for (const what of ['idea', 'thread', 'thread'] as const) await write(id, what);
    await write(id, 'comment');
    await write(id);
    wait(await write(id).catch((error: unknown) => error));
    for (let i = 0; i < 3; i++) await write(id, 'flag');
    const error = await write(id, 'flag').catch((reason: unknown) => reason);
    assert.ok(wait(error) > 86_000);
    assert.match(limitWords('de', error)!, /3 Meldungen je Tag möglich\. Weiter geht es in 24 Stunden/);
    assert.equal(limitWords('en', error), undefined);
  });

  it('say so where something is never allowed', async () => {
    const id = await member();
    const none = usual();
    none.rights[0]!.threadsPerDay = 0;
    await saveFormula(app, manager, none);
    await assert.rejects(write(id, 'thread'), /do not do this yet/);
    await write(id);
    await saveFormula(app, manager, usual());
    await write(id, 'thread');
  });

  it('tell when the oldest of the last ones leaves the window', () => {
    check(
      property(
        array(integer({ min: 0, max: 200 }), { maxLength: 30 }),
        integer({ min: 1, max: 10 }),
        (ages, most) => {
          const spent = ages.map((age) => -age * 1000);
          const free = freeAgainIn(spent, most, 60_000, 0);
          const inside = (at: number) => spent.filter((one) => one > at - 60_000).length;
          assert.equal(free === null, inside(0) < most);
          if (free !== null) assert.ok(inside(free) < most && free <= 60_000);
        },
      ),
    );
    assert.equal(freeAgainIn([], 0, 1000, 0), Infinity);
  });
});

it('a member takes along what was counted, and nothing of it stays', async () => {
  app.provide(memberBelongingsPort, [trustBelongings]);
  const id = await member();
  await countFact(app, id, 'thanks', 7);
  await noteVisit(app, id);
  await app.db.transaction(() => spend(app, id, 'flag'));
  await lockLevel(app, manager, id, { level: 2, reason: 'Known from the shop' });
  const taken = JSON.stringify(await trustBelongings.exportOf(app, id));
  assert.match(taken, /"thanks":7/);
  assert.match(taken, /Known from the shop/);
  await eraseMembers(app, [id]);
  const tables = await app.db.query<{ name: string }>(
    `select table_name as name from information_schema.columns where column_name = 'member_id' and table_name like 'trust_%'`,
  );
  assert.ok(tables.length >= 6);
  for (const { name } of tables)
    assert.deepEqual(await app.db.query(`select 1 from ${name} where member_id = $1`, [id]), [], name);
});
