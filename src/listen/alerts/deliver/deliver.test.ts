import assert from 'node:assert/strict';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { Webhook } from 'standardwebhooks';
import { systemActor } from '#platform/app/index.ts';
import { Dispatcher } from '#platform/outbox/index.ts';
import { signedHeaders } from '#platform/webhooks/index.ts';
import { createTestApp, until } from '../../../../test/helpers/app.ts';
import { type AlertStage, createAlertStage } from '../testing/stage.ts';
import { listIncidents } from '../incidents/service.ts';
import { ruleInput } from '../rules/schema.ts';
import { putRule } from '../rules/service.ts';
import { dueAt, isQuiet } from './due.ts';
import { deliverDue, listDeliveries, registerAlertSenders, resendDelivery, testWebhook } from './index.ts';
import { textOf, titleOf, type Told } from './words.ts';

describe('a webhook', () => {
  let stage: AlertStage;
  let receiver: http.Server;
  let url: string;
  let answer = 204;
  let topicId: string;
  const got: { headers: Record<string, string>; body: string }[] = [];
  const stop = new AbortController();
  let running: Dispatcher;

  before(async () => {
    receiver = http.createServer((request, response) => {
      let body = '';
      request.on('data', (chunk) => (body += String(chunk)));
      request.on('end', () => {
        got.push({ headers: request.headers as Record<string, string>, body });
        response.writeHead(answer).end();
      });
    });
    await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
    const { port } = receiver.address() as AddressInfo;
    url = `http://127.0.0.1:${port}/hook`;
    stage = await createAlertStage(await createTestApp({ allowOutward: new Set([`127.0.0.1:${port}`]) }));
    registerAlertSenders(stage.app);
    topicId = (await stage.topic('Nimbus', 'nimbus')).id;
    running = new Dispatcher(stage.app, stop.signal, {
      pollMs: 20,
      limits: { maxAttempts: 8, maxChecks: 2, retryMs: 10, maxAgeMs: 60_000 },
    });
  });
  after(async () => {
    stop.abort();
    await running.stopped();
    receiver.close();
    await stage.close();
  });

  const rule = (more: object) =>
    putRule(
      stage.app,
      systemActor,
      ruleInput.parse({
        name: 'Hook',
        kind: 'spike',
        topicIds: [topicId],
        delivery: { webhookUrl: url, ...more },
      }),
    );

  it('is signed so that the library of Standard Webhooks accepts it, and nothing else', async () => {
    const { id, webhookSecret } = await rule({});
    assert.match(webhookSecret!, /^whsec_[A-Za-z0-9+/]{32}$/);
    await testWebhook(stage.app, systemActor, id);
    await until('the test arrives', () => got.length > 0);
    const { headers, body } = got.pop()!;
    const told = new Webhook(webhookSecret!).verify(body, headers) as { type: string; data: { url: string } };
    assert.equal(told.type, 'alert.test');
    assert.match(told.data.url, /\/alerts$/);
    assert.throws(() => new Webhook(webhookSecret!).verify(body.replace('test', 'text'), headers));
    assert.throws(() => new Webhook(`whsec_${'A'.repeat(32)}`).verify(body, headers));
    const old = { ...headers, 'webhook-timestamp': '1700000000' };
    assert.throws(() => new Webhook(webhookSecret!).verify(body, old));
    const again = await putRule(
      stage.app,
      systemActor,
      ruleInput.parse({ name: 'Hook', kind: 'spike', delivery: { webhookUrl: url } }),
      id,
    );
    assert.equal(again.webhookSecret, null, 'the same address keeps its secret, and it is not shown again');
    const [stored] = await stage.app.db.query<{ webhook_secret: string }>(
      'select webhook_secret from alert_rules',
    );
    assert.ok(!stored!.webhook_secret.includes(webhookSecret!.slice(6)));
    await stage.app.db.query('delete from alert_rules');
  });

  it('is tried again with the same id until it is taken, and its log says so', async () => {
    await rule({});
    got.length = 0;
    answer = 503;
    await stage.fill(topicId, -4000, -1, (minute) => (minute < -20 ? 2 : 40));
    await stage.lastLook(30);
    await stage.watcher.run(stage.app);
    await deliverDue(stage.app);
    await until('it was refused once', () => got.length > 0);
    const [incident] = await listIncidents(stage.app, { state: 'open', after: null, limit: 5 });
    const first = got[0]!.headers['webhook-id'];
    await until('the log tells it', async () => {
      const log = await listDeliveries(stage.app, incident!.id);
      return log.some(({ problem }) => problem?.includes('503') === true);
    });
    answer = 200;
    await until(
      'it arrives',
      async () => (await listDeliveries(stage.app, incident!.id)).every(({ state }) => state === 'sent'),
      20_000,
    );
    assert.ok(got.filter(({ headers }) => headers['webhook-id'] === first).length >= 2);
    const types = got.map(({ body }) => (JSON.parse(body) as { type: string }).type);
    assert.equal(types[0], 'alert.start');
    assert.ok(got.every(({ body }) => (JSON.parse(body) as { data: Told }).data.topic.name === 'Nimbus'));
    await assert.rejects(resendDelivery(stage.app, systemActor, 'adl_unknown'), {
      code: 'alert.no_delivery',
    });
  });
});

