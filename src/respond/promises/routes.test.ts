import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { createTestServer } from '../../../test/helpers/server.ts';
import { calendarsFeature } from '#people/calendars/index.ts';
import { sessionsFeature } from '#people/sessions/index.ts';
import { teamsFeature } from '#people/teams/index.ts';
import { inboxFeature } from '#respond/inbox/index.ts';
import { promisesFeature } from './index.ts';
import { saveClocks } from './store/clocks.ts';
import { addCounts } from './store/counts.ts';
import { testPolicy } from './testing/policy.ts';

const rapport = await createTestServer([
  sessionsFeature,
  calendarsFeature,
  teamsFeature,
  inboxFeature,
  promisesFeature,
]);
after(rapport.close);
const manager = await rapport.staff('manager');
const agent = await rapport.staff('agent');
const viewer = await rapport.staff('viewer');
const base = '/api/v1/promises';

const make = async (name: string, more: object = {}) => {
  const { status, body } = await manager.post(`${base}/policies`, {
    ...testPolicy({ first: 60 }, { name }),
    ...more,
  });
  assert.equal(status, 201, JSON.stringify(body));
  return body as { id: string; name: string };
};
const names = async () =>
  (await agent.get(`${base}/policies`)).body.items.map((one: { name: string }) => one.name);

describe('policies over HTTP', () => {
  it('are made, put in order, changed and removed, each step audited', async () => {
    const [a, b, c] = [await make('A'), await make('B'), await make('C')];
    assert.deepEqual(await names(), ['A', 'B', 'C']);
    const ordered = await manager.put(`${base}/policies/order`, { ids: [c.id, a.id, b.id] });
    assert.deepEqual(
      ordered.body.items.map((one: { name: string }) => one.name),
      ['C', 'A', 'B'],
    );
    const changed = await manager.put(`${base}/policies/${a.id}`, testPolicy({ next: 5 }, { name: 'A2' }));
    assert.equal(changed.body.terms.targets[0].next, 5);
    assert.equal((await manager.delete(`${base}/policies/${b.id}`)).status, 204);
    assert.deepEqual(await names(), ['C', 'A2']);
    const lines = await rapport.app.db.query<{ action: string }>(
      `select action from audit_entries where action like 'promise.%' order by id`,
    );
    assert.deepEqual(
      lines.map(({ action }) => action),
      [
        'promise.added',
        'promise.added',
        'promise.added',
        'promise.ordered',
        'promise.changed',
        'promise.removed',
      ],
    );
    for (const { id } of [a, c]) await manager.delete(`${base}/policies/${id}`);
    assert.equal((await manager.delete(`${base}/policies/${a.id}`)).body.error.code, 'promise.not_found');
    assert.equal(
      (await manager.put(`${base}/policies/${a.id}`, testPolicy({ first: 1 }))).body.error.code,
      'promise.not_found',
    );
  });

  it('are ordered as a whole or not at all', async () => {
    const [a, b] = [await make('A'), await make('B')];
    for (const ids of [[a.id], [a.id, a.id], [a.id, b.id, 'pol_00000000000000000000000000']])
      assert.equal(
        (await manager.put(`${base}/policies/order`, { ids })).body.error.code,
        'promise.order_incomplete',
        JSON.stringify(ids),
      );
    assert.deepEqual(await names(), ['A', 'B']);
    for (const { id } of [a, b]) await manager.delete(`${base}/policies/${id}`);
  });

  it('are changed by those who lead, tried and read by everybody', async () => {
    assert.equal((await agent.post(`${base}/policies`, testPolicy({ first: 60 }))).status, 403);
    assert.equal((await viewer.get(`${base}/policies`)).status, 200);
    const trial = await viewer.post(`${base}/trial`, testPolicy({ first: 60 }));
    assert.equal(trial.status, 200);
    assert.deepEqual([trial.body.kept, trial.body.missed, trial.body.looked], [0, 0, 0]);
    assert.equal((await rapport.browser().get(`${base}/policies`)).status, 401);
  });

  it('say what is wrong with them', async () => {
    const terms = testPolicy({ first: 60 }).terms;
    const wrong: [object, number, string?][] = [
      [testPolicy({}), 400],
      [{ ...testPolicy({ first: 60 }), name: '' }, 400],
      [{ ...testPolicy({ first: 60 }), terms: { ...terms, targets: terms.targets.slice(1) } }, 400],
      [testPolicy({ first: 0 }), 400],
      [
        testPolicy({ first: 60 }, { calendarId: 'cal_00000000000000000000000099' }),
        400,
        'promise.calendar_unknown',
      ],
      [
        {
          ...testPolicy({ first: 60 }),
          condition: { version: 1, when: { fact: 'chanel', op: 'is', value: 'x' } },
        },
        422,
        'condition.invalid',
      ],
    ];
    for (const [body, status, code] of wrong) {
      const answer = await manager.post(`${base}/policies`, body);
      assert.equal(answer.status, status, JSON.stringify(body));
      if (code) assert.equal(answer.body.error.code, code);
    }
    assert.deepEqual(await names(), []);
  });

  it('keep their calendar from being removed, until they are removed themselves', async () => {
    const office = Array.from({ length: 7 }, () => [{ from: 540, to: 1020 }]);
    const calendar = await manager.post('/api/v1/calendars', { name: 'Office', zone: 'UTC', week: office });
    const { id } = await make('Office hours', { calendarId: calendar.body.id });
    const remove = () => manager.delete(`/api/v1/calendars/${calendar.body.id}`);
    assert.equal((await remove()).body.error.code, 'calendar.in_use');
    await manager.delete(`${base}/policies/${id}`);
    assert.equal((await remove()).status, 204);
  });
});

