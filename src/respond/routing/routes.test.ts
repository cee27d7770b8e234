import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { teamsFeature } from '#people/teams/index.ts';
import { conditionsFeature } from '#respond/conditions/index.ts';
import { inboxFeature } from '#respond/inbox/index.ts';
import { createTestServer } from '../../../test/helpers/server.ts';
import { routingFeature } from './index.ts';

const made = await createTestServer([teamsFeature, inboxFeature, conditionsFeature, routingFeature]);
const { app } = made;
after(() => made.close());
const manager = await made.staff('manager');
const agent = await made.staff('agent');
const viewer = await made.staff('viewer');
const nobody = made.browser();
const rules = async () => (await viewer.get('/api/v1/routing/rules')).body;
const rule = (more: object = {}) => ({
  name: 'Bills',
  when: { version: 1, when: { fact: 'words', op: 'matches', value: 'bill' } },
  actions: { labels: ['bill'] },
  ...more,
});

describe('the rules', () => {
  it('are read by everybody on the staff and changed by managers', async () => {
    assert.equal((await nobody.get('/api/v1/routing/rules')).status, 401);
    assert.deepEqual(await rules(), { revision: 0, rules: [], last: null });
    for (const who of [agent, viewer])
      assert.equal((await who.post('/api/v1/routing/rules', { revision: 0, rule: rule() })).status, 403);
    const saved = await manager.post('/api/v1/routing/rules', { revision: 0, rule: rule() });
    assert.deepEqual([saved.status, saved.body.revision], [201, 1]);
    const shown = await rules();
    assert.deepEqual(
      [shown.rules[0].name, shown.rules[0].text, shown.rules[0].isActive, shown.rules[0].moved],
      ['Bills', 'the words match “bill”', false, 0],
    );
    assert.equal(shown.last.what, 'added ‘Bills’');
  });

  it('are changed, ordered, removed and brought back, each on the state that somebody saw', async () => {
    const second = await manager.post('/api/v1/routing/rules', {
      revision: 1,
      rule: rule({ name: 'Second' }),
    });
    const { rules: before } = await rules();
    const ids = before.map(({ id }: { id: string }) => id).toReversed();
    const stale = await manager.post('/api/v1/routing/order', { revision: 1, ids });
    assert.deepEqual([stale.status, stale.body.error.code], [409, 'routing.overtaken']);
    assert.equal((await manager.post('/api/v1/routing/order', { revision: 2, ids })).body.revision, 3);
    const put = await manager.put(`/api/v1/routing/rules/${second.body.id}`, {
      revision: 3,
      rule: rule({ name: 'Renamed', isActive: true }),
    });
    assert.equal(put.body.revision, 4);
    const names = async () => (await rules()).rules.map(({ name }: { name: string }) => name);
    assert.deepEqual(await names(), ['Renamed', 'Bills']);
    await manager.post(`/api/v1/routing/rules/${second.body.id}/remove`, { revision: 4 });
    assert.deepEqual(await names(), ['Bills']);
    await manager.post('/api/v1/routing/undo', { revision: 5 });
    assert.deepEqual(await names(), ['Renamed', 'Bills']);
    const gone = await manager.post(`/api/v1/routing/rules/rrule_${'0'.repeat(26)}/remove`, { revision: 6 });
    assert.deepEqual([gone.status, gone.body.error.code], [404, 'routing.rule_not_found']);
  });

  it('write each change into the audit log', async () => {
    const lines = await app.db.query<{ what: string }>(
      `select detail ->> 'what' as what from audit_entries where action = 'routing.changed' order by id`,
    );
    assert.deepEqual(
      lines.map(({ what }) => what),
      [
        'added ‘Bills’',
        'added ‘Second’',
        'changed the order',
        'changed ‘Renamed’',
        'removed a rule',
        'took back: removed a rule',
      ],
    );
  });

  const wrong: [string, object, number, RegExp][] = [
    ['does nothing', { actions: {} }, 422, /does nothing/],
    [
      'asks for what is no fact',
      { when: { version: 1, when: { fact: 'followers', op: 'at-least', value: 5 } } },
      422,
      /no fact “followers”/,
    ],
    ['is of another version', { when: { version: 2, when: { all: [] } } }, 400, /version/],
    [
      'has a query that cannot be read',
      { when: { version: 1, when: { fact: 'words', op: 'matches', value: '(bill' } } },
      422,
      /cannot be used/,
    ],
    ['has no name', { name: ' ' }, 400, /name/],
    ['names a team that is none', { actions: { teamId: 'x' } }, 400, /team_/],
  ];
  for (const [what, more, status, message] of wrong)
    it(`are refused where one ${what}`, async () => {
      const { revision } = await rules();
      const refused = await manager.post('/api/v1/routing/rules', { revision, rule: rule(more) });
      assert.equal(refused.status, status, JSON.stringify(refused.body));
      assert.match(JSON.stringify(refused.body), message);
      assert.equal((await rules()).revision, revision);
    });

  it('are at most two hundred', async () => {
    const { revision } = await rules();
    const [one] = (await rules()).rules;
    const { text: _text, moved: _moved, ...kept } = one;
    const many = Array.from({ length: 200 }, (_, at) => ({
      ...kept,
      id: `rrule_${String(at).padStart(26, '0')}`,
    }));
    await app.db.query(
      `insert into routing_revisions (revision, rules, what, by_id, by_name) values ($1, $2::jsonb, 'many', 'x', 'x')`,
      [revision + 1, JSON.stringify(many)],
    );
    const refused = await manager.post('/api/v1/routing/rules', { revision: revision + 1, rule: rule() });
    assert.deepEqual([refused.status, refused.body.error.code], [422, 'routing.too_many']);
  });
});

describe('what they would do', () => {
  it('is told to everybody on the staff, of rules that are not saved too', async () => {
    const told = await viewer.post('/api/v1/routing/dry-run', { rules: [rule()] });
    assert.deepEqual([told.status, told.body.checked, told.body.rules[0].matched], [200, 0, 0]);
    assert.equal((await nobody.post('/api/v1/routing/dry-run', {})).status, 401);
  });

  it('is told of a condition alone, with what is wrong with it', async () => {
    const facts = await viewer.get('/api/v1/conditions/facts');
    assert.ok(facts.body.items.some(({ name }: { name: string }) => name === 'language'));
    const fine = await viewer.post('/api/v1/conditions/preview', {
      condition: { version: 1, when: { all: [] } },
    });
    assert.deepEqual([fine.body.problems, fine.body.text], [[], 'always']);
    const odd = await viewer.post('/api/v1/conditions/preview', { condition: { when: 5 } });
    assert.equal(odd.status, 200);
    assert.equal(odd.body.problems.length, 1);
    const gone = await viewer.post('/api/v1/conditions/explain', {
      condition: { all: [] },
      conversationId: `conv_${'0'.repeat(26)}`,
    });
    assert.equal(gone.status, 404);
  });
});
