import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { createTestServer, type TestServer } from '../../../../test/helpers/server.ts';
import { trendsFeature } from '../feature.ts';

describe('dashboards', () => {
  let test: TestServer;
  type Staff = Awaited<ReturnType<TestServer['staff']>>;
  let agent: Staff;
  let viewer: Staff;
  const boards = '/api/v1/trends/boards';
  const board = { name: 'Mornings', panels: [{ kind: 'volume', isWide: true }], holidays: ['US'] };

  before(async () => {
    test = await createTestServer([trendsFeature]);
    agent = await test.staff('agent');
    viewer = await test.staff('viewer');
  });
  after(() => test.close());

  it('are one’s own until they are shared, and stay one’s own to change', async () => {
    const made = await agent.post(boards, board);
    assert.equal(made.status, 201, JSON.stringify(made.body));
    const url = `${boards}/${made.body.id}`;
    assert.deepEqual((await viewer.get(boards)).body.items, []);
    await agent.put(url, { ...board, isShared: true });
    const [seen] = (await viewer.get(boards)).body.items;
    assert.deepEqual(
      [seen.name, seen.isMine, seen.owner.name, seen.holidays],
      ['Mornings', false, 'The agent', ['US']],
    );
    assert.equal((await viewer.put(url, board)).status, 404);
    assert.equal((await viewer.delete(url)).status, 404);
    assert.equal((await agent.delete(url)).status, 204);
    assert.deepEqual((await viewer.get(boards)).body.items, []);
    const actions = await test.app.db.query<{ action: string }>(
      `select action from audit_entries where action like 'trend.%' order by id`,
    );
    assert.deepEqual(
      actions.map((row) => row.action),
      ['trend.board_added', 'trend.board_changed', 'trend.board_removed'],
    );
  });

  it('hold each panel once, and only panels that there are', async () => {
    const panel = { kind: 'volume', isWide: false };
    for (const panels of [[panel, panel], [{ kind: 'weather', isWide: true }]])
      assert.equal((await agent.post(boards, { ...board, panels })).status, 400);
  });

  it('mark events, which viewers only see', async () => {
    const marks = '/api/v1/trends/marks';
    assert.equal((await viewer.post(marks, { day: '2026-11-20', name: 'Price change' })).status, 403);
    const { body } = await agent.post(marks, { day: '2026-11-20', name: 'Price change' });
    assert.deepEqual((await viewer.get(marks)).body.items, [
      { id: body.id, day: '2026-11-20', name: 'Price change' },
    ]);
    assert.equal((await agent.post(marks, { day: '2026-02-30', name: 'No such day' })).status, 400);
    assert.equal((await agent.delete(`${marks}/${body.id}`)).status, 204);
    assert.equal((await agent.delete(`${marks}/${body.id}`)).status, 404);
  });
});
