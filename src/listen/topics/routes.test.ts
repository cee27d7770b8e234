import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { createTestServer, type TestServer } from '../../../test/helpers/server.ts';
import { topicsFeature } from './feature.ts';

describe('topics over HTTP', () => {
  let test: TestServer;
  type Staff = Awaited<ReturnType<TestServer['staff']>>;
  let manager: Staff;
  let agent: Staff;
  const api = '/api/v1';
  const made = async (name: string, query: string, more: object = {}): Promise<string> =>
    (await manager.post(`${api}/topics`, { name, query, ...more })).body.id;

  before(async () => {
    test = await createTestServer([topicsFeature]);
    manager = await test.staff('manager');
    agent = await test.staff('agent');
  });
  after(() => test.close());

  it('refuses failing examples with a code that a screen can ask about, and saves when told to', async () => {
    const topic = { name: 'Wrens', query: 'wren', examples: [{ shouldMatch: false, text: 'a wren' }] };
    const refused = await manager.post(`${api}/topics`, topic);
    assert.deepEqual(
      [refused.status, refused.body.error?.code ?? refused.body.code],
      [409, 'topic.examples_fail'],
    );
    const saved = await manager.post(`${api}/topics`, { ...topic, acceptFailing: true });
    assert.equal(saved.status, 201);
    assert.deepEqual(saved.body.examples, [{ shouldMatch: false, text: 'a wren' }]);
    const [listed] = (await agent.get(`${api}/topics`)).body.items;
    assert.deepEqual([listed.exampleCount, listed.examples], [1, undefined], 'lists are short');
  });

  it('judges examples while somebody types', async () => {
    const { body } = await agent.post(`${api}/topics/validate`, {
      query: 'heron',
      examples: [
        { shouldMatch: true, text: 'a heron' },
        { shouldMatch: true, text: 'a stork' },
      ],
    });
    assert.deepEqual(
      body.examples.map((one: { isRight: boolean }) => one.isRight),
      [true, false],
    );
    const { body: broken } = await agent.post(`${api}/topics/validate`, {
      query: 'a OR b c',
      examples: [{ shouldMatch: true, text: 'a' }],
    });
    assert.deepEqual([broken.valid, broken.problems[0].suggestions.length, broken.examples], [false, 2, []]);
  });

  it('takes only examples that say something, and not too many', async () => {
    for (const examples of [
      [{ shouldMatch: true }],
      [{ shouldMatch: true, text: '  ' }],
      [{ text: 'a' }],
      [{ shouldMatch: true, postId: 'nonsense' }],
      [{ shouldMatch: true, text: 'x'.repeat(2001) }],
      Array.from({ length: 51 }, () => ({ shouldMatch: true, text: 'a' })),
      Array.from({ length: 6 }, () => ({ shouldMatch: true, text: 'x'.repeat(2000) })),
    ])
      assert.equal((await manager.post(`${api}/topics/validate`, { query: 'a', examples })).status, 400);
  });

  it('exports and imports lines', async () => {
    const id = await made('Larks', 'lark');
    const file = await agent.get(`${api}/topics/export`);
    assert.match(String(file.headers['content-type']), /^application\/x-ndjson/);
    const lines = String(typeof file.body === 'string' ? file.body : JSON.stringify(file.body));
    assert.ok(lines.includes(`"${id}"`));
    assert.equal((await agent.post(`${api}/topics/import`, { lines })).status, 403);
    const { body } = await manager.post(`${api}/topics/import`, {
      lines: `${lines}\n{"id":"new","query":"dove"}\noops`,
    });
    assert.deepEqual([body.created, body.changed, body.refusedCount, body.refused.length], [1, 0, 1, 1]);
  });

  it('changes many at once, for those who may', async () => {
    const ids = [await made('Gulls', 'gull'), await made('Terns', 'tern')];
    assert.equal((await agent.post(`${api}/topics/many`, { action: 'pause', ids })).status, 403);
    const { body } = await manager.post(`${api}/topics/many`, { action: 'pause', ids });
    assert.deepEqual(body.changed.toSorted(), ids.toSorted());
    for (const wrong of [
      { action: 'pause', ids: [] },
      { action: 'explode', ids },
      { action: 'move', ids },
      { action: 'move', ids, folder: '' },
    ])
      assert.equal((await manager.post(`${api}/topics/many`, wrong)).status, 400, JSON.stringify(wrong));
    assert.equal(
      (await manager.post(`${api}/topics/many`, { action: 'move', ids, folder: 'Sea' })).status,
      200,
    );
    assert.equal((await agent.get(`${api}/topics/${ids[0]}`)).body.folder, 'Sea');
  });

  it('shows the difference to those who may read, and changes nothing', async () => {
    const id = await made('Swifts', 'swift');
    const { status, body } = await agent.post(`${api}/topics/${id}/difference`, {
      query: 'swift OR swallow',
      days: 7,
    });
    assert.deepEqual([status, body.valid, body.perDay.length], [200, true, 7]);
    assert.equal((await agent.get(`${api}/topics/${id}`)).body.query, 'swift');
  });

  it('brings a query over from another product, and says what of it is gone', async () => {
    const send = (dialect: string, text: string) => agent.post(`${api}/topics/convert`, { dialect, text });
    const { body: whole } = await send('brandwatch', 'refund AND (late OR lost)');
    assert.deepEqual([whole.leftOut, whole.problems], [[], []]);
    assert.equal((await agent.post(`${api}/topics/validate`, { query: whole.query })).body.valid, true);
    const { body: part } = await send('x', 'acme min_faves:100 filter:nativeretweets');
    assert.match(part.query, /acme/);
    assert.ok(part.leftOut.length > 0 && part.leftOut.every((one: { reason: string }) => one.reason !== ''));
    assert.deepEqual((await send('meltwater', '')).body, { query: null, problems: [], leftOut: [] });
    const { body: refused } = await send('x', '-only');
    assert.notEqual(
      refused.problems[0]?.code ?? refused.leftOut[0]?.reason,
      undefined,
      'what came out is checked',
    );
    assert.equal((await send('altavista', 'x')).status, 400);
  });
});
