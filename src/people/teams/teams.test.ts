import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { systemActor } from '#platform/app/index.ts';
import { createTestServer } from '../../../test/helpers/server.ts';
import { takeBegunAbsences, teamsFeature } from './index.ts';

const desk = await createTestServer([teamsFeature]);
const { app } = desk;
after(() => desk.close());
const manager = await desk.staff('manager');
const agent = await desk.staff('agent');
const viewer = await desk.staff('viewer');

const hour = 3_600_000;
const later = (hours: number) => new Date(Date.now() + hours * hour).toISOString();
const worker = async (id: string) =>
  (await manager.get('/api/v1/teams/people')).body.items.find((one: { id: string }) => one.id === id);

describe('a team', () => {
  it('is made, changed, removed and brought back by managers, with a line of the audit log each', async () => {
    const made = await manager.post('/api/v1/teams', {
      name: 'Billing',
      memberIds: [agent.userId, agent.userId],
      leadId: manager.userId,
      handling: { ownership: { minutes: 60, warnMinutes: 15 } },
    });
    assert.equal(made.status, 201, JSON.stringify(made.body));
    const { id } = made.body;
    assert.deepEqual(made.body.memberIds, [agent.userId], 'nobody is a member twice');
    assert.equal(made.body.handling.outOfHours, 'queue');
    const changed = await manager.put(`/api/v1/teams/${id}`, { name: 'Billing and refunds' });
    assert.deepEqual([changed.body.name, changed.body.memberIds], ['Billing and refunds', []]);
    assert.equal((await manager.delete(`/api/v1/teams/${id}`)).status, 204);
    assert.deepEqual((await viewer.get('/api/v1/teams')).body.items, []);
    assert.equal((await manager.post(`/api/v1/teams/${id}/restore`)).status, 204);
    assert.equal((await viewer.get('/api/v1/teams')).body.items.length, 1);
    const audited = await app.db.query<{ action: string }>(
      'select action from audit_entries where subject = $1 order by id',
      [id],
    );
    assert.deepEqual(
      audited.map((row) => row.action),
      ['team.added', 'team.changed', 'team.removed', 'team.restored'],
    );
  });

  it('is refused to others, with a name that is taken in any case of letters, and with people who do not work here', async () => {
    assert.equal((await agent.post('/api/v1/teams', { name: 'Mine' })).status, 403);
    assert.equal((await manager.post('/api/v1/teams', { name: 'Taken' })).status, 201);
    const taken = await manager.post('/api/v1/teams', { name: 'tAKEN' });
    assert.deepEqual([taken.status, taken.body.error.code], [409, 'team.name_taken']);
    const stranger = `user_${'0'.repeat(26)}`;
    for (const input of [
      { memberIds: [stranger] },
      { leadId: stranger },
      { handling: { onCallId: stranger } },
      { handling: { escalation: [{ afterMinutes: 5, tell: stranger }] } },
    ]) {
      const refused = await manager.post('/api/v1/teams', { name: 'Strange', ...input });
      assert.deepEqual([refused.status, refused.body.error.code], [422, 'team.person_unknown']);
    }
    const hasty = { ownership: { minutes: 5, warnMinutes: 5 } };
    assert.equal((await manager.post('/api/v1/teams', { name: 'Hasty', handling: hasty })).status, 400);
  });

  it('has a name once, also when two save it at the same moment', async () => {
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => manager.post('/api/v1/teams', { name: 'Race' })),
    );
    assert.deepEqual(answers.map(({ status }) => status).sort(), [201, 409, 409, 409, 409, 409]);
  });

  it('does not come back while another has its name', async () => {
    const first = await manager.post('/api/v1/teams', { name: 'Phoenix' });
    await manager.delete(`/api/v1/teams/${first.body.id}`);
    await manager.post('/api/v1/teams', { name: 'phoenix' });
    assert.equal((await manager.post(`/api/v1/teams/${first.body.id}/restore`)).status, 404);
  });
});

