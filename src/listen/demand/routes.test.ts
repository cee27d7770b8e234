import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { systemActor } from '#platform/app/index.ts';
import { createTopic } from '#listen/topics/index.ts';
import { createTestServer, type TestServer } from '../../../test/helpers/server.ts';
import { countDueDays } from './counting.ts';
import { demandFeature } from './feature.ts';
import { tellDay } from './testing/tell-day.ts';

const NOBODY = 'need_00000000000000000000000000';
const api = '/api/v1/demand';

describe('demand over HTTP', () => {
  let test: TestServer;
  type Staff = Awaited<ReturnType<TestServer['staff']>>;
  let manager: Staff;
  let viewer: Staff;
  let agent: Staff;
  let topicId: string;
  const make = async (more: object = {}) => {
    const made = await manager.post(`${api}/needs`, { name: 'Flu', topicIds: [topicId], ...more });
    assert.equal(made.status, 200, JSON.stringify(made.body));
    return made.body as { id: string; topicIds: string[] };
  };

  before(async () => {
    test = await createTestServer([demandFeature]);
    [manager, viewer, agent] = [
      await test.staff('manager'),
      await test.staff('viewer'),
      await test.staff('agent'),
    ];
    topicId = (await createTopic(test.app, systemActor, { name: 'Flu', query: 'flu' })).id;
  });
  after(() => test.close());

  it('is read by everybody signed in, changed by managers only, and closed to strangers', async () => {
    const { id } = await make();
    const changes = [
      ['post', 'needs', { name: 'x', topicIds: [topicId] }],
      ['patch', `needs/${id}`, { name: 'x' }],
      ['delete', `needs/${id}`],
      ['put', 'outlets', { outlets: [{ code: 'A', name: 'Shop' }] }],
      ['post', 'outlets/import', { csv: 'code,name\nA,Shop' }],
      ['delete', 'outlets/A'],
    ] as const;
    const stranger = test.browser();
    for (const [method, path, body] of changes) {
      assert.equal((await agent[method](`${api}/${path}`, body)).status, 403, `${method} ${path}`);
      assert.equal((await viewer[method](`${api}/${path}`, body)).status, 403, `${method} ${path}`);
      assert.equal((await stranger[method](`${api}/${path}`, body)).status, 401, `${method} ${path}`);
    }
    for (const path of [
      'needs',
      `needs/${id}/picture`,
      `needs/${id}/areas.csv`,
      `needs/${id}/posts?country=US`,
      'outlets',
    ]) {
      assert.equal((await viewer.get(`${api}/${path}`)).status, 200, path);
      assert.equal((await stranger.get(`${api}/${path}`)).status, 401, path);
    }
    assert.deepEqual((await viewer.get(`${api}/outlets`)).body, [], 'nothing came of what was refused');
  });

  it('refuses needs that cannot be, and keeps the one that was there', async () => {
    const { id } = await make({ item: '  tea ' });
    const wrong: Record<string, object> = {
      'no name': { name: '  ' },
      'a long name': { name: 'x'.repeat(121) },
      'no topics': { topicIds: [] },
      'fifty-one topics': { topicIds: Array.from({ length: 51 }, () => topicId) },
      'a topic that is not there': { topicIds: [topicId, 'topic_00000000000000000000000000'] },
      'no lead time': { leadDays: 0 },
      'part of a day': { leadDays: 1.5 },
      'a season of lead time': { leadDays: 91 },
      'an alert at every breath': { alertFrom: 1.9 },
      'an alert at nothing': { alertFrom: 10 },
      'an empty item': { item: '' },
      'a null byte': { name: 'a\0b' },
    };
    for (const [what, body] of Object.entries(wrong)) {
      assert.equal((await manager.patch(`${api}/needs/${id}`, body)).status, 400, what);
      const whole = { name: 'New', topicIds: [topicId], ...body };
      assert.equal((await manager.post(`${api}/needs`, whole)).status, 400, what);
    }
    const needs = (await viewer.get(`${api}/needs`)).body as { id: string; name: string; item: string }[];
    assert.deepEqual(
      needs.filter((need) => need.id === id).map(({ name, item }) => [name, item]),
      [['Flu', 'tea']],
    );
    assert.ok(needs.every(({ name }) => name !== 'New'));
  });

  it('says that a need is not there, and what is no need', async () => {
    for (const path of ['picture', 'areas.csv', 'posts?country=US'])
      assert.equal((await viewer.get(`${api}/needs/${NOBODY}/${path}`)).status, 404, path);
    assert.equal((await manager.patch(`${api}/needs/${NOBODY}`, { name: 'x' })).status, 404);
    assert.equal((await manager.delete(`${api}/needs/${NOBODY}`)).status, 404);
    assert.equal((await manager.delete(`${api}/needs/topic_1`)).status, 400);
    const { id } = await make();
    for (const query of [
      'picture?days=2',
      'picture?days=',
      'posts',
      'posts?country=USA',
      'posts?country=US&limit=0',
      'posts?country=US&days=30',
    ])
      assert.equal((await viewer.get(`${api}/needs/${id}/${query}`)).status, 400, query);
    assert.equal((await manager.delete(`${api}/needs/${id}`)).status, 204);
    assert.equal((await manager.delete(`${api}/needs/${id}`)).status, 404);
  });

  it('counts again only for other topics, and takes each topic once', async () => {
    const other = (await createTopic(test.app, systemActor, { name: 'Cold', query: 'cold' })).id;
    const { id, topicIds } = await make({ topicIds: [topicId, topicId] });
    assert.deepEqual(topicIds, [topicId]);
    await countDueDays(test.app, new AbortController().signal);
    const isCounting = async (change: object) =>
      ((await manager.patch(`${api}/needs/${id}`, change)).body as { isCounting: boolean }).isCounting;
    assert.equal(await isCounting({ name: 'Influenza', topicIds: [topicId] }), false);
    assert.equal(await isCounting({ topicIds: [topicId, other] }), true);
  });

  it('takes outlets from programs, and refuses a list with one that is wrong', async () => {
    const put = (...outlets: object[]) => manager.put(`${api}/outlets`, { outlets });
    const wrong: Record<string, object> = {
      'no code': { name: 'Shop' },
      'a blank code': { code: ' ', name: 'Shop' },
      'no such latitude': { code: 'A', name: 'Shop', latitude: 90.1 },
      'no such longitude': { code: 'A', name: 'Shop', longitude: -181 },
      'less than nothing': { code: 'A', name: 'Shop', item: 'tea', onHand: -1 },
      'a number as text': { code: 'A', name: 'Shop', item: 'tea', onHand: '5' },
    };
    for (const [what, outlet] of Object.entries(wrong))
      assert.equal((await put({ code: 'OK', name: 'Fine' }, outlet)).status, 400, what);
    assert.equal((await put()).status, 400);
    assert.deepEqual((await viewer.get(`${api}/outlets`)).body, []);
    const taken = await put(
      { code: 'a/ü?#%', name: 'Köln am Dom', city: 'Cologne', country: 'DE', item: 'tea', onHand: 0 },
      { code: 'B', name: 'No such place zzqx', item: 'tea' },
      { code: 'C', name: 'Half a point', latitude: 36.1, city: 'Nashville', region: 'TN' },
    );
    assert.deepEqual(taken.body, { outlets: 3, stock: 1, notPlaced: ['B'] });
    const listed = (await viewer.get(`${api}/outlets`)).body as { code: string; country: string }[];
    assert.deepEqual(listed.map(({ code, country }) => [code, country]).toSorted(), [
      ['B', ''],
      ['C', 'US'],
      ['a/ü?#%', 'DE'],
    ]);
    assert.equal((await manager.delete(`${api}/outlets/${encodeURIComponent('a/ü?#%')}`)).status, 204);
    assert.equal((await manager.delete(`${api}/outlets/${encodeURIComponent('a/ü?#%')}`)).status, 404);
    assert.deepEqual(await test.app.db.query('select from outlet_stock'), [], 'its stock went with it');
  });

  it('hides one to four people in every answer, whatever is asked', async () => {
    const { id } = await make();
    await countDueDays(test.app, new AbortController().signal);
    const today = new Date().toISOString().slice(0, 10);
    const place = (region: string, area: string, people: number) => ({ country: 'US', region, area, people });
    await tellDay(test.app, id, today, [
      place('Tennessee', 'Nashville', 7),
      place('Tennessee', 'Memphis', 3),
      place('Idaho', 'Boise', 4),
      place('Idaho', '', 1),
      place('=cmd', '', 9),
    ]);
    for (const days of [1, 3, 7]) {
      const { body } = await viewer.get(`${api}/needs/${id}/picture?days=${days}`);
      assert.deepEqual(
        body.areas.map((one: { region: string; people: number }) => [one.region, one.people]).toSorted(),
        [
          ['=cmd', 9],
          ['Tennessee', 7],
        ],
      );
      assert.equal(body.hiddenAreas, 3);
      for (const region of body.regions)
        assert.ok(region.people === null || region.people === 0 || region.people >= 5);
      const csv = String((await viewer.get(`${api}/needs/${id}/areas.csv?days=${days}`)).body);
      assert.doesNotMatch(csv, /Memphis|Boise|Idaho/);
      assert.match(csv, /^US,'=cmd,,9,/m, 'no formula for a spreadsheet');
    }
  });
});
