import { after, test } from 'node:test';
import assert from 'node:assert/strict';
import { createTestServer } from '../../../test/helpers/server.ts';
import { until } from '../../../test/helpers/app.ts';
import { startSmtp } from '../../../test/helpers/smtp.ts';
import { jobsOver } from '../../../test/helpers/waiting-jobs.ts';
import { sessionsFeature } from '#people/sessions/index.ts';
import { addNotice, type NewNotice, noticesFeature, resolveNotice, resolveNoticesAbout } from './index.ts';
import { jobs } from './jobs.ts';

const smtp = await startSmtp();
const rapport = await createTestServer([sessionsFeature, noticesFeature], { smtpUrl: smtp.url });
await rapport.app.jobs.work(jobs(rapport.app), []);
after(async () => {
  await rapport.close();
  await smtp.close();
});

const owner = await rapport.staff('owner');
const agent = await rapport.staff('agent');
const add = (key: string, more: Partial<NewNotice> = {}) =>
  addNotice(rapport.app, {
    to: 'owners',
    level: 'warning',
    title: `About ${key}`,
    text: 'It is quiet.',
    link: '/settings',
    key,
    ...more,
  });

test('the same trouble is told once, until it is over', async () => {
  let told = 0;
  const stop = rapport.app.bus.on('notice.added', () => void (told += 1));
  await Promise.all([add('quiet'), add('quiet'), add('quiet', { text: 'Still quiet.' })]);
  const list = await owner.get('/api/v1/notices');
  assert.equal(list.body.items.length, 1);
  assert.equal(list.body.unread, 1);
  assert.equal(list.body.items[0].readAt, null);
  await until('the event arrived', () => told === 1);

  await resolveNotice(rapport.app, 'quiet');
  await resolveNotice(rapport.app, 'quiet');
  assert.deepEqual((await owner.get('/api/v1/notices')).body, { items: [], unread: 0 });
  await until('consoles hear of the end', () => told === 2);
  await add('quiet');
  assert.equal((await owner.get('/api/v1/notices')).body.unread, 1);
  await resolveNotice(rapport.app, 'quiet');
  stop();
});

test('owners see what is for owners, a person what is for them', async () => {
  await add('for-owners');
  await add('for-agent', { to: agent.userId, level: 'info' });
  const titles = async (browser: typeof owner) =>
    (await browser.get('/api/v1/notices')).body.items.map((one: { title: string }) => one.title);
  assert.deepEqual(await titles(owner), ['About for-owners']);
  assert.deepEqual(await titles(agent), ['About for-agent']);
  const [{ id }] = (await owner.get('/api/v1/notices')).body.items;
  assert.equal((await agent.post(`/api/v1/notices/${id}/read`)).body.error.code, 'notice.not_found');
});

test('reading is counted per person, and reading again keeps the first time', async () => {
  const second = await rapport.staff('owner', 'second@staff.example');
  const [{ id }] = (await owner.get('/api/v1/notices')).body.items;
  assert.equal((await owner.post(`/api/v1/notices/${id}/read`)).status, 204);
  const first = (await owner.get('/api/v1/notices')).body;
  assert.equal(first.unread, 0);
  await owner.post(`/api/v1/notices/${id}/read`);
  assert.equal((await owner.get('/api/v1/notices')).body.items[0].readAt, first.items[0].readAt);
  assert.equal((await second.get('/api/v1/notices')).body.unread, 1);
  assert.equal((await second.post('/api/v1/notices/read-all')).status, 204);
  assert.equal((await second.get('/api/v1/notices')).body.unread, 0);
});

