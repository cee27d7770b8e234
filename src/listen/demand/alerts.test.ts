import assert from 'node:assert/strict';
import { after, before, beforeEach, it } from 'node:test';
import { systemActor } from '#platform/app/index.ts';
import { createStage, type Stage } from '#listen/topics/testing/stage.ts';
import { nameOf, watchNeeds } from './alerts.ts';
import { daysUntil } from './domain/days.ts';
import { createNeed } from './needs.ts';
import { selectAlerts } from './store.ts';
import { tellDay } from './testing/tell-day.ts';

let stage: Stage;
let needId: string;
const AREA = { country: 'US', region: 'Tennessee', area: 'Nashville' };

before(async () => {
  stage = await createStage();
  const topic = await stage.topic('Flu', 'flu');
  needId = (await createNeed(stage.app, systemActor, { name: 'Flu', topicIds: [topic.id] })).id;
});
after(() => stage.close());
beforeEach(() =>
  stage.app.db.query('truncate need_due, need_days, need_people, demand_alerts, notices cascade'),
);

/** So many people on each day, the last one today. */
async function tell(people: readonly number[]): Promise<void> {
  await stage.app.db.query('truncate need_days, need_people');
  const days = daysUntil(stage.app.clock.now(), people.length);
  for (const [i, day] of days.entries())
    if (people[i]! > 0) await tellDay(stage.app, needId, day, [{ ...AREA, people: people[i]! }]);
}

const usual = Array.from({ length: 40 }, () => 4);
const alerts = () => selectAlerts(stage.app, needId, 10);
const notices = () =>
  stage.app.db.query<{ key: string }>(`select key from notices where resolved_at is null`);

it('nothing is told of usual days, of a few people, or while days are still being counted', async () => {
  await tell(usual);
  await watchNeeds(stage.app);
  await tell([...Array.from({ length: 40 }, () => 0), 0, 0, 4]);
  await watchNeeds(stage.app);
  await tell([...usual, 40, 40, 40]);
  await stage.app.db.query(`insert into need_due values ($1, '2026-01-01')`, [needId]);
  await watchNeeds(stage.app);
  assert.deepEqual(await alerts(), []);
});

it('one alert follows its wave: it keeps the highest, ends after two calm days, and another wave is another alert', async () => {
  await tell([...usual, 20, 30, 40]);
  await watchNeeds(stage.app);
  const [first] = await alerts();
  assert.equal(first?.area, 'Nashville');
  assert.equal((await notices()).length, 1);
  await tell([...usual, 6, 6, 6]);
  await watchNeeds(stage.app);
  const [calm] = await alerts();
  assert.ok(calm!.calm_since !== null && calm!.ended_at === null);
  assert.ok(calm!.sigma < first!.sigma && calm!.highest_sigma >= first!.highest_sigma);
  await tell([...usual, 30, 30, 30]);
  await watchNeeds(stage.app);
  assert.equal((await alerts())[0]!.calm_since, null, 'a wave that comes back is the same one');
  await tell([...usual, 5, 5, 5]);
  await watchNeeds(stage.app);
  await stage.app.db.query(`update demand_alerts set calm_since = now() - interval '49 hours'`);
  await watchNeeds(stage.app);
  assert.ok((await alerts())[0]!.ended_at !== null);
  assert.deepEqual(await notices(), []);
  await tell([...usual, 30, 30, 30]);
  await watchNeeds(stage.app);
  assert.equal((await alerts()).length, 2);
});

it('an area of which nothing is said any more comes to an end, too', async () => {
  await tell([...usual, 30, 30, 30]);
  await watchNeeds(stage.app);
  await stage.app.db.query('truncate need_days, need_people');
  await watchNeeds(stage.app);
  await stage.app.db.query(`update demand_alerts set calm_since = now() - interval '3 days'`);
  await watchNeeds(stage.app);
  assert.ok((await alerts())[0]!.ended_at !== null);
});

it('areas are named as people would', () => {
  assert.equal(nameOf(AREA), 'around Nashville');
  assert.equal(nameOf({ ...AREA, area: '' }), 'in Tennessee');
  assert.equal(nameOf({ country: 'FR', region: '', area: '' }), 'in FR');
});
