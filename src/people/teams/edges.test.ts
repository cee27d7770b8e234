import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { createTestServer } from '../../../test/helpers/server.ts';
import { takeBegunAbsences, teamsFeature } from './index.ts';

const desk = await createTestServer([teamsFeature]);
const { app } = desk;
after(() => desk.close());
const manager = await desk.staff('manager');
const agent = await desk.staff('agent');
const other = await desk.staff('agent', 'other@staff.example');
const viewer = await desk.staff('viewer');

const api = '/api/v1/teams';
const ZEROS = '0'.repeat(26);
const later = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();
const worker = async (id: string) =>
  (await manager.get(`${api}/people`)).body.items.find((one: { id: string }) => one.id === id);
const absent = (who: string, input: object) => manager.post(`${api}/people/${who}/absences`, input);

describe('a team', () => {
  it('is not found by the id of something else, and says so in each way it is asked', async () => {
    for (const id of [`team_${ZEROS}`, 'team_', `user_${ZEROS}`, 'x', '%00', `team_${'0'.repeat(80)}`]) {
      const answers = [
        await manager.put(`${api}/${id}`, { name: 'Ghost' }),
        await manager.delete(`${api}/${id}`),
        await manager.post(`${api}/${id}/restore`),
      ];
      for (const { status } of answers) assert.ok([400, 404].includes(status), `${id}: ${status}`);
    }
  });

  it('has a name that can be read: no control characters, not blank, sixty signs at most', async () => {
    for (const name of [
      '',
      '   ',
      '\n',
      'a\u0000b',
      '\ud800',
      'x'.repeat(61),
      'x'.repeat(900_000),
      null,
      7,
      ['x'],
    ])
      assert.equal((await manager.post(api, { name })).status, 400, JSON.stringify(name)?.slice(0, 30));
    const made = await manager.post(api, { name: `  ${'ü'.repeat(60)}  ` });
    assert.deepEqual([made.status, made.body.name], [201, 'ü'.repeat(60)]);
  });

  it('is removed once and restored once, whatever is asked twice', async () => {
    const { id } = (await manager.post(api, { name: 'Twice' })).body;
    const removed = await Promise.all([manager.delete(`${api}/${id}`), manager.delete(`${api}/${id}`)]);
    assert.deepEqual(removed.map(({ status }) => status).sort(), [204, 404]);
    const back = await Promise.all([
      manager.post(`${api}/${id}/restore`),
      manager.post(`${api}/${id}/restore`),
    ]);
    assert.deepEqual(back.map(({ status }) => status).sort(), [204, 404]);
    const audited = await app.db.query('select from audit_entries where subject = $1', [id]);
    assert.equal(audited.length, 3, 'what did not happen is not in the audit log');
  });

  it('refuses an owner’s time that is over before it warns, and steps that never come', async () => {
    const handlings = [
      { ownership: { minutes: 10, warnMinutes: 10 } },
      { ownership: { minutes: 0 } },
      { ownership: { minutes: 1.5 } },
      { escalation: [{ afterMinutes: 0 }] },
      { escalation: [{ afterMinutes: 43_201 }] },
      { escalation: Array.from({ length: 9 }, () => ({ afterMinutes: 5 })) },
      { outOfHours: 'never' },
    ];
    for (const handling of handlings)
      assert.equal(
        (await manager.post(api, { name: 'Hasty', handling })).status,
        400,
        JSON.stringify(handling),
      );
    const names = (await viewer.get(api)).body.items.map(({ name }: { name: string }) => name);
    assert.ok(!names.includes('Hasty'), 'nothing of it was kept');
  });
});

describe('what somebody can do', () => {
  const save = (input: object) => manager.put(`${api}/people/${agent.userId}`, { capacity: 8, ...input });

  it('has ends, and both of them are taken', async () => {
    for (const capacity of [0, 1000, 0.5]) {
      assert.equal((await save({ capacity })).status, 204);
      assert.equal((await worker(agent.userId)).capacity, capacity);
    }
    for (const capacity of [-1, 1000.5, '8', null, 1e308])
      assert.equal((await save({ capacity })).status, 400, String(capacity));
    assert.equal((await worker(agent.userId)).capacity, 0.5);
  });

  it('is told in languages by their codes and in words that are words', async () => {
    for (const languages of [
      ['german'],
      ['d'],
      ['de-AT'],
      [''],
      ['d\u0000'],
      Array.from({ length: 31 }, () => 'de'),
    ])
      assert.equal((await save({ languages })).status, 400, JSON.stringify(languages));
    for (const skills of [[''], ['  '], ['x'.repeat(41)], Array.from({ length: 51 }, (_, i) => `s${i}`)])
      assert.equal((await save({ skills })).status, 400, JSON.stringify(skills));
    assert.equal((await save({ languages: [' DE ', 'deu'], skills: [' Billing '] })).status, 204);
    const { languages, skills } = await worker(agent.userId);
    assert.deepEqual([languages, skills], [['de', 'deu'], ['billing']]);
  });

  it('is saved of people who are there', async () => {
    const { status, body } = await manager.put(`${api}/people/user_${ZEROS}`, { capacity: 1 });
    assert.deepEqual([status, body.error.code], [422, 'team.person_unknown']);
  });
});

describe('an absence', () => {
  it('is ended once, by its own or by who leads, and by nobody else', async () => {
    const { id } = (await absent(agent.userId, {})).body;
    const foreign = await other.delete(`${api}/absences/${id}`);
    assert.equal(foreign.body.error.code, 'team.not_yours');
    assert.equal((await viewer.delete(`${api}/absences/${id}`)).status, 403);
    assert.equal((await worker(agent.userId)).isAway, true);
    const ended = await Promise.all([
      agent.delete(`${api}/absences/${id}`),
      manager.delete(`${api}/absences/${id}`),
    ]);
    assert.deepEqual(ended.map(({ status }) => status).toSorted(), [204, 404]);
    assert.equal((await worker(agent.userId)).isAway, false);
    assert.equal((await agent.delete(`${api}/absences/${id}`)).status, 404);
  });

  it('may overlap another: whoever has one is away until both are over', async () => {
    const first = (await absent(other.userId, { until: later(1) })).body.id;
    const second = (await absent(other.userId, { until: later(9) })).body.id;
    await manager.delete(`${api}/absences/${first}`);
    assert.equal((await worker(other.userId)).isAway, true);
    await manager.delete(`${api}/absences/${second}`);
    assert.equal((await worker(other.userId)).isAway, false);
  });

  it('hands over once, also when two machines look at the same moment', async () => {
    const { id } = (await absent(agent.userId, { handOverTo: other.userId })).body;
    const look = () => app.db.transaction(() => takeBegunAbsences(app));
    const taken = (await Promise.all([look(), look(), look()])).flat();
    assert.deepEqual(
      taken.map(({ handOverTo }) => handOverTo),
      [other.userId],
    );
    await manager.delete(`${api}/absences/${id}`);
  });

  it('has times that there are', async () => {
    for (const input of [
      { from: 'tomorrow' },
      { from: '2026-02-30T00:00:00Z' },
      { until: 7 },
      { handOverTo: 'x' },
      { note: 'x'.repeat(201) },
    ])
      assert.equal((await absent(agent.userId, input)).status, 400, JSON.stringify(input).slice(0, 40));
    assert.deepEqual((await worker(agent.userId)).absences, []);
  });
});