test('pages by key, newest first', async () => {
  for (let i = 0; i < 5; i++) await add(`page-${i}`, { to: agent.userId });
  const first = (await agent.get('/api/v1/notices?limit=2')).body;
  const second = (await agent.get(`/api/v1/notices?limit=2&cursor=${first.nextCursor}`)).body;
  const titles = [...first.items, ...second.items].map((one: { title: string }) => one.title);
  assert.deepEqual(titles, ['About page-4', 'About page-3', 'About page-2', 'About page-1']);
  assert.equal((await agent.get('/api/v1/notices?cursor=nonsense')).status, 400);
});

test('owners get a mail with the link, others and mere information do not', async () => {
  smtp.mails.length = 0;
  await add('mailed', { title: 'Source\r\nBcc: eve@example.com', link: '/settings/sources' });
  const mail = await smtp.mailTo('owner@staff.example');
  assert.match(mail.text, /It is quiet\.\s+http:\/\/localhost:3000\/settings\/sources/);
  await smtp.mailTo('second@staff.example');
  await add('not-mailed', { level: 'info' });
  await add('agents', { to: agent.userId, level: 'error' });
  await jobsOver(rapport.app);
  assert.deepEqual(smtp.mails.map((one) => one.to[0]).toSorted(), [
    'owner@staff.example',
    'second@staff.example',
  ]);
});

test('what informs about a page ends for whoever saw it, for all when it is done; trouble stays', async () => {
  const link = '/inbox/conv_1';
  await add('note:1', { to: agent.userId, level: 'info', link });
  await add('note:2', { to: agent.userId, level: 'info', link: '/inbox/conv_2' });
  await add('note:3', { to: owner.userId, level: 'info', link });
  await add('reply:1', { to: agent.userId, level: 'error', link });
  const keys = async () =>
    (
      await rapport.app.db.query<{ key: string }>(
        `select key from notices where resolved_at is null and key ~ '^(note|reply):' order by key`,
      )
    ).map((row) => row.key);
  const told: string[] = [];
  const stop = rapport.app.bus.on('notice.added', ({ to }) => void told.push(to));
  const before = told.length;
  await resolveNoticesAbout(rapport.app, [link], agent.userId);
  assert.deepEqual(await keys(), ['note:2', 'note:3', 'reply:1']);
  await resolveNoticesAbout(rapport.app, [link, '/inbox/conv_2']);
  assert.deepEqual(await keys(), ['reply:1']);
  await until('the consoles hear of it', () => told.length >= before + 3);
  assert.ok(told.includes(agent.userId) && told.includes(owner.userId));
  stop();
});

test('what is over is removed after a month, and what informed nobody is over after one', async () => {
  const { db } = rapport.app;
  await db.query('delete from notices');
  for (const key of ['old info', 'new info', 'old trouble', 'over long', 'over now'])
    await add(key, { level: key.endsWith('info') ? 'info' : 'warning' });
  await db.query(`update notices set created_at = now() - interval '31 days' where key like 'old%'`);
  await db.query(`update notices set resolved_at = now() - interval '31 days' where key = 'over long'`);
  await db.query(`update notices set resolved_at = now() where key = 'over now'`);
  await rapport.app.jobs.enqueue('notices.sweep', {});
  await until('it is swept', async () => {
    const left = await db.query<{ key: string; over: boolean }>(
      'select key, resolved_at is not null as over from notices order by key',
    );
    return (
      left.map((row) => `${row.key}${row.over ? ' x' : ''}`).join() ===
      'new info,old info x,old trouble,over now x'
    );
  });
});

test('a notice that was rolled back was never there', async () => {
  const before = (await owner.get('/api/v1/notices')).body.unread;
  await assert.rejects(
    rapport.app.db.transaction(async () => {
      await add('undone');
      throw new Error('no');
    }),
  );
  assert.equal((await owner.get('/api/v1/notices')).body.unread, before);
});

test('nobody reads notices without being signed in', async () => {
  for (const answer of [
    await rapport.browser().get('/api/v1/notices'),
    await rapport.browser().post('/api/v1/notices/read-all'),
  ]) {
    assert.equal(answer.status, 401);
  }
});