describe('what somebody can do', () => {
  it('is nothing in particular and the usual capacity, until a manager says otherwise', async () => {
    const before = await worker(agent.userId);
    assert.deepEqual([before.skills, before.languages, before.capacity], [[], [], 8]);
    const profile = { skills: ['Refunds', 'refunds', 'contracts'], languages: ['DE', 'en'], capacity: 3.5 };
    assert.equal((await agent.put(`/api/v1/teams/people/${agent.userId}`, profile)).status, 403);
    assert.equal((await manager.put(`/api/v1/teams/people/${agent.userId}`, profile)).status, 204);
    const saved = await worker(agent.userId);
    assert.deepEqual(
      [saved.skills, saved.languages, saved.capacity],
      [['refunds', 'contracts'], ['de', 'en'], 3.5],
    );
  });

  it('leaves out viewers: they answer nobody', async () => {
    assert.equal(await worker(viewer.userId), undefined);
  });

  it('weighs channels', async () => {
    assert.deepEqual((await viewer.get('/api/v1/teams/channel-weights')).body, { weights: {} });
    await manager.put('/api/v1/teams/channel-weights', { weights: { chat: 2, mail: 0.5 } });
    assert.deepEqual((await viewer.get('/api/v1/teams/channel-weights')).body.weights, {
      chat: 2,
      mail: 0.5,
    });
    const zero = await manager.put('/api/v1/teams/channel-weights', { weights: { chat: 0 } });
    assert.equal(zero.status, 400);
  });
});

describe('an absence', () => {
  it('begins at once, and ends when somebody says they are back', async () => {
    const away = await agent.post(`/api/v1/teams/people/${agent.userId}/absences`, { note: 'dentist' });
    assert.equal(away.status, 201);
    assert.equal((await worker(agent.userId)).isAway, true);
    assert.equal((await agent.delete(`/api/v1/teams/absences/${away.body.id}`)).status, 204);
    assert.equal((await worker(agent.userId)).isAway, false);
    const again = await agent.delete(`/api/v1/teams/absences/${away.body.id}`);
    assert.deepEqual([again.status, again.body.error.code], [404, 'team.absence_not_found']);
  });

  it('of later makes nobody away now, and can be taken back', async () => {
    const planned = await agent.post(`/api/v1/teams/people/${agent.userId}/absences`, {
      from: later(24),
      until: later(48),
    });
    const { isAway, absences } = await worker(agent.userId);
    assert.deepEqual([isAway, absences.length], [false, 1]);
    await agent.delete(`/api/v1/teams/absences/${planned.body.id}`);
    assert.equal((await worker(agent.userId)).absences.length, 0);
  });

  it('is refused for others, to oneself, into the past, and backwards', async () => {
    const of = (who: string, input: object) => agent.post(`/api/v1/teams/people/${who}/absences`, input);
    assert.equal((await of(manager.userId, {})).body.error.code, 'team.not_yours');
    assert.equal(
      (await of(agent.userId, { handOverTo: agent.userId })).body.error.code,
      'team.hand_over_self',
    );
    assert.equal((await of(agent.userId, { until: later(-1) })).body.error.code, 'team.absence_over');
    assert.equal((await of(agent.userId, { from: later(5), until: later(2) })).status, 400);
    const gone = `team_${'0'.repeat(26)}`;
    assert.equal((await of(agent.userId, { handOverTo: gone })).body.error.code, 'team.not_found');
    assert.equal((await worker(agent.userId)).isAway, false);
  });

  it('hands its work over once, and only when it has begun', async () => {
    const path = `/api/v1/teams/people/${agent.userId}/absences`;
    const now = await manager.post(path, { handOverTo: manager.userId });
    const soon = await manager.post(path, { from: later(1), handOverTo: manager.userId });
    const taken = await app.db.transaction(() => takeBegunAbsences(app));
    assert.deepEqual(
      taken.map(({ userId, handOverTo }) => [userId, handOverTo]),
      [[agent.userId, manager.userId]],
    );
    assert.deepEqual(await app.db.transaction(() => takeBegunAbsences(app)), []);
    for (const { body } of [now, soon]) await manager.delete(`/api/v1/teams/absences/${body.id}`);
  });
});

it('people who were never real leave nothing behind', async () => {
  const { forgetWorkers, saveTeam, readTeams, teamInput } = await import('./index.ts');
  await saveTeam(app, systemActor, teamInput.parse({ name: 'Ghosts', memberIds: [agent.userId] }));
  await forgetWorkers(app, [agent.userId]);
  const ghosts = (await readTeams(app)).find(({ name }) => name === 'Ghosts');
  assert.deepEqual(ghosts?.memberIds, []);
  assert.deepEqual((await worker(agent.userId)).skills, []);
});
