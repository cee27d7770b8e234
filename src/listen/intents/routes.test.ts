import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { createTestServer, type TestServer } from '../../../test/helpers/server.ts';
import { intentsFeature } from './feature.ts';

describe('intents over HTTP', () => {
  let test: TestServer;
  type Staff = Awaited<ReturnType<TestServer['staff']>>;
  let manager: Staff;
  let agent: Staff;
  const api = '/api/v1/intents';

  before(async () => {
    test = await createTestServer([intentsFeature]);
    manager = await test.staff('manager');
    agent = await test.staff('agent');
  });
  after(() => test.close());

  it('are changed by managers and read by agents', async () => {
    for (const [method, url, body] of [
      ['post', api, { name: 'x' }],
      ['post', `${api}/import`, { lines: '' }],
      ['post', `${api}/train`, {}],
      ['post', `${api}/restore`, { undo: 'intent_00000000000000000000000000' }],
    ] as const)
      assert.equal((await agent[method](url, body)).status, 403, url);
    const made = await manager.post(api, { name: ' Returns ' });
    assert.equal(made.status, 201);
    assert.deepEqual(
      (await agent.get(api)).body.items.map((one: { name: string }) => one.name),
      ['Returns'],
    );
  });

  it('live through a whole round', async () => {
    const { id } = (await manager.post(api, { name: 'Hours' })).body;
    const added = await manager.post(`${api}/${id}/examples`, { lines: 'when do you open\nopening times' });
    assert.deepEqual([added.status, added.body.added], [200, 2]);
    const { items } = (await agent.get(`${api}/${id}/examples?limit=1`)).body;
    assert.equal(items[0].text, 'opening times');
    assert.equal((await manager.delete(`${api}/${id}/examples/${items[0].id}`)).body.text, 'opening times');
    assert.equal((await manager.patch(`${api}/${id}`, { name: 'Opening' })).status, 204);
    const { undo } = (await manager.delete(`${api}/${id}`)).body;
    assert.equal((await manager.post(`${api}/restore`, { undo })).status, 204);
    assert.equal((await agent.get(api)).body.items.length, 2);
  });

  it('refuse what is wrong with a code', async () => {
    assert.equal((await agent.post(`${api}/try`, { text: 'x' })).status, 409);
    assert.equal((await agent.post(`${api}/try`, { text: '' })).status, 400);
    assert.equal((await manager.post(`${api}/train`, {})).status, 409);
    assert.equal((await manager.post(api, { name: '' })).status, 400);
    assert.equal((await manager.post(api, { name: 'x'.repeat(121) })).status, 400);
    assert.equal((await agent.get(`${api}/nonsense/examples`)).status, 400);
    assert.equal(
      (await agent.get(`${api}/intent_00000000000000000000000000/examples?cursor=zz`)).status,
      400,
    );
    assert.equal((await manager.delete(`${api}/intent_00000000000000000000000000/examples/1x`)).status, 400);
    assert.equal(
      (await manager.patch(`${api}/intent_00000000000000000000000000`, { name: 'x' })).status,
      404,
    );
    assert.equal(
      (await manager.post(`${api}/models/imodel_00000000000000000000000000/activate`, {})).status,
      404,
    );
  });

  it('train in the background and answer trial sentences', async () => {
    const lines = ['money back', 'refund me', 'a refund please', 'return my money']
      .map((text) => JSON.stringify({ text, label: 'Returns' }))
      .concat(['opening times', 'open on sunday?'].map((text) => JSON.stringify({ text, label: 'Opening' })));
    assert.equal((await manager.post(`${api}/import`, { lines: lines.join('\n') })).body.refusedCount, 0);
    const started = await manager.post(`${api}/train`, {});
    assert.equal(started.status, 202, JSON.stringify(started.body));
    const running = (await agent.get(api)).body;
    assert.deepEqual(
      [running.active, running.latest.id, running.latest.state],
      [null, started.body.id, 'running'],
    );
    await intentsFeature.jobs!(test.app)['intents.train']!(
      { modelId: started.body.id },
      new AbortController().signal,
    );
    const { body } = await agent.post(`${api}/try`, { text: 'Give me my money back' });
    assert.equal(body.label, 'Returns');
    assert.ok(body.outOfScopeScore < 0.5 && body.because[0].end <= 21);
    assert.equal((await agent.get(api)).body.active.figures.labels.length, 2);
  });
});