describe('the report over HTTP', () => {
  it('has numbers by the clock on the wall, and pages of what is behind them', async () => {
    const { id } = await make('Reported');
    const hour = (text: string) => new Date(`2026-03-0${text}:00:00Z`);
    const count = { policyId: id, kind: 'first' as const, network: 'mail', teamId: '', closed: 0 };
    await addCounts(rapport.app, [
      { ...count, hour: hour('2T23'), kept: 2, missed: 1 },
      { ...count, hour: hour('3T09'), kept: 1, missed: 0, closed: 4 },
    ]);
    const clock = (minute: number) => ({
      id: `prm_${minute}`,
      conversationId: 'conv_gone',
      kind: 'first' as const,
      startedAt: new Date(hour('2T23').getTime() + minute * 60_000),
      stretches: [],
      endedAt: hour('3T01'),
      isVoid: false,
      traits: { network: 'mail', teamId: null, urgency: 0 as const },
      policyId: id,
      dueAt: hour('3T00'),
      nextAt: null,
      warnedAt: null,
      missedAt: null,
      outcome: 'kept' as const,
    });
    await saveClocks(rapport.app, [clock(1), clock(2), clock(3)]);
    const span = 'from=2026-03-01T00:00:00Z&to=2026-03-31T00:00:00Z&zone=Europe/Berlin';
    const west = span.replace('Europe/Berlin', '%2B05:30');
    assert.equal(
      (await viewer.get(`${base}/report?${west}`)).status,
      400,
      'databases read offsets the other way',
    );
    const { body } = await viewer.get(`${base}/report?${span}`);
    assert.deepEqual(
      [body.total.kept, body.total.missed, body.total.closed, body.total.share],
      [3, 1, 4, 0.75],
    );
    assert.deepEqual(
      body.byHour.map((line: { key: string }) => line.key),
      ['0', '10'],
    );
    assert.deepEqual(
      body.byDay.map((line: { key: string }) => line.key),
      ['2026-03-03'],
      'half past midnight in Berlin',
    );
    assert.equal(body.byPolicy[0].name, 'Reported');
    const page = await agent.get(`${base}/behind?${span}&policy=${id}&outcome=kept&hour=0&limit=2`);
    const rest = await agent.get(
      `${base}/behind?${span}&policy=${id}&outcome=kept&hour=0&limit=2&cursor=${page.body.nextCursor}`,
    );
    assert.deepEqual(
      [...page.body.items, ...rest.body.items].map((one: { id: string }) => one.id),
      ['prm_3', 'prm_2', 'prm_1'],
    );
    assert.equal((await agent.get(`${base}/behind?${span}&hour=9`)).body.items.length, 0);
    assert.equal((await agent.get(`${base}/report?${span.replace('Berlin', 'Bärlin')}`)).status, 400);
    assert.equal((await agent.get(`${base}/behind?${span}&cursor=nonsense`)).status, 400);
    await manager.delete(`${base}/policies/${id}`);
    const after = await viewer.get(`${base}/report?${span}`);
    assert.equal(after.body.byPolicy[0].name, 'Reported', 'what was kept stays counted by its name');
  });

  it('tells the clocks of a conversation, and none for one that is not there', async () => {
    const { body } = await agent.get('/api/v1/inbox/conv_gone/promises');
    assert.deepEqual(
      body.items.map((one: { id: string; outcome: string; policy: string }) => [
        one.id,
        one.outcome,
        one.policy,
      ]),
      [
        ['prm_1', 'kept', 'Reported'],
        ['prm_2', 'kept', 'Reported'],
        ['prm_3', 'kept', 'Reported'],
      ],
    );
    assert.deepEqual((await agent.get('/api/v1/inbox/conv_nobody/promises')).body, { items: [] });
  });
});
