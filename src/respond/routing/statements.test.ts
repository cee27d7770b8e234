import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { tellFollowers } from '#respond/inbox/index.ts';
import { statementsOf } from '../../../test/helpers/statements.ts';
import { say } from '../inbox/testing/company.ts';
import { routeNext } from './engine/route.ts';
import { openOffice } from './testing/office.ts';

const office = await openOffice();
const { app } = office;
after(() => office.company.close());
const people = [await office.agent('Ana', { capacity: 3 }), await office.agent('Ben', { capacity: 3 })];
const team = await office.team('All', { memberIds: people.map(({ id }) => id) });
await office.rule(
  'Signal',
  {
    all: [
      { fact: 'words', op: 'matches', value: 'signal' },
      { fact: 'urgency', op: 'at-least', value: 0 },
    ],
  },
  { teamId: team.id, assign: {} },
);
await office.hear('acme, the first: no signal');

/** Statements of the decision about what a new customer says, and who got it. */
async function decided(name: string, text: string) {
  await office.company.hear(say(`did:plc:${name}`, '1', text));
  while (await tellFollowers(app));
  // Browsers are told of what came in a moment later, outside of the decision.
  const told = (await statementsOf(() => routeNext(app))).filter(
    (text) => text !== 'select pg_notify($1, $2)',
  );
  const [row] = await app.db.query<{ assignee: string | null; team: string | null; activity: number }>(
    `select c.assignee_id as assignee, c.team_id as team,
       (select count(*)::int from conversation_activity a where a.conversation_id = c.id) as activity
       from conversations c join accounts a on a.id = c.account_id where a.external_id = $1`,
    [`did:plc:${name}`],
  );
  return { told, ...row! };
}

describe('statements of a decision, with begin and commit', () => {
  it('are few where a rule gives it to somebody, and each thing is asked once', async () => {
    const { told, assignee, activity } = await decided('given', 'acme, no signal');
    assert.ok(people.some(({ id }) => id === assignee));
    assert.equal(activity, 1);
    assert.ok(told.length <= 16, `${told.length}\n${told.join('\n')}`);
    assert.equal(new Set(told).size, told.length, 'the same is asked twice');
  });

  it('are few where no rule fits', async () => {
    const { told, team: given, activity } = await decided('other', 'acme, hello');
    assert.deepEqual([given, activity], [null, 0]);
    assert.ok(told.length <= 14, `${told.length}\n${told.join('\n')}`);
  });

  it('see who went away a moment before, and whose hands are full', async () => {
    await app.db.query(
      `insert into staff_absences (id, user_id, starts_at, ends_at, created_by) select 'abs_' || id, id, now(), null, id from users where id = $1`,
      [people[0]!.id],
    );
    const got = [];
    for (const name of ['a', 'b', 'c', 'd', 'e']) got.push((await decided(name, 'acme, no signal')).assignee);
    assert.ok(!got.includes(people[0]!.id), 'somebody who is away got it');
    assert.equal(got.at(-1), null, 'more than there is room for');
    const [{ most }] = (await app.db.query<{ most: number }>(
      `select count(*)::int as most from conversations where assignee_id = $1 and status = 'open'`,
      [people[1]!.id],
    )) as [{ most: number }];
    assert.equal(most, 3);
  });

  it('see a rule that was changed a moment before', async () => {
    const before = await decided('draft', 'acme, my bill');
    await office.rule('Bills', { fact: 'words', op: 'matches', value: 'bill' }, { teamId: team.id });
    const now = await decided('bill', 'acme, my bill');
    assert.deepEqual([before.team, now.team], [null, team.id]);
  });
});
