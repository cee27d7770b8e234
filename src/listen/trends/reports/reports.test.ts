import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { createTestServer, type TestServer } from '../../../../test/helpers/server.ts';
import { startSmtp, type TestSmtp } from '../../../../test/helpers/smtp.ts';
import { createServer, type HttpServer } from '#platform/http/index.ts';
import { brandFeature } from '#people/brand/index.ts';
import { users } from '#people/sessions/index.ts';
import { trendsFeature } from '../feature.ts';
import { createTrendStage, type TrendStage } from '../testing/stage.ts';
import { addTrendPages } from './pages.ts';
import { dueWeek, mailWeek, planWeeklies } from './weekly.ts';

const api = '/api/v1/trends';
const EVIL = '<script>alert(1)</script>';

describe('reports', () => {
  let test: TestServer;
  let stage: TrendStage;
  /** As somebody sees it who is not signed in. */
  let pages: HttpServer;
  let smtp: TestSmtp;
  type Staff = Awaited<ReturnType<TestServer['staff']>>;
  let manager: Staff;
  let viewer: Staff;
  let topicId: string;
  const monday = Date.parse('2026-11-16T00:00:00Z');
  const week = { from: new Date(monday).toISOString(), to: new Date(monday + 7 * 86_400_000).toISOString() };

  before(async () => {
    smtp = await startSmtp();
    test = await createTestServer([brandFeature, trendsFeature], { smtpUrl: smtp.url });
    pages = await createServer({
      app: test.app,
      routes: [],
      permissions: new Set(),
      authenticate: async () => null,
    });
    await addTrendPages(test.app, pages);
    stage = await createTrendStage(test);
    manager = await test.staff('manager');
    viewer = await test.staff('viewer');
    const topic = await stage.topic(`Herons ${EVIL}`, 'heron', { kind: 'brand' });
    topicId = topic.id;
    await stage.keep(
      ...Array.from({ length: 6 }, (_, i) =>
        stage.post(`heron gatherings number${i}`, {
          createdAt: new Date(monday + i * 86_400_000),
          tags: ['birds'],
        }),
      ),
      stage.post('heron whisperword', { createdAt: new Date(monday) }),
    );
    await stage.backfill(topicId);
    await stage.count();
  });
  after(async () => {
    await stage.close();
    await smtp.close();
  });

  const share = async (more: object = {}) =>
    manager.post(`${api}/reports`, {
      title: `November ${EVIL}`,
      days: 7,
      subject: topicId,
      ...week,
      ...more,
    });
  const pathOf = (link: string) => new URL(link).pathname;

  it('are pages that anybody with the link can read, and nobody else', async () => {
    const { status, body } = await share();
    assert.equal(status, 201, JSON.stringify(body));
    const page = await pages.inject({ url: pathOf(body.link) });
    assert.equal(page.statusCode, 200);
    assert.match(page.body, /<dt>Posts<\/dt><dd>7<\/dd>/);
    assert.ok(!page.body.includes(EVIL), 'nothing from outside is markup');
    assert.match(page.body, /gatherings/);
    assert.ok(!page.body.includes('whisperword'), 'what fewer than five said stays inside');
    assert.ok(!page.body.includes('maya'), 'nobody is named');
    assert.match(String(page.headers['cache-control']), /no-store/);
    assert.match(page.body, /noindex/);
    assert.equal((await pages.inject({ url: `${pathOf(body.link)}x` })).statusCode, 404);
    const rows = await test.app.db.query<{ text: string }>(
      'select trend_reports::text as text from trend_reports',
    );
    assert.ok(
      rows.every(({ text }) => !text.includes(pathOf(body.link).split('/').at(-1)!)),
      'the link itself is not stored',
    );
  });

  it('stay as they were, and end when they are taken back or expire', async () => {
    const { body } = await share();
    await stage.keep(stage.post('heron later', { createdAt: new Date(monday) }));
    await stage.backfill(topicId);
    await stage.count();
    assert.match((await pages.inject({ url: pathOf(body.link) })).body, /<dd>7<\/dd>/);
    const listed = (await manager.get(`${api}/reports`)).body.items;
    assert.ok(
      listed.some((one: { id: string; link?: string }) => one.id === body.id && one.link === undefined),
    );
    assert.equal((await manager.delete(`${api}/reports/${body.id}`)).status, 204);
    assert.equal((await pages.inject({ url: pathOf(body.link) })).statusCode, 404);
    assert.equal((await manager.delete(`${api}/reports/${body.id}`)).status, 404);
    const other = (await share()).body;
    await test.app.db.query(
      `update trend_reports set expires_at = now() - interval '1 second' where id = $1`,
      [other.id],
    );
    assert.equal((await pages.inject({ url: pathOf(other.link) })).statusCode, 404);
  });

  it('are shared only by who may', async () => {
    const asked = { title: 'x', days: 7, subject: topicId, ...week };
    assert.equal((await viewer.post(`${api}/reports`, asked)).status, 403);
    assert.equal((await viewer.get(`${api}/reports`)).status, 403);
    assert.equal((await share({ days: 91 })).status, 400);
    assert.equal((await share({ subject: `topic_${'0'.repeat(26)}` })).status, 404);
  });

  it('come by mail once a week to who asked for it, until he ends it with one click', async () => {
    assert.deepEqual((await viewer.get(`${api}/weekly`)).body, { subjects: [], canMail: true });
    const wish = { subject: topicId, zone: 'Europe/Berlin', isOn: true };
    assert.equal((await viewer.put(`${api}/weekly`, wish)).status, 204);
    assert.deepEqual((await viewer.get(`${api}/weekly`)).body.subjects, [topicId]);
    const asked = { userId: viewer.userId, subject: topicId, week: '2026-11-16' };
    await Promise.all([mailWeek(test.app, asked), mailWeek(test.app, asked)]);
    await mailWeek(test.app, asked);
    assert.equal(smtp.mails.length, 1, 'however often the job runs');
    const mail = smtp.mails[0]!;
    assert.deepEqual(mail.to, [(await users.find(test.app, viewer.userId))!.email]);
    assert.match(mail.text, /Posts +8/);
    assert.match(mail.text, /from=2026-11-16&to=2026-11-22/);
    assert.equal(mail.headers['list-unsubscribe-post'], 'List-Unsubscribe=One-Click');

    const stop = pathOf(/<(.*)>/.exec(mail.headers['list-unsubscribe']!)![1]!);
    const looked = await pages.inject({ url: stop });
    assert.match(looked.body, /<form method="post"/);
    assert.deepEqual((await viewer.get(`${api}/weekly`)).body.subjects, [topicId], 'looking ends nothing');
    const click = {
      method: 'POST' as const,
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'cross-site' },
      payload: 'List-Unsubscribe=One-Click',
    };
    assert.equal((await pages.inject({ ...click, url: `${stop.slice(0, -3)}aaa` })).statusCode, 404);
    assert.equal((await pages.inject({ ...click, url: stop })).statusCode, 200);
    assert.deepEqual((await viewer.get(`${api}/weekly`)).body.subjects, []);
    assert.equal((await pages.inject({ ...click, url: stop })).statusCode, 200, 'again does no harm');
    await mailWeek(test.app, { ...asked, week: '2026-11-09' });
    assert.equal(smtp.mails.length, 1, 'nothing more is sent');
  });

  it('are tried again when the mail server refuses', async () => {
    await manager.put(`${api}/weekly`, { subject: 'brand', zone: 'UTC', isOn: true });
    const asked = { userId: manager.userId, subject: 'brand', week: '2026-11-16' };
    const refusing = await startSmtp({ refuse: () => true });
    const config = { ...test.app.config, smtpUrl: refusing.url };
    await assert.rejects(mailWeek({ ...test.app, config }, asked));
    await refusing.close();
    const before = smtp.mails.length;
    await mailWeek(test.app, asked);
    assert.equal(smtp.mails.length, before + 1);
    await test.app.db.query('delete from trend_weeklies_sent');
    await planWeeklies(test.app);
    await planWeeklies(test.app);
    const jobs = await test.app.db.query<{ count: number }>(
      `select count(*) as count from graphile_worker._private_jobs where key like 'trends.weekly_mail:%'`,
    );
    assert.ok(jobs[0]!.count <= 1, 'one job for a person and week, however often it is planned');
  });

  it('are due on Monday morning where the reader is', () => {
    const at = (text: string) => new Date(`${text}:00Z`);
    assert.equal(dueWeek(at('2026-11-23T04:00'), 'Europe/Berlin'), undefined, 'five in the morning');
    assert.equal(dueWeek(at('2026-11-23T05:00'), 'Europe/Berlin'), '2026-11-16');
    assert.equal(dueWeek(at('2026-11-23T05:00'), 'America/Los_Angeles'), undefined, 'still Sunday there');
    assert.equal(dueWeek(at('2026-11-25T23:00'), 'UTC'), '2026-11-16', 'late is better than never');
    assert.equal(dueWeek(at('2026-11-26T00:00'), 'UTC'), undefined);
  });
});
