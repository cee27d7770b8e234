import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { Actor } from '#platform/app/index.ts';
import { systemActor } from '#platform/app/index.ts';
import { textOf, type Told } from './deliver/words.ts';
import { backtest } from './backtest/backtest.ts';
import { backtestInput } from './backtest/schema.ts';
import { handleIncident, listIncidents, readIncident } from './incidents/service.ts';
import { ruleInput } from './rules/schema.ts';
import { muteRule, putRule } from './rules/service.ts';
import { type AlertStage, createAlertStage } from './testing/stage.ts';
import { relearn, tidyAlerts } from './upkeep.ts';
import { Watcher } from './watch/watcher.ts';

const DAY = 1440;
const actor: Actor = systemActor;
const all = { state: 'all', after: null, limit: 50 } as const;

describe('watching topics', () => {
  let stage: AlertStage;
  let topicId: string;
  const rule = (more: object = {}) =>
    putRule(
      stage.app,
      actor,
      ruleInput.parse({ name: 'Spikes', kind: 'spike', topicIds: [topicId], ...more }),
    );
  const told = () =>
    stage.app.db.query<{ event: string; channel: string; severity: number }>(
      `select event, channel, (payload ->> 'severity')::int as severity from alert_deliveries order by created_at, id`,
    );

  before(async () => {
    stage = await createAlertStage();
  });
  after(() => stage.close());
  beforeEach(async () => {
    await stage.app.db.query(
      'truncate alert_rules, alert_watches, alert_clock, alert_incidents, alert_deliveries, post_topics, notices, topics cascade',
    );
    topicId = (await stage.topic('Nimbus', 'nimbus')).id;
    await stage.fill(topicId, -3 * DAY, -600, (minute) => 2 + ((minute * 7919) % 3));
  });

  const usual = (from: number, to: number) =>
    stage.fill(topicId, from, to, (minute) => 2 + ((minute * 7919) % 3));

  it('begins one incident, tells it once, and lets it grow', async () => {
    await usual(-600, -30);
    await stage.fill(topicId, -30, -10, () => 30);
    await rule();
    await stage.lastLook(40);
    await stage.watcher.run(stage.app);
    const [incident, ...others] = await listIncidents(stage.app, all);
    assert.deepEqual(others, []);
    assert.equal(incident?.topic.name, 'Nimbus');
    assert.equal(incident?.ended, null);
    assert.ok(incident!.severity >= 4);
    assert.ok(incident!.observed > 5 * incident!.expected);
    const began = Math.round((Date.parse(incident!.since) / 60_000 - (await stage.now())) as number);
    assert.ok(Math.abs(began + 30) <= 6, `began ${began} minutes ago`);
    const events = await told();
    assert.equal(events[0]?.event, 'start');
    assert.ok(events.slice(1).every(({ event }) => event === 'update'));
    const [notice] = await stage.app.db.query<{ title: string; link: string }>(
      'select title, link from notices',
    );
    assert.match(notice!.title, /^Severity \d+( now)?: Nimbus, \d+ posts instead of/);
    assert.equal(notice!.link, `/alerts/${incident!.id}`);
  });

  it('ends it when the posts are back, and says for how long it went on', async () => {
    await usual(-600, -240);
    await stage.fill(topicId, -240, -180, () => 40);
    await usual(-180, 0);
    await rule();
    await stage.lastLook(260);
    await stage.watcher.run(stage.app);
    const [incident] = await listIncidents(stage.app, all);
    assert.equal(incident?.reason, 'calm');
    assert.ok(incident!.ended !== null);
    assert.equal((await told()).at(-1)?.event, 'end');
    const detail = await readIncident(stage.app, incident!.id);
    const high = detail.chart.points.filter(({ posts, high }) => high !== null && posts > high);
    assert.ok(high.length * detail.chart.stepMinutes >= 50, 'the chart shows the hour above the band');
    assert.ok(detail.chart.points.every(({ mean }) => mean !== null && mean > 0));
  });

  it('finds the same after a restart in the middle, from the states that were stored', async () => {
    await usual(-600, -30);
    await stage.fill(topicId, -30, -1, () => 30);
    await rule();
    await stage.lastLook(35);
    await stage.watcher.run(stage.app);
    const [before] = await listIncidents(stage.app, all);
    assert.ok(before);
    await stage.lastLook(10);
    await new Watcher().run(stage.app);
    const after = await listIncidents(stage.app, all);
    assert.deepEqual(
      after.map(({ id }) => id),
      [before.id],
    );
    assert.equal(after[0]?.ended, null);
  });

  it('does nothing twice when two processes look at the same time', async () => {
    await usual(-600, -30);
    await stage.fill(topicId, -30, -1, () => 30);
    await rule();
    await stage.lastLook(35);
    await Promise.all([
      new Watcher().run(stage.app),
      new Watcher().run(stage.app),
      new Watcher().run(stage.app),
    ]);
    assert.equal((await listIncidents(stage.app, all)).length, 1);
    assert.equal((await told()).filter(({ event }) => event === 'start').length, 1);
  });

  it('takes hours in which nobody listened for unknown, and believes what was read later', async () => {
    await usual(-600, -300);
    await usual(-20, 0);
    await rule();
    await stage.lastLook(320);
    await stage.watcher.run(stage.app);
    assert.deepEqual(await listIncidents(stage.app, all), []);
    await stage.fill(topicId, -290, -260, () => 50);
    await stage.lastLook(320);
    await new Watcher().run(stage.app);
    assert.equal((await listIncidents(stage.app, all)).length, 1, 'what a source caught up with');
  });

  it('tells a rule only from its severity on, and then as a beginning', async () => {
    await usual(-600, -60);
    await stage.fill(topicId, -60, -1, (minute) => (minute < -45 ? 8 : 120));
    await rule({ leastSeverity: 7 });
    await rule({ name: 'Everything' });
    await stage.lastLook(62);
    await stage.watcher.run(stage.app);
    assert.equal(
      (await listIncidents(stage.app, all)).length,
      1,
      'rules of one sensitivity share the incident',
    );
    const [row] = await stage.app.db.query<{ least: number }>(
      `select min((payload ->> 'severity')::int) as least from alert_deliveries d join alert_rules r on r.id = d.rule_id where r.name = 'Spikes'`,
    );
    assert.ok(row!.least >= 7);
    const first = await stage.app.db.query<{ event: string }>(
      `select event from alert_deliveries d join alert_rules r on r.id = d.rule_id where r.name = 'Spikes' order by d.created_at, d.id limit 1`,
    );
    assert.equal(first[0]?.event, 'start');
  });

  it('is silent while a rule is snoozed or off, and about what was acknowledged', async () => {
    await usual(-600, -30);
    await stage.fill(topicId, -30, -1, (minute) => (minute < -15 ? 12 : 200));
    const { id } = await rule();
    await muteRule(stage.app, actor, id, 60);
    await stage.lastLook(35);
    await stage.watcher.run(stage.app);
    assert.deepEqual(await told(), []);
    await muteRule(stage.app, actor, id, 0);
    await stage.lastLook(18);
    const watcher = new Watcher();
    await relearn(stage.app, '*');
    await stage.app.db.query('truncate alert_watches');
    await watcher.run(stage.app);
    const [incident] = await listIncidents(stage.app, all);
    const handled = await handleIncident(stage.app, actor, incident!.id, {
      acknowledged: true,
      verdict: 'useful',
    });
    assert.equal(handled.verdict, 'useful');
    assert.ok(handled.acknowledged);
    const count = (await told()).length;
    await stage.fill(topicId, -3, -1, () => 900);
    await stage.lastLook(2);
    await watcher.run(stage.app);
    assert.equal((await told()).filter(({ event }) => event === 'update').length <= count, true);
    const entries = await stage.app.db.query(`select from audit_entries where action = 'alert.handled'`);
    assert.equal(entries.length, 1);
  });

  it('a threshold begins with the post that reaches it and ends when half is left', async () => {
    await usual(-600, -1);
    await rule({ name: 'Many', kind: 'threshold', posts: 500, minutes: 60 });
    await stage.lastLook(2);
    await stage.watcher.run(stage.app);
    assert.deepEqual(await listIncidents(stage.app, all), []);
    await stage.fill(topicId, -10, -1, () => 110);
    await stage.lastLook(2);
    await stage.watcher.run(stage.app);
    const [incident] = await listIncidents(stage.app, all);
    assert.deepEqual([incident?.kind, incident?.expected, incident?.severity], ['threshold', 500, 2]);
    assert.ok(incident!.observed >= 1000);
    await stage.app.db.query('truncate post_topics');
    await stage.lastLook(2);
    await stage.watcher.run(stage.app);
    assert.equal((await listIncidents(stage.app, all))[0]?.reason, 'calm');
  });

  it('a posts rule tells new posts in at most so many messages an hour, the rest together', async () => {
    await rule({ name: 'Each', kind: 'posts', perHour: 2 });
    const minute = 60_000;
    const say = async (text: string) => {
      await stage.keep(stage.post(text, { createdAt: new Date(Date.now() - minute) }));
      await stage.app.db.query('update alert_clock set minute = minute - 2');
      await stage.watcher.run(stage.app);
    };
    await stage.lastLook(2);
    await stage.watcher.run(stage.app);
    await stage.app.db.query(`update alert_rules set told_post = $1`, [`post_${'0'.repeat(26)}`]);
    await stage.app.db.query('truncate post_topics');
    for (const text of ['nimbus one', 'nimbus two', 'nimbus three', 'nimbus four']) await say(text);
    const counts = await stage.app.db.query<{ observed: number }>(
      `select (payload ->> 'observed')::int as observed from alert_deliveries order by created_at, id`,
    );
    assert.deepEqual(
      counts.map(({ observed }) => observed),
      [1, 1],
    );
    await stage.app.db.query(`update alert_deliveries set created_at = created_at - interval '2 hours'`);
    await say('nimbus five');
    const last = await stage.app.db.query<{ observed: number }>(
      `select (payload ->> 'observed')::int as observed from alert_deliveries order by created_at desc, id desc limit 1`,
    );
    assert.equal(last[0]?.observed, 3);
  });

  it('says what the posts have in common', async () => {
    await usual(-600, -30);
    const at = (minutes: number) => new Date(Date.now() - minutes * 60_000);
    for (let i = 0; i < 60; i++)
      await stage.keep(
        stage.post(`nimbus has no signal in the north since ${['noon', 'lunch', 'breakfast'][i % 3]!}`, {
          createdAt: at(25 - (i % 20)),
          author: {
            externalId: `a${i % 20}`,
            handle: `a${i % 20}.example`,
            location: i % 20 < 9 ? 'Leeds, England' : i % 20 < 13 ? 'Bath, England' : undefined,
          },
          links: i % 2 ? ['https://status.test/outage'] : [],
        }),
        ...(i % 10 === 0 ? [stage.post(`nimbus is fine ${i}`, { createdAt: at(300 + i) })] : []),
      );
    await stage.backfill(topicId);
    await stage.fill(topicId, -25, -5, () => 20);
    await rule();
    await stage.lastLook(28);
    await stage.watcher.run(stage.app);
    const [incident] = await listIncidents(stage.app, all);
    const { cause } = await readIncident(stage.app, incident!.id);
    assert.ok(
      cause!.words.some(({ word }) => word === 'signal'),
      JSON.stringify(cause),
    );
    assert.ok(!cause!.words.some(({ word }) => word === 'nimbus'), 'not the word that all posts have');
    assert.equal(cause!.links[0]?.link, 'https://status.test/outage');
    assert.ok(cause!.byFew < 0.5);
    assert.match(cause!.authors[0]!.handle, /\.example$/);
    assert.ok(cause!.talk?.words.includes('signal'), JSON.stringify(cause!.talk));
    assert.deepEqual([cause!.talk!.posts >= 50, cause!.talk!.before], [true, 0]);
    assert.deepEqual(
      cause!.places.map(({ city, people }) => [city, people]),
      [['Leeds', 9]],
      'nine are told, the four of Bath are not',
    );
    const [row] = await stage.app.db.query<{ payload: Told }>(
      `select payload from alert_deliveries order by created_at desc, id desc limit 1`,
    );
    const mail = textOf(row!.payload, 'https://rapport.test');
    assert.match(mail, /What they talk about: .*signal.* \(\d+ posts, none before\)/);
    assert.match(mail, /Where they are: Leeds, .*England.*, United Kingdom \(9 people, more than usual\)/);
    assert.match(mail, /Who wrote most: @a\d+\.example \(3\)/);
    assert.doesNotMatch(mail, /Bath/);
  });

  it('a new rule remembers what was over before, and tells nobody of it', async () => {
    await stage.fill(topicId, -900, -840, () => 40);
    await usual(-600, 0);
    await rule();
    await stage.lastLook(2);
    await stage.watcher.run(stage.app);
    const [incident, ...others] = await listIncidents(stage.app, all);
    assert.deepEqual([incident?.isPast, incident?.reason, others.length], [true, 'calm', 0]);
    assert.deepEqual(await told(), []);
    assert.ok((await readIncident(stage.app, incident!.id)).chart.points.some(({ mean }) => mean !== null));
  });

  it('looks back as the rule would have looked: the same alert, and its chart', async () => {
    await usual(-600, -240);
    await stage.fill(topicId, -240, -180, () => 40);
    await usual(-180, 0);
    const asked = backtestInput.parse({ kind: 'spike', topicIds: [topicId] });
    const found = await backtest(stage.app, asked);
    assert.equal(found.count, 1);
    assert.equal(found.alerts[0]?.topic, 'Nimbus');
    assert.ok(found.daysKnown > 2.9 && found.daysKnown < 3.1);
    assert.equal(found.series?.points.length, 30 * 24);
    // A post a minute is usual; some hours after the incident the mean may still be a little higher.
    const { mean } = found.series!.points.at(-2)!;
    assert.ok(mean! > 50 && mean! < 90, String(mean));
    const threshold = await backtest(
      stage.app,
      backtestInput.parse({ kind: 'threshold', posts: 1000, minutes: 30 }),
    );
    assert.equal(threshold.count, 1);
    assert.equal(threshold.alerts[0]?.severity, 1);
    const posts = await backtest(stage.app, backtestInput.parse({ kind: 'posts', perHour: 3 }));
    assert.ok(posts.count >= 3 * 71 && posts.count <= 3 * 73);
    const none = await backtest(stage.app, backtestInput.parse({ kind: 'spike', leastSeverity: 10 }));
    assert.equal(none.count, 0);
  });

  it('forgets what belongs to topics that are gone', async () => {
    await usual(-600, -30);
    await stage.fill(topicId, -30, -1, () => 30);
    await rule({ topicIds: [] });
    await stage.lastLook(35);
    await stage.watcher.run(stage.app);
    await stage.app.db.query('delete from topics');
    await tidyAlerts(stage.app);
    assert.deepEqual(await listIncidents(stage.app, all), []);
    assert.deepEqual(await stage.app.db.query('select from alert_watches'), []);
  });
});
