import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { assert as check, constantFrom, integer, property, record } from 'fast-check';
import { type Actor, type App, type Role, systemActor } from '#platform/app/index.ts';
import { addMember, membersFeature } from '#people/members/index.ts';
import { sessionsFeature } from '#people/sessions/index.ts';
import { createTestServer } from '../../../test/helpers/server.ts';
import { COUNTED_FACTS, levelByFacts } from './domain.ts';
import { trustFeature } from './feature.ts';
import { countFact, factsOfMembers, noteVisit } from './facts.ts';
import { explainLevel, levelsOf, lockLevel, relevel } from './levels.ts';
import { limitWords, spend } from './limits.ts';
import { USUAL } from './schema.ts';
import { readFormula, saveFormula } from './settings.ts';
import { placeByFacts } from './index.ts';

const test = await createTestServer([sessionsFeature, membersFeature, trustFeature]);
const { app } = test;
after(() => test.close());
const boss: Actor = { ...systemActor, kind: 'user', id: 'user_1', name: 'Ama' };
let made = 0;
const member = () =>
  app.db.transaction(
    async () => (await addMember(app, { handle: `m-${++made}x`, displayName: 'M', language: null }, {})).id,
  );
const nothing = Object.fromEntries(
  [...COUNTED_FACTS, 'recent-offences', 'recent-measures'].map((fact) => [fact, 0]),
);

describe('a level', () => {
  it('is what three plain questions say, whatever a member did', () => {
    const n = integer({ min: 0, max: 60 });
    const few = constantFrom(0, 1);
    check(
      property(
        record({ visits: n, reads: n, posts: n, thanks: n, accepted: n, offences: few, measures: few }),
        ({ reads: tenths, offences, measures, ...rest }) => {
          const reads = tenths * 10;
          const { visits, posts, thanks, accepted } = rest;
          const known = visits >= 2 && reads >= 10 && offences === 0;
          const regular =
            known && visits >= 10 && reads >= 100 && posts >= 3 && (thanks >= 3 || accepted >= 1);
          const clean = regular && measures === 0;
          const trusted = clean && visits >= 40 && reads >= 500 && accepted >= 3 && thanks >= 20;
          const facts = {
            ...nothing,
            ...rest,
            reads,
            'recent-offences': offences,
            'recent-measures': measures,
          };
          assert.equal(levelByFacts(USUAL, facts).level, trusted ? 3 : clean ? 2 : known ? 1 : 0);
        },
      ),
    );
  });

  it('is by the last facts and by one decision, whatever 24 colleagues and rules do at once', async () => {
    const id = await member();
    await Promise.all(
      Array.from({ length: 24 }, (_, index) => {
        if (index % 3 === 0) return app.db.transaction(() => countFact(app, id, 'reads', 5));
        if (index % 3 === 1) return relevel(app);
        return lockLevel(app, boss, id, { level: index % 2 === 0 ? null : 4, reason: `Round ${index}` });
      }),
    );
    await relevel(app);
    const { level, isLocked, facts, moves } = await explainLevel(app, id);
    assert.equal(facts['reads'], 40);
    assert.equal(level, isLocked ? 4 : levelByFacts(await readFormula(app), facts).level);
    assert.equal(moves[0]!.to, level, 'the last move tells where he stands');
    for (const [index, { from }] of moves.entries())
      assert.equal(from, moves[index + 1]?.to ?? 0, 'each move begins where the one before ended');
  });

  it('is given by hand with nothing left of it where what it belongs to failed', async () => {
    const id = await member();
    const broken = app.db.transaction(async () => {
      await lockLevel(app, boss, id, { level: 4, reason: 'x' });
      throw new Error('the disk is full');
    });
    await assert.rejects(broken, /disk is full/);
    assert.equal((await levelsOf(app, [id])).get(id), undefined);
    assert.deepEqual((await explainLevel(app, id)).moves, []);
    const formula = structuredClone(USUAL);
    formula.rights[0]!.postsPerMinute = 1;
    const saving = app.db.transaction(async () => {
      await saveFormula(app, boss, formula);
      await readFormula(app);
      throw new Error('the disk is full');
    });
    await assert.rejects(saving, /disk is full/);
    assert.deepEqual(await readFormula(app), USUAL);
  });
});

