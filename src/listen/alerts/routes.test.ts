import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { createTestServer, type TestServer } from '../../../test/helpers/server.ts';
import { outboxFeature } from '#platform/outbox/index.ts';
import { topicsFeature } from '#listen/topics/index.ts';
import { alertsFeature } from './feature.ts';
import { type AlertStage, createAlertStage } from './testing/stage.ts';

describe('alerts over HTTP', () => {
  let test: TestServer;
  let stage: AlertStage;
  let manager: Awaited<ReturnType<TestServer['staff']>>;
  let viewer: Awaited<ReturnType<TestServer['staff']>>;
  let topicId: string;
  const rule = (more: object = {}) => ({ name: 'Spikes', kind: 'spike', topicIds: [topicId], ...more });

  before(async () => {
    test = await createTestServer([outboxFeature, topicsFeature, alertsFeature]);
    stage = await createAlertStage(test);
    manager = await test.staff('manager');
    viewer = await test.staff('viewer');
    topicId = (await stage.topic('Nimbus <&> "Co"', 'nimbus')).id;
    await stage.fill(topicId, -3000, -1, (minute) => (minute < -25 ? 3 : 50));
  });
  after(() => stage.close());

  it('rules are made, changed, snoozed and removed, by those who may', async () => {
    assert.equal((await viewer.post('/api/v1/alerts/rules', rule())).status, 403);
    const made = await manager.post(
      '/api/v1/alerts/rules',
      rule({ delivery: { webhookUrl: 'https://hooks.test/a' } }),
    );
    assert.equal(made.status, 201, JSON.stringify(made.body));
    const { id, webhookSecret } = made.body as { id: string; webhookSecret: string };
    assert.match(webhookSecret, /^whsec_/);
    const listed = await viewer.get('/api/v1/alerts/rules');
    assert.ok(!JSON.stringify(listed.body).includes('whsec_'));
    const changed = await manager.put(
      `/api/v1/alerts/rules/${id}`,
      rule({ name: 'Other', leastSeverity: 4, delivery: { webhookUrl: 'https://hooks.test/b' } }),
    );
    assert.equal((changed.body as { name: string }).name, 'Other');
    assert.notEqual(
      (changed.body as { webhookSecret: string }).webhookSecret,
      webhookSecret,
      'another address, another secret',
    );
    const snoozed = await manager.post(`/api/v1/alerts/rules/${id}/snooze`, { minutes: 60 });
    assert.ok(Date.parse((snoozed.body as { snoozedUntil: string }).snoozedUntil) > Date.now() + 3_000_000);
    assert.equal((await manager.delete(`/api/v1/alerts/rules/${id}`)).status, 204);
    assert.equal((await manager.delete(`/api/v1/alerts/rules/${id}`)).status, 404);
    const actions = await test.app.db.query<{ action: string }>(
      `select action from audit_entries where action like 'alert.%' order by id`,
    );
    assert.deepEqual(
      actions.map(({ action }) => action),
      ['alert.rule_added', 'alert.rule_changed', 'alert.rule_snoozed', 'alert.rule_removed'],
    );
  });

  it('a rule that cannot be is refused with the reason', async () => {
    for (const [wrong, status] of [
      [{ kind: 'guess' }, 400],
      [{ minutes: 721 }, 400],
      [{ delivery: { webhookUrl: 'file:///etc/passwd' } }, 400],
      [{ delivery: { quiet: { from: '25:00', to: '07:00', zone: 'UTC' } } }, 400],
      [{ delivery: { quiet: { from: '22:00', to: '07:00', zone: 'Atlantis' } } }, 400],
      [{ zone: 'Atlantis' }, 400],
      [{ topicIds: ['topic_00000000000000000000000000'] }, 400],
    ] as const) {
      const answer = await manager.post('/api/v1/alerts/rules', rule(wrong));
      assert.equal(answer.status, status, JSON.stringify(wrong));
    }
    const { body } = await manager.post('/api/v1/alerts/rules', rule({ delivery: {} }));
    const { id } = body as { id: string };
    assert.equal((await manager.post(`/api/v1/alerts/rules/${id}/test`)).status, 409);
    assert.equal((await manager.delete(`/api/v1/alerts/rules/${id}`)).status, 204);
  });

  it('looking back needs no rule', async () => {
    const { status, body } = await viewer.post('/api/v1/alerts/backtest', {
      kind: 'spike',
      topicIds: [topicId],
      days: 7,
    });
    assert.equal(status, 200, JSON.stringify(body));
    const found = body as {
      count: number;
      alerts: { ended: string | null }[];
      series: { points: unknown[] };
    };
    assert.equal(found.count, 1);
    assert.equal(found.alerts[0]?.ended, null);
    assert.equal(found.series.points.length, 7 * 24);
  });

  it('incidents are listed, read, dealt with, and told in a feed', async () => {
    await manager.post('/api/v1/alerts/rules', rule());
    await stage.lastLook(30);
    await stage.watcher.run(test.app);
    const { body } = await viewer.get('/api/v1/alerts/incidents?state=open');
    const [incident] = (body as { items: { id: string; severity: number }[] }).items;
    assert.ok(incident);
    assert.deepEqual(
      ((await viewer.get('/api/v1/alerts/incidents?state=past')).body as { items: unknown[] }).items,
      [],
    );
    const during = async (from: number, to: number) => {
      const [first, last] = [from, to].map((minutes) =>
        new Date(Date.now() + minutes * 60_000).toISOString(),
      );
      const found = await viewer.get(`/api/v1/alerts/incidents?from=${first}&to=${last}&topicId=${topicId}`);
      return (found.body as { items: { id: string }[] }).items.map(({ id }) => id);
    };
    assert.deepEqual(await during(-10, -5), [incident.id], 'it goes on at that time, though it began before');
    assert.deepEqual(await during(-2000, -1000), [], 'it began later');
    assert.deepEqual(await during(-2000, 0), [incident.id]);
    const detail = await viewer.get(`/api/v1/alerts/incidents/${incident.id}`);
    const { deliveries, chart } = detail.body as {
      deliveries: { channel: string; state: string }[];
      chart: { points: unknown[] };
    };
    assert.deepEqual(deliveries.map(({ channel, state }) => [channel, state])[0], ['notice', 'sent']);
    assert.ok(chart.points.length > 50);
    assert.equal(
      (await viewer.post(`/api/v1/alerts/incidents/${incident.id}`, { acknowledged: true })).status,
      403,
    );
    const handled = await manager.post(`/api/v1/alerts/incidents/${incident.id}`, {
      acknowledged: true,
      verdict: 'false',
      snoozeMinutes: 30,
    });
    const { acknowledged, verdict, snoozedUntil } = handled.body as {
      acknowledged: { by: string };
      verdict: string;
      snoozedUntil: string;
    };
    assert.deepEqual([acknowledged.by, verdict], ['The manager', 'false']);
    assert.ok(snoozedUntil);
    const back = await manager.post(`/api/v1/alerts/incidents/${incident.id}`, {
      acknowledged: false,
      verdict: null,
      snoozeMinutes: 0,
    });
    assert.deepEqual((back.body as { acknowledged: null }).acknowledged, null);
    assert.equal((await viewer.get('/api/v1/alerts/incidents/alert_00000000000000000000000000')).status, 404);
  });

  it('judging incidents useless says which severity would have left them out, and one call does it', async () => {
    await test.app.db.query(`delete from alert_incidents`);
    await test.app.db.query(`delete from alert_rules`);
    const { id } = (await manager.post('/api/v1/alerts/rules', rule({ leastSeverity: 2 }))).body as {
      id: string;
    };
    const other = (await manager.post('/api/v1/alerts/rules', rule({ name: 'Low', sensitivity: 'low' })))
      .body as { id: string };
    const verdicts = [
      ['a', 3, 'false'],
      ['b', 4, 'false'],
      ['c', 8, 'useful'],
      ['d', 2, null],
      ['e', 1, 'false'],
    ] as const;
    for (const [name, severity, verdict] of verdicts) {
      const alertId = `alert_0000000000000000000000000${name}`;
      await test.app.db.query(
        `insert into alert_incidents (id, watch, topic_id, since, noticed, ended, reason, severity, expected, observed)
         values ($1, 'spike:normal', $2, $3, $3, $3, 'calm', $4, 1, 9)`,
        [alertId, topicId, 1000 + severity, severity],
      );
      if (verdict)
        assert.equal((await manager.post(`/api/v1/alerts/incidents/${alertId}`, { verdict })).status, 200);
    }
    type Rules = { items: { id: string; leastSeverity: number; advice: object | null }[] };
    const adviceFor = async (ruleId: string) =>
      ((await viewer.get('/api/v1/alerts/rules')).body as Rules).items.find((one) => one.id === ruleId)
        ?.advice;
    assert.deepEqual(await adviceFor(id), { judged: 3, useless: 2, severity: 5, leftOut: 2, lost: 0 });
    assert.equal(await adviceFor(other.id), null, 'another sensitivity has other incidents');
    const change = (severity: number) => manager.post(`/api/v1/alerts/rules/${id}/severity`, { severity });
    assert.equal((await viewer.post(`/api/v1/alerts/rules/${id}/severity`, { severity: 5 })).status, 403);
    assert.equal((await change(11)).status, 400);
    const changed = (await change(5)).body as Rules['items'][0];
    assert.deepEqual([changed.leastSeverity, changed.advice], [5, null]);
    assert.equal(((await change(2)).body as Rules['items'][0]).leastSeverity, 2, 'undone');
    assert.notEqual(await adviceFor(id), null);
    const entries = await test.app.db.query<{ detail: object }>(
      `select detail from audit_entries where action = 'alert.rule_severity' order by id`,
    );
    assert.deepEqual(
      entries.map(({ detail }) => detail),
      [
        { before: 2, severity: 5 },
        { before: 5, severity: 2 },
      ],
    );
    await test.app.db.query(`delete from alert_incidents`);
    await test.app.db.query(`delete from alert_rules`);
    await manager.post('/api/v1/alerts/rules', rule());
    await test.app.db.query('truncate alert_watches');
    await stage.lastLook(30);
    await stage.watcher.run(test.app);
  });

  it('a feed is read by whoever knows its address, until it is taken back', async () => {
    assert.equal((await viewer.post('/api/v1/alerts/feeds', { name: 'Wall' })).status, 403);
    const { body } = await manager.post('/api/v1/alerts/feeds', { name: 'Wall' });
    const { id, url } = body as { id: string; url: string };
    const path = new URL(url).pathname;
    const anybody = test.browser();
    const answer = await test.server.inject({ method: 'GET', url: path });
    assert.equal(answer.statusCode, 200);
    assert.match(String(answer.headers['content-type']), /application\/atom\+xml/);
    assert.match(answer.body, /Nimbus &lt;&amp;&gt; &quot;Co&quot;/);
    assert.match(answer.body, /<entry><id>urn:rapport:alert_/);
    const listed = await manager.get('/api/v1/alerts/feeds');
    assert.ok((listed.body as { items: { readAt: string | null }[] }).items[0]?.readAt);
    assert.ok(!JSON.stringify(listed.body).includes(path.split('/').at(-1)!.slice(0, 12)));
    assert.equal((await anybody.get(`${path.slice(0, -10)}AAAAA.atom`)).status, 404);
    assert.equal((await viewer.post(`/api/v1/alerts/feeds/${id}/renew`)).status, 403);
    const renewed = await manager.post(`/api/v1/alerts/feeds/${id}/renew`);
    const other = new URL((renewed.body as { url: string }).url).pathname;
    assert.notEqual(other, path);
    assert.equal((await anybody.get(path)).status, 404, 'the old address leads nowhere');
    const fresh = await test.server.inject({ method: 'GET', url: other });
    assert.equal(fresh.statusCode, 200);
    assert.equal(
      /<id>(urn:rapport:afeed_\w+)</.exec(fresh.body)?.[1],
      /<id>(urn:rapport:afeed_\w+)</.exec(answer.body)?.[1],
    );
    assert.equal(
      (await manager.post('/api/v1/alerts/feeds/afeed_00000000000000000000000000/renew')).status,
      404,
    );
    assert.equal((await manager.delete(`/api/v1/alerts/feeds/${id}`)).status, 204);
    assert.equal((await anybody.get(other)).status, 404);
    const actions = await test.app.db.query<{ action: string }>(
      `select action from audit_entries where action like 'alert.feed%' order by id`,
    );
    assert.deepEqual(
      actions.map(({ action }) => action),
      ['alert.feed_added', 'alert.feed_renewed', 'alert.feed_removed'],
    );
  });
});
