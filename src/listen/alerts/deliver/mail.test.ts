import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { systemActor } from '#platform/app/index.ts';
import { createServer, type HttpServer } from '#platform/http/index.ts';
import { Dispatcher } from '#platform/outbox/index.ts';
import { users } from '#people/sessions/index.ts';
import { until } from '../../../../test/helpers/app.ts';
import { type RealSmtp, startRealSmtp } from '../../../../test/helpers/real-smtp.ts';
import { createTestServer, type TestServer } from '../../../../test/helpers/server.ts';
import { alertsFeature } from '../feature.ts';
import { ruleInput } from '../rules/schema.ts';
import { putRule, readRule } from '../rules/service.ts';
import type { RuleRow } from '../rules/store.ts';
import { type AlertStage, createAlertStage } from '../testing/stage.ts';
import { deliverDue, registerAlertSenders } from './index.ts';
import { tell } from './deliver.ts';
import { addAlertPages } from './leave-page.ts';
import type { Told } from './words.ts';

describe('alerts by mail, on a real server', () => {
  let smtp: RealSmtp;
  let test: TestServer;
  let stage: AlertStage;
  let pages: HttpServer;
  let rule: RuleRow;
  let userId: string;
  let email: string;
  const stop = new AbortController();
  const running: Dispatcher[] = [];

  before(async () => {
    smtp = await startRealSmtp();
    test = await createTestServer([alertsFeature], {
      smtpUrl: smtp.url,
      mailFrom: 'Rapport <rapport@nimbus.example>',
    });
    stage = await createAlertStage(test);
    ({ userId } = await test.staff('manager'));
    email = (await users.find(test.app, userId))!.email;
    registerAlertSenders(test.app);
    pages = await createServer({
      app: test.app,
      routes: [],
      permissions: new Set(),
      authenticate: async () => null,
    });
    await addAlertPages(test.app, pages);
    // Two processes that send: the outbox gives a message to one of them.
    const limits = { maxAttempts: 8, maxChecks: 2, retryMs: 10, maxAgeMs: 60_000 };
    for (let i = 0; i < 2; i++) running.push(new Dispatcher(test.app, stop.signal, { pollMs: 20, limits }));
  });
  after(async () => {
    stop.abort();
    for (const dispatcher of running) await dispatcher.stopped();
    await pages.close();
    await stage.close();
    await smtp.close();
  });
  beforeEach(async () => {
    smtp.mails.length = 0;
    await test.app.db.query('truncate alert_rules, alert_deliveries cascade');
  });

  const makeRule = async (delivery: object = {}) => {
    const input = ruleInput.parse({
      name: 'Night & <day>',
      kind: 'spike',
      delivery: { mailTo: [userId], ...delivery },
    });
    rule = await readRule(test.app, (await putRule(test.app, systemActor, input)).id);
  };
  const told = (topic: string, severity = 6): Told => ({
    incidentId: null,
    kind: 'spike',
    event: 'start',
    rule: { id: rule.id, name: rule.name },
    topic: { id: 'topic_1', name: topic },
    severity,
    since: '2026-11-22T10:00:00.000Z',
    at: '2026-11-22T10:08:00.000Z',
    observed: 240,
    expected: 31,
    reason: null,
    words: ['signal', 'leeds'],
    cause: {
      talk: { words: ['signal', 'gone', 'leeds'], posts: 90, before: 0 },
      places: [
        {
          name: 'Leeds, England, United Kingdom',
          country: 'GB',
          region: 'ENG',
          city: 'Leeds',
          people: 40,
          isMore: true,
          isRest: false,
        },
      ],
      authors: [{ name: '@ann.example', posts: 7 }],
      byFew: 0.1,
    },
    link: '/alerts/alert_1',
  });
  const tellNow = (...all: Told[]) =>
    test.app.db.transaction(async () => {
      for (const one of all) await tell(test.app, rule, one, new Date());
    });
  const arrived = async (count: number) => {
    await deliverDue(test.app);
    await until('the mails arrive', () => smtp.mails.length >= count);
    await until('nothing is left to send', async () => {
      const rows = await test.app.db.query(`select from outbox_rows where state in ('ready', 'sending')`);
      return rows.length === 0;
    });
    assert.equal(smtp.mails.length, count, 'each comes once');
    return smtp.mails;
  };

  it('comes once, as text and as HTML, with cause, link, and a way to end it', async () => {
    await makeRule();
    await tellNow(told('Nimbus <b>&'));
    const [mail] = await arrived(1);
    assert.deepEqual(mail!.sentTo, [email]);
    assert.equal(mail!.from?.address, 'rapport@nimbus.example');
    assert.equal(mail!.subject, 'Rapport: Severity 6: Nimbus <b>&, 240 posts instead of 31');
    for (const words of [
      /signal, gone, leeds \(90 posts, none before\)/,
      /Leeds, England/,
      /@ann\.example/,
      /alerts\/alert_1/,
    ]) {
      assert.match(mail!.text!, words);
      assert.match(mail!.html!, words);
    }
    assert.match(mail!.html!, /Nimbus &#60;b&#62;&#38;/, 'names cannot become markup');
    assert.doesNotMatch(mail!.html!, /<script|<img|<b>&/i);
    const header = (name: string) => mail!.headers.find(({ key }) => key === name)?.value;
    assert.equal(header('auto-submitted'), 'auto-generated');
    assert.equal(header('list-unsubscribe-post'), 'List-Unsubscribe=One-Click');
    assert.ok(
      mail!.text!.includes(header('list-unsubscribe')!.slice(1, -1)),
      'the same address stands in the text',
    );
  });

  it('that the server refuses for the moment comes later, once', async () => {
    await makeRule();
    smtp.refuseNext(2);
    await tellNow(told('Nimbus'));
    await arrived(1);
  });

  it('waits for the end of quiet hours, and then comes as one, unless it is severe', async () => {
    const clock = (hours: number) =>
      `${String((new Date().getUTCHours() + hours + 24) % 24).padStart(2, '0')}:00`;
    await makeRule({ quiet: { from: clock(-1), to: clock(2), zone: 'UTC', unlessSeverity: 8 } });
    await tellNow(told('Nimbus'), told('Heron'));
    assert.equal(await deliverDue(test.app), 0, 'it is night');
    await tellNow(told('Fire', 9));
    const [severe] = await arrived(1);
    assert.match(severe!.subject!, /Severity 9: Fire/);
    await test.app.db.query(
      'update alert_deliveries set due_at = now() - make_interval(secs => 1) where told_at is null',
    );
    const [, digest] = await arrived(2);
    assert.equal(digest!.subject, 'Rapport: 2 alerts: Night & <day>');
    for (const topic of [/: Nimbus, 240/, /: Heron, 240/]) {
      assert.match(digest!.text!, topic);
      assert.match(digest!.html!, topic);
    }
  });

  it('ends for one person by the link, which works without signing in and only whole', async () => {
    await makeRule();
    await tellNow(told('Nimbus'));
    const [mail] = await arrived(1);
    const link = mail!.headers.find(({ key }) => key === 'list-unsubscribe')!.value.slice(1, -1);
    const { pathname } = new URL(link);
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    const mailTo = async () => (await readRule(test.app, rule.id)).delivery.mailTo;
    assert.equal((await pages.inject({ method: 'GET', url: pathname })).statusCode, 200);
    assert.deepEqual(await mailTo(), [userId], 'looking ends nothing');
    const cut = await pages.inject({
      method: 'POST',
      url: pathname.slice(0, -2),
      headers: form,
      payload: 'x=y',
    });
    assert.equal(cut.statusCode, 404);
    await tellNow(told('Heron'));
    for (let i = 0; i < 2; i++) {
      const payload = 'List-Unsubscribe=One-Click';
      const answer = await pages.inject({ method: 'POST', url: pathname, headers: form, payload });
      assert.equal(answer.statusCode, 200);
    }
    assert.deepEqual(await mailTo(), []);
    const entries = await test.app.db.query(`select from audit_entries where action = 'alert.mail_ended'`);
    assert.equal(entries.length, 1);
    await arrived(1);
  });
});