describe('what is counted', () => {
  it('is a visit also where the database failed when it was to be written first', async () => {
    const id = await member();
    let isBroken = true;
    const down = async () => assert.ok(!isBroken, 'no database');
    const db: App['db'] = {
      ...app.db,
      // What is written first may succeed: nothing of it stays when the rest cannot be written.
      query: async (text, values) => {
        if (!/trust_visits/.test(text) || /trust_facts/.test(text)) await down();
        return app.db.query(text, values);
      },
      send: async (parts) => {
        await down();
        return app.db.send(parts);
      },
    };
    const shaky: App = { ...app, db };
    await assert.rejects(noteVisit(shaky, id), /no database/);
    assert.equal((await factsOfMembers(app, [id])).get(id)!['visits'], 0);
    isBroken = false;
    await noteVisit(shaky, id);
    await noteVisit(shaky, id);
    assert.equal((await factsOfMembers(app, [id])).get(id)!['visits'], 1);
  });

  it('stands in its week, month and year, and nowhere for somebody else', async () => {
    const [id, other] = [await member(), await member()];
    await countFact(app, id, 'thanks', 3);
    await countFact(app, id, 'accepted', -1);
    await countFact(app, id, 'visits', 9);
    for (const span of ['week', 'month', 'year', 'all'] as const) {
      const placed = (accepted: number, ids = [id, other]) =>
        placeByFacts(app, ids, { accepted, thanks: 1 }, { span, limit: 9 });
      assert.deepEqual(
        await placed(1),
        [{ memberId: id, place: 1, points: 2, facts: { thanks: 3, accepted: -1 } }],
        span,
      );
      assert.deepEqual([await placed(3), await placed(1, [])], [[], []], 'no points, no place');
    }
  });
});

describe('limits', () => {
  it('are each member’s own, and free again when the minute has passed and not before', async () => {
    const [id, other] = [await member(), await member()];
    const write = (who: string) => app.db.transaction(() => spend(app, who, 'post'));
    for (let n = 0; n < 5; n++) await write(id);
    const refusal = await write(id).catch((error: unknown) => error);
    assert.match(String(refusal), /You can write again in \d+ seconds?/);
    assert.match(limitWords('de-AT', refusal)!, /5 Beiträge je Minute.*Sekunden?\./);
    await write(other);
    const age = (seconds: number) =>
      app.db.query(
        `update trust_spent set at = clock_timestamp() - make_interval(secs => $2) where member_id = $1`,
        [id, seconds],
      );
    await age(50);
    await assert.rejects(write(id), /write again in/);
    await age(61);
    await write(id);
    for (const text of ['', 'x', null, new Error('other')]) assert.equal(limitWords('de', text), undefined);
  });
});

it('each role does what it holds, and what is no level is none', async () => {
  const id = await member();
  const path = `/api/v1/trust/members/${id}`;
  const may: Record<Role, readonly number[]> = {
    viewer: [200, 200, 403, 403],
    agent: [200, 200, 403, 403],
    manager: [200, 200, 204, 403],
    admin: [200, 200, 204, 204],
    owner: [200, 200, 204, 204],
  };
  for (const [role, expected] of Object.entries(may)) {
    const browser = await test.staff(role as Role);
    const answers = [
      await browser.get('/api/v1/trust/formula'),
      await browser.get(path),
      await browser.put(`${path}/level`, { level: 2, reason: 'Known' }),
      await browser.put('/api/v1/trust/formula', USUAL),
    ];
    assert.deepEqual(
      answers.map(({ status }) => status),
      expected,
      role,
    );
    if (role !== 'owner') continue;
    for (const level of [-1, 5, 1.5, '2', undefined])
      assert.equal((await browser.put(`${path}/level`, { level, reason: 'x' })).status, 400, String(level));
    for (const reason of ['', ' ', 'a\u0000', 'x'.repeat(5000)])
      assert.equal((await browser.put(`${path}/level`, { level: 1, reason })).status, 400);
    const short = { ...USUAL, rights: USUAL.rights.slice(1) };
    assert.equal((await browser.put('/api/v1/trust/formula', short)).status, 400);
  }
});
