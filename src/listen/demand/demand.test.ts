import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { InboundPost } from '#connectors/kit/index.ts';
import { until } from '../../../test/helpers/app.ts';
import { createTestServer, type TestServer } from '../../../test/helpers/server.ts';
import { matcherPort } from '#listen/intake/index.ts';
import { topicPostsPort } from '#listen/posts/index.ts';
import { createStage, type Stage } from '#listen/topics/testing/stage.ts';
import { topicsFeature } from '#listen/topics/index.ts';
import { watchNeeds } from './alerts.ts';
import { countDueDays, demandObserver } from './counting.ts';
import { demandFeature } from './feature.ts';
import type { OutletView, PictureView } from './schema.ts';
import { takeDueDay } from './store.ts';

const DAY = 86_400_000;
const OUTLETS = `store;name;city;state;item;stock;daily sales
N1;Broadway Pharmacy;Nashville;TN;cold remedy;20;5
N2;Franklin Drugs;Franklin;TN;cold remedy;300;5
K1;Knoxville West;Knoxville;TN;cold remedy;500;4
B1;Boise Corner;Boise;Idaho;cold remedy;90;1
`;

describe('local demand', () => {
  let test: TestServer;
  let stage: Stage;
  let manager: Awaited<ReturnType<TestServer['staff']>>;
  let topicId: string;
  let needId: string;
  let writers = 0;
  const from = (location: string, daysAgo: number, more: Partial<InboundPost> = {}) =>
    stage.post('fever and chills, this flu is awful', {
      author: { externalId: `writer-${(writers += 1)}`, location },
      createdAt: new Date(Date.now() - daysAgo * DAY),
      langs: ['en'],
      ...more,
    });
  const count = async () => {
    const { postsFeature } = await import('#listen/posts/index.ts');
    await postsFeature.jobs!(stage.app)['posts.count']!({}, new AbortController().signal);
    await countDueDays(stage.app, new AbortController().signal);
  };
  const picture = async (days = 3): Promise<PictureView> => {
    const { status, body } = await manager.get(`/api/v1/demand/needs/${needId}/picture?days=${days}`);
    assert.equal(status, 200, JSON.stringify(body));
    return body as PictureView;
  };
  const areaOf = (view: PictureView, area: string) => view.areas.find((one) => one.area === area);

  before(async () => {
    test = await createTestServer([topicsFeature, demandFeature]);
    stage = await createStage(test);
    stage.app.provide(topicPostsPort, demandObserver);
    manager = await test.staff('manager');
    topicId = (await stage.topic('Flu', 'flu', { toInbox: false })).id;
    // Before the matcher knows the topic, posts would pass by; those that ask for it are too old to be counted.
    await until('the topic is live', async () => {
      await stage.pass(from('', 90));
      return (await stage.postsOf(topicId)).length > 0;
    });
    const usual: InboundPost[] = [];
    for (let day = 3; day < 24; day++) {
      for (const [place, people] of [
        ['Nashville, TN', 2],
        ['Franklin, TN', 1],
        ['Memphis, TN', 2],
        ['Knoxville, TN', 1],
        ['London', 3],
      ] as const)
        for (let i = 0; i < people; i++) usual.push(from(place, day));
    }
    const wave = Array.from({ length: 30 }, (_, i) =>
      from(i % 3 === 0 ? 'Franklin, Tennessee' : 'Nashville, TN', (i % 3) * 0.9),
    );
    const quiet = [from('Memphis, TN', 1), from('Memphis, TN', 0), from('London', 0.5)];
    await until('the topic is live', () => stage.app.find(matcherPort)!.match(usual[0]!, false).length > 0);
    await stage.pass(...usual, ...wave, ...quiet, from('your heart', 0));
    const made = await manager.post('/api/v1/demand/needs', {
      name: 'Flu',
      topicIds: [topicId],
      item: 'cold remedy',
    });
    assert.equal(made.status, 200, JSON.stringify(made.body));
    needId = (made.body as { id: string }).id;
    assert.equal((made.body as { dueDays: number }).dueDays, 63, 'the whole past is to be counted');
    await count();
  });
  after(() => stage.close());

  it('finds the wave around its great city, against the usual of that place', async () => {
    const view = await picture();
    const [first] = view.areas;
    assert.deepEqual([first?.country, first?.region, first?.area], ['US', 'Tennessee', 'Nashville']);
    assert.equal(first?.people, 30);
    assert.ok(first.expected! > 4 && first.expected! < 14, `${first.expected}`);
    assert.ok(first.sigma! >= 4, `${first.sigma}`);
    assert.ok(first.latitude! > 36 && first.latitude! < 36.3);
    assert.deepEqual([view.need.isCounting, view.need.dueDays], [false, 0]);
  });

  it('hides whatever one to four people said: areas, days, regions, posts and the file', async () => {
    const view = await picture();
    assert.equal(areaOf(view, 'Memphis'), undefined);
    assert.equal(areaOf(view, 'London'), undefined);
    assert.ok(view.hiddenAreas >= 2);
    for (const { people, series } of view.areas)
      for (const shown of [people, ...series]) assert.ok(shown === null || shown === 0 || shown >= 5);
    const tennessee = view.regions.find(({ region }) => region === 'Tennessee');
    assert.equal(tennessee?.people, 30, 'the hidden part cannot be found by subtraction');
    const posts = (area: string) =>
      manager.get(`/api/v1/demand/needs/${needId}/posts?country=US&region=Tennessee&area=${area}&days=3`);
    assert.deepEqual((await posts('Memphis')).body, { items: [] });
    const shown = (await posts('Nashville')).body as { items: { text: string }[] };
    assert.equal(shown.items.length, 30);
    const file = await manager.get(`/api/v1/demand/needs/${needId}/areas.csv`);
    assert.match(String(file.body), /US,Tennessee,Nashville,30,/);
    assert.doesNotMatch(String(file.body), /Memphis|London/);
  });

  it('takes outlets from a table, says which run short there, and who could help', async () => {
    const taken = await manager.post('/api/v1/demand/outlets/import', { csv: OUTLETS });
    assert.deepEqual(taken.body, { outlets: 4, stock: 4, notPlaced: [] });
    const outlets = (await manager.get('/api/v1/demand/outlets')).body as OutletView[];
    const broadway = outlets.find(({ code }) => code === 'N1')!;
    assert.ok(broadway.latitude! > 36 && broadway.longitude! < -86, 'enough to bring it back where it was');
    assert.equal(broadway.stock.length, 1);
    assert.ok(!('id' in broadway));
    const view = await picture();
    const nashville = areaOf(view, 'Nashville')!;
    assert.ok(nashville.uplift > 1.5, String(nashville.uplift));
    const [short, full] = nashville.outlets;
    assert.deepEqual(
      [short?.name, short?.isShort, full?.name, full?.isShort],
      ['Broadway Pharmacy', true, 'Franklin Drugs', false],
    );
    assert.ok(short!.daysOfCover! < 2.5);
    assert.equal(view.transfers[0]?.toName, 'Broadway Pharmacy');
    assert.ok(['Franklin Drugs', 'Knoxville West'].includes(view.transfers[0]!.fromName));
    assert.ok(view.transfers[0]!.kilometres < 300 && view.transfers[0]!.pieces > 10);
  });

  it('finds the item under names that are alike or named, adds up what an outlet has of them, and says so', async () => {
    const csv =
      'code;name;city;state;item;stock;daily sales\nN1;Broadway Pharmacy;Nashville;TN;Cold-Remedies;7;1\nN1;Broadway Pharmacy;Nashville;TN;FluGone;100;2\n';
    assert.equal((await manager.post('/api/v1/demand/outlets/import', { csv })).status, 200);
    const stockOf = async () => {
      const view = await picture();
      const outlet = areaOf(view, 'Nashville')!.outlets.find(({ code }) => code === 'N1')!;
      return [view.items, outlet.onHand, outlet.perDay];
    };
    const alike = [
      { name: 'cold remedy', how: 'same' },
      { name: 'Cold-Remedies', how: 'alike' },
    ];
    assert.deepEqual(await stockOf(), [alike, 27, 6]);
    await manager.patch(`/api/v1/demand/needs/${needId}`, { itemNames: ['flugone'] });
    assert.deepEqual(await stockOf(), [[...alike, { name: 'FluGone', how: 'named' }], 127, 8]);
    await manager.patch(`/api/v1/demand/needs/${needId}`, { itemNames: [] });
    await stage.app.db.query(`delete from outlet_stock where item in ('Cold-Remedies', 'FluGone')`);
  });

  it('counts days by the clocks that a need names, and again by others', async () => {
    const daysOf = async () => {
      const rows = await stage.app.db.query<{ day: string; people: number }>(
        `select day::text, people from need_days where need_id = $1 and area = 'Honolulu' order by day`,
        [needId],
      );
      return rows.map(({ day, people }) => [day, people]);
    };
    const midnight = Math.floor(Date.now() / DAY) * DAY - DAY;
    const day = (offset: number) => new Date(midnight + offset * DAY).toISOString().slice(0, 10);
    await stage.pass(
      ...[-1, 1].map((hours) =>
        from('Honolulu, Hawaii', 0, { createdAt: new Date(midnight + hours * 3_600_000) }),
      ),
    );
    await count();
    assert.deepEqual(await daysOf(), [
      [day(-1), 1],
      [day(0), 1],
    ]);
    const patch = (zone: string) => manager.patch(`/api/v1/demand/needs/${needId}`, { zone });
    assert.equal((await patch('Mars/Olympus')).status, 400);
    const moved = await patch('Pacific/Honolulu');
    assert.equal((moved.body as { dueDays: number }).dueDays, 63);
    await count();
    assert.deepEqual(await daysOf(), [[day(-1), 2]], 'both wrote in the afternoon of one day there');
    await stage.pass(from('Honolulu, Hawaii', 0, { createdAt: new Date(midnight + 9 * 3_600_000) }));
    await count();
    assert.deepEqual(await daysOf(), [[day(-1), 3]], 'a change is counted on the day there');
    await patch('UTC');
    await count();
    assert.deepEqual(await daysOf(), [
      [day(-1), 1],
      [day(0), 2],
    ]);
  });

  it('tells the owners once, and follows the alert', async () => {
    for (let round = 0; round < 3; round++) await watchNeeds(stage.app);
    const { alerts } = await picture();
    assert.equal(alerts.length, 1);
    assert.deepEqual([alerts[0]?.area, alerts[0]?.endedAt], ['Nashville', null]);
    const notices = await stage.app.db.query<{ title: string; text: string }>(
      `select title, text from notices where key like 'demand:%'`,
    );
    assert.equal(notices.length, 1);
    assert.match(notices[0]!.text, /30 people in 3 days.*Broadway Pharmacy.*could give/s);
  });

  it('counts a person once a day, and neither own posts nor spam', async () => {
    const author = { externalId: 'talker', location: 'Seattle, WA' };
    await stage.pass(
      ...Array.from({ length: 12 }, () => from('', 0, { author })),
      ...Array.from({ length: 4 }, () => from('Seattle, WA', 0)),
    );
    await count();
    assert.equal(areaOf(await picture(1), 'Seattle')?.people, 5);
  });

  it('takes whoever writes every day for one person, so that nobody looks like many', async () => {
    const author = { externalId: 'diarist', location: 'Omaha, Nebraska' };
    await stage.pass(...Array.from({ length: 7 }, (_, day) => from('', day, { author })));
    await count();
    const view = await picture(7);
    assert.equal(areaOf(view, 'Omaha'), undefined);
    assert.ok(view.hiddenAreas > 0);
    const [row] = await stage.app.db.query<{ days: number }>(
      `select count(*)::int as days from need_people where area = 'Omaha'`,
    );
    assert.equal(row?.days, 7);
  });

  it('takes one day at a time, whatever plan the database makes', async () => {
    await stage.app.db.transaction(async () => {
      await stage.app.db.query(
        `insert into need_due (need_id, day) select $1, '2101-01-01'::date + n from generate_series(5, 1, -1) n`,
        [needId],
      );
      for (const way of ['hashjoin', 'mergejoin', 'hashagg', 'sort', 'material'])
        await stage.app.db.query(`set local enable_${way} = off`);
      assert.ok(await takeDueDay(stage.app));
      const left = await stage.app.db.query(`delete from need_due where day > '2101-01-01' returning day`);
      assert.equal(left.length, 4);
    });
  });

  it('counts again what was deleted', async () => {
    const [post] = await stage.app.db.query<{ external_id: string }>(
      `select p.external_id from posts p join accounts a on a.id = p.account_id where a.external_id = 'talker' limit 1`,
    );
    assert.ok(post);
    await stage.pass();
    const { takeIn } = await import('#listen/intake/index.ts');
    const all = await stage.app.db.query<{ external_id: string }>(
      `select p.external_id from posts p join accounts a on a.id = p.account_id where a.external_id = 'talker'`,
    );
    await takeIn(stage.app, {
      sourceId: 'src_test',
      items: all.map(({ external_id: externalId }) => ({
        type: 'delete' as const,
        origin: 'test',
        externalId,
        version: 9,
      })),
    });
    await count();
    assert.equal(areaOf(await picture(1), 'Seattle'), undefined);
  });

  it('refuses what it cannot use, and says why', async () => {
    const post = (path: string, body: object) => manager.post(`/api/v1/demand/${path}`, body);
    assert.equal((await post('needs', { name: 'x', topicIds: ['topic_missing'] })).status, 400);
    const wrong = await post('outlets/import', { csv: 'code,name,stock,item\nA,Shop,many,x\n' });
    assert.equal(wrong.status, 400);
    assert.match(JSON.stringify(wrong.body), /Line 2, onHand/);
    assert.match(
      JSON.stringify((await post('outlets/import', { csv: 'a,b\n1,2' })).body),
      /no column “code”/,
    );
    const viewer = await test.staff('viewer');
    assert.equal((await viewer.post('/api/v1/demand/needs', { name: 'x', topicIds: [topicId] })).status, 403);
    assert.equal((await viewer.get(`/api/v1/demand/needs/${needId}/picture`)).status, 200);
  });

  it('is changed and removed, with everything counted for it', async () => {
    const changed = await manager.patch(`/api/v1/demand/needs/${needId}`, { leadDays: 3 });
    assert.deepEqual(
      [(changed.body as { leadDays: number }).leadDays, (changed.body as { item: string }).item],
      [3, 'cold remedy'],
    );
    assert.equal((await manager.delete(`/api/v1/demand/needs/${needId}`)).status, 204);
    assert.deepEqual(await stage.app.db.query('select from need_days'), []);
    assert.equal((await manager.get(`/api/v1/demand/needs/${needId}/picture`)).status, 404);
    const log = await stage.app.db.query<{ action: string }>(
      `select action from audit_entries where action like 'demand.%' order by id`,
    );
    assert.deepEqual(
      [...new Set(log.map(({ action }) => action))],
      ['demand.need_created', 'demand.outlets_taken', 'demand.need_changed', 'demand.need_removed'],
    );
  });
});
