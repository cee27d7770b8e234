import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { systemActor } from '#platform/app/index.ts';
import { createStage, type Stage } from '#listen/topics/testing/stage.ts';
import { watchNeeds } from './alerts.ts';
import { countDueDays } from './counting.ts';
import { changeNeed, createNeed, listNeeds, removeNeed } from './needs.ts';
import { importOutlets, listOutlets, takeOutlets } from './outlets.ts';
import { readPicture } from './picture.ts';
import { markDays, putDay, takeDueDay } from './store.ts';
import { tellDay } from './testing/tell-day.ts';

const me = systemActor;

describe('needs and outlets that several work on at once', () => {
  let stage: Stage;
  let topicId: string;
  const ever = new AbortController().signal;
  const need = () => createNeed(stage.app, me, { name: 'Flu', topicIds: [topicId], item: 'cold remedy' });
  const dueOf = async (id: string) =>
    (
      await stage.app.db.query<{ day: string }>(
        'select day::text from need_due where need_id = $1 order by 1',
        [id],
      )
    ).map(({ day }) => day);

  before(async () => {
    stage = await createStage();
    topicId = (await stage.topic('Flu', 'flu', { toInbox: false })).id;
  });
  after(() => stage.close());

  it('keeps what each of them changed', async () => {
    const { id } = await need();
    await Promise.all([
      changeNeed(stage.app, me, id, { leadDays: 21 }),
      changeNeed(stage.app, me, id, { name: 'Influenza' }),
      changeNeed(stage.app, me, id, { alertFrom: 6 }),
      changeNeed(stage.app, me, id, { item: null }),
    ]);
    const found = (await listNeeds(stage.app)).find((one) => one.id === id);
    assert.deepEqual(
      [found?.leadDays, found?.name, found?.alertFrom, found?.item],
      [21, 'Influenza', 6, null],
    );
    await removeNeed(stage.app, me, id);
  });

  it('counts each day once, however many count', async () => {
    const { id } = await need();
    await stage.pass(
      ...Array.from({ length: 6 }, (_, i) =>
        stage.post('flu again', { author: { externalId: `c${i}`, location: 'Nashville, TN' } }),
      ),
    );
    const days = await dueOf(id);
    assert.equal(days.length, 63);
    const counted = await Promise.all([1, 2, 3].map(() => countDueDays(stage.app, ever)));
    assert.ok(counted.some((needs) => needs.has(id)));
    assert.deepEqual(await dueOf(id), []);
    const { areas } = await readPicture(stage.app, id, 1);
    assert.deepEqual(
      areas.map(({ area, people }) => [area, people]),
      [['Nashville', 6]],
    );
    await removeNeed(stage.app, me, id);
  });

  it('leaves a day due whose count did not come to its end', async () => {
    const { id } = await need();
    const days = await dueOf(id);
    const stopped = new AbortController();
    stopped.abort();
    assert.equal((await countDueDays(stage.app, stopped.signal)).size, 0);
    await assert.rejects(
      stage.app.db.transaction(async () => {
        const due = await takeDueDay(stage.app);
        await putDay(stage.app, id, due!.day, [{ country: 'US', region: 'Tennessee', area: '', people: 5 }]);
        throw new Error('the power went');
      }),
      /the power went/,
    );
    assert.deepEqual(await dueOf(id), days, 'latest day included');
    assert.deepEqual(await stage.app.db.query('select from need_days where need_id = $1', [id]), []);
    await removeNeed(stage.app, me, id);
  });

  it('counts a day again that changed while it was counted', async () => {
    const { id } = await need();
    await countDueDays(stage.app, ever);
    const day = new Date().toISOString().slice(0, 10);
    await markDays(stage.app, id, [day, day]);
    const taken = Promise.withResolvers<void>();
    const marked = taken.promise.then(() => markDays(stage.app, id, [day]));
    await stage.app.db.transaction(async () => {
      assert.equal((await takeDueDay(stage.app))?.day, day);
      taken.resolve();
      await stage.somebodyWaits();
    });
    await marked;
    assert.deepEqual(await dueOf(id), [day]);
    await removeNeed(stage.app, me, id);
  });

  it('takes two tables with the same outlets, one from the end', async () => {
    const outlets = Array.from({ length: 3000 }, (_, i) => ({
      code: `S${String(i).padStart(5, '0')}`,
      name: `Shop ${i}`,
      latitude: 36.16,
      longitude: -86.78,
      item: 'cold remedy',
      onHand: i,
      perDay: 1,
    }));
    const both = await Promise.all([
      takeOutlets(stage.app, me, outlets),
      takeOutlets(stage.app, me, outlets.toReversed()),
      takeOutlets(stage.app, me, outlets),
    ]);
    assert.deepEqual(
      both.map((taken) => [taken.outlets, taken.stock]),
      [
        [3000, 3000],
        [3000, 3000],
        [3000, 3000],
      ],
    );
    assert.equal((await listOutlets(stage.app)).length, 3000);
  });

  it('takes nothing of a table with one wrong line, and says nothing of it in the log of changes', async () => {
    const audited = () => stage.app.db.query('select from audit_entries');
    const [outlets, entries] = [await listOutlets(stage.app), (await audited()).length];
    await assert.rejects(
      importOutlets(stage.app, me, 'code,name,stock\nS00001,Renamed,1\nNEW,New,2\nS00002,Other,-3\n'),
      { code: 'demand.outlets_wrong' },
    );
    assert.deepEqual(await listOutlets(stage.app), outlets);
    assert.equal((await audited()).length, entries);
  });

  it('lets a table say the last word where it names an outlet twice, and keeps stock that it does not name', async () => {
    const taken = await importOutlets(
      stage.app,
      me,
      'code,name,city,item,stock\nT,First,Boise,tea,1\nT,Second,Boise,tea,2\nT,Third,Boise,soup,9\n',
    );
    assert.deepEqual([taken.outlets, taken.stock], [1, 2]);
    await importOutlets(stage.app, me, 'code,name\nT,"=HYPERLINK(""x"")"\n');
    const found = (await listOutlets(stage.app)).find(({ code }) => code === 'T');
    assert.deepEqual(
      [found?.name, found?.stock.map(({ item, onHand }) => [item, onHand])],
      [
        '=HYPERLINK("x")',
        [
          ['soup', 9],
          ['tea', 2],
        ],
      ],
    );
  });

  it('tells once of a wave that two look at, and takes the notice away with the need', async () => {
    const { id } = await need();
    await countDueDays(stage.app, ever);
    const day = (ago: number) => new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10);
    const place = { country: 'US', region: 'Idaho', area: 'Boise City' };
    for (let ago = 3; ago < 40; ago++) await tellDay(stage.app, id, day(ago), [{ ...place, people: 1 }]);
    for (let ago = 0; ago < 3; ago++) await tellDay(stage.app, id, day(ago), [{ ...place, people: 60 }]);
    await Promise.all([watchNeeds(stage.app), watchNeeds(stage.app), watchNeeds(stage.app)]);
    const open = () =>
      stage.app.db.query(`select from notices where key like 'demand:%' and resolved_at is null`);
    assert.equal((await readPicture(stage.app, id, 3)).alerts.length, 1);
    assert.equal((await open()).length, 1);
    await removeNeed(stage.app, me, id);
    assert.equal((await open()).length, 0, 'its page is gone, so nothing leads there');
  });
});