describe('when a message leaves', () => {
  const quiet = { from: '22:00', to: '07:00', zone: 'Europe/Berlin', unlessSeverity: 8 };
  const at = (time: string) => new Date(time);

  it('at once, unless it is night where the reader is', () => {
    const noon = at('2026-01-15T11:00:00Z');
    assert.equal(dueAt({ quiet: null, digest: 'none' }, 1, noon), noon);
    assert.equal(dueAt({ quiet, digest: 'none' }, 1, noon), noon);
    const night = at('2026-01-15T22:30:00Z');
    assert.equal(dueAt({ quiet, digest: 'none' }, 7, night).toISOString(), '2026-01-16T06:00:00.000Z');
    assert.equal(dueAt({ quiet, digest: 'none' }, 8, night), night, 'a severe one wakes somebody');
  });

  it('in a digest at the full hour or at eight, and never in quiet hours', () => {
    const noon = at('2026-01-15T11:20:00Z');
    assert.equal(dueAt({ quiet: null, digest: 'hourly' }, 1, noon).toISOString(), '2026-01-15T12:00:00.000Z');
    assert.equal(dueAt({ quiet, digest: 'daily' }, 1, noon).toISOString(), '2026-01-16T07:00:00.000Z');
    const late = at('2026-01-15T20:30:00Z');
    assert.equal(dueAt({ quiet, digest: 'hourly' }, 1, late).toISOString(), '2026-01-16T06:00:00.000Z');
  });

  it('by the clocks on the wall, also in the night in which they change', () => {
    const spring = dueAt({ quiet, digest: 'none' }, 1, at('2026-03-28T23:00:00Z'));
    assert.equal(spring.toISOString(), '2026-03-29T05:00:00.000Z');
    const autumn = dueAt({ quiet, digest: 'none' }, 1, at('2026-10-24T22:00:00Z'));
    assert.equal(autumn.toISOString(), '2026-10-25T06:00:00.000Z');
  });

  it('a day has quiet hours as they are written', () => {
    const utc = { ...quiet, zone: 'UTC' };
    for (const [time, is] of [
      ['21:59', false],
      ['22:00', true],
      ['00:00', true],
      ['06:59', true],
      ['07:00', false],
    ] as const)
      assert.equal(isQuiet(utc, at(`2026-05-05T${time}:00Z`)), is, time);
    assert.equal(isQuiet({ ...utc, from: '12:00', to: '13:00' }, at('2026-05-05T12:30:00Z')), true);
    assert.equal(isQuiet({ ...utc, from: '12:00', to: '12:00' }, at('2026-05-05T12:00:00Z')), false);
  });
});

describe('the words', () => {
  const told: Told = {
    incidentId: 'alert_1',
    kind: 'spike',
    event: 'start',
    rule: { id: 'rule_1', name: 'Outages' },
    topic: { id: 'topic_1', name: 'Nimbus' },
    severity: 6,
    since: '2026-05-05T10:00:00.000Z',
    at: '2026-05-05T10:08:00.000Z',
    observed: 240,
    expected: 31.4,
    reason: null,
    words: ['signal', 'north'],
    link: '/alerts/alert_1',
  };

  it('say what happened, since when, why and where to look', () => {
    assert.equal(titleOf(told), 'Severity 6: Nimbus, 240 posts instead of 31');
    const text = textOf(told, 'https://rapport.test');
    assert.match(text, /2026-05-05 10:00/);
    assert.match(text, /signal, north/);
    assert.match(text, /https:\/\/rapport\.test\/alerts\/alert_1$/);
    assert.equal(
      titleOf({ ...told, kind: 'threshold', expected: 200 }),
      'Severity 6: Nimbus, 240 posts, the threshold is 200',
    );
    assert.match(textOf({ ...told, event: 'end', reason: 'new-normal' }, ''), /taken for usual/);
    assert.equal(titleOf({ ...told, event: 'posts', observed: 1 }), '1 post about Nimbus');
  });

  it('are signed by id, time and every byte', () => {
    const at = new Date('2026-05-05T10:00:00Z');
    const one = signedHeaders('whsec_AAAA', 'a', at, '{}');
    assert.notEqual(
      signedHeaders('whsec_AAAA', 'b', at, '{}')['webhook-signature'],
      one['webhook-signature'],
    );
    assert.notEqual(
      signedHeaders('whsec_AAAA', 'a', at, '{ }')['webhook-signature'],
      one['webhook-signature'],
    );
    assert.equal(one['webhook-timestamp'], '1777975200');
  });
});
