import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { readTeams, readWorkers, saveTeam, teamInput } from '#people/teams/index.ts';
import { readRules, ruleInput, saveRule } from '#respond/routing/index.ts';
import { openDesk } from '../../respond/inbox/testing/desk.ts';
import { disbandTeams, formTeams } from './teams.ts';

const { company, ana, ben } = await openDesk();
const { app } = company;
after(() => company.close());

test('the invented teams and their rules come and go with the invented people; what a person made stays', async () => {
  const invented = await Promise.all(
    ['Noor', 'Bea', 'Ama', 'Iris'].map((name) => company.agent(name, 'manager')),
  );
  await formTeams(app, invented);
  assert.deepEqual(
    (await readTeams(app)).map(({ name }) => name),
    ['Billing', 'Network'],
  );
  const active = (await readRules(app)).rules.filter(({ isActive }) => isActive);
  assert.equal(active.length, 3);
  assert.ok((await readWorkers(app)).find(({ id }) => id === invented[1]!.id)!.languages.includes('de'));

  const own = await saveTeam(
    app,
    ben,
    teamInput.parse({ name: 'Ours', memberIds: [ana.id, invented[0]!.id] }),
  );
  const { revision } = await readRules(app);
  const rule = { name: 'Ours', when: { version: 1, when: { all: [] } }, actions: { teamId: own.id } };
  await saveRule(app, ben, revision, ruleInput.parse(rule));
  await disbandTeams(
    app,
    ben,
    invented.map(({ id }) => id),
  );
  assert.deepEqual(
    (await readTeams(app)).map(({ name }) => name),
    ['Ours'],
  );
  assert.deepEqual(
    (await readRules(app)).rules.map(({ name }) => name),
    ['Ours'],
  );
});
