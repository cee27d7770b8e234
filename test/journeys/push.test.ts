/** What is pushed to members, in a real browser: from what happens to the page that a click opens. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { BrowserContext, CDPSession, Browser, Page, Worker } from 'playwright-core';
import { systemActor } from '#platform/app/index.ts';
import { addMember, addMemberPages, CLOSED, membersFeature, saveCommunity } from '#people/members/index.ts';
import {
  addNotificationPages,
  noticeKindsPort,
  notificationsFeature,
  tell,
} from '#embrace/notifications/index.ts';
import { signInMember } from '../../src/people/members/testing/sign-in.ts';
import { saveChoices } from '../../src/embrace/notifications/choices/choices.ts';
import { publicKeyOf } from '../../src/embrace/notifications/push/push.ts';
import { until } from '../helpers/app.ts';
import { findings, RULES_OF_COLOUR } from '../helpers/axe.ts';
import { launchChromium } from '../helpers/chromium.ts';
import { freePort } from '../helpers/program.ts';
import { makeSubscriber, type PushService, startPushService } from '../helpers/push-service.ts';
import { createTestServer, type TestServer } from '../helpers/server.ts';

const SETTINGS = '/community/me/notifications/settings';
let server: TestServer;
let service: PushService;
let browser: Browser;
let origin = '';

before(async () => {
  const port = await freePort();
  origin = `http://localhost:${port}`;
  service = await startPushService();
  const config = { publicUrl: origin, allowOutward: new Set([`127.0.0.1:${service.port}`]) };
  server = await createTestServer([membersFeature, notificationsFeature], config, async (app, http) => {
    await addMemberPages(app, http);
    await addNotificationPages(app, http);
  });
  const words = { label: 'News', line: ({ title }: { title: string }) => `News of ${title}` };
  const defaults = { page: true, mail: 'off' } as const;
  server.app.provide(noticeKindsPort, [{ kind: 'test.news', words: { en: words, de: words }, defaults }]);
  await saveCommunity(server.app, systemActor, { ...CLOSED, isOpen: true, name: 'Lumora' });
  await server.server.listen({ port, host: 'localhost' });
  browser = await launchChromium();
});
after(async () => {
  await browser?.close();
  await server?.close();
  await service?.close();
});

/** A member with a browser of his own, signed in. */
async function comes(handle: string): Promise<{ memberId: string; context: BrowserContext; page: Page }> {
  const { app } = server;
  const member = await app.db.transaction(() =>
    addMember(app, { handle, displayName: handle, language: 'en' }, {}),
  );
  const cookies = server.browser();
  await signInMember(app, cookies, member.id);
  const context = await browser.newContext();
  context.setDefaultTimeout(10_000);
  const value = cookies.jar.get('rapport_member')!;
  await context.addCookies([{ name: 'rapport_member', value, url: origin }]);
  return { memberId: member.id, context, page: await context.newPage() };
}

const noted = (page: Page) => page.locator('[data-push] [role=status]');

/** The worker as browsers know it once somebody subscribed, and how a push service reaches it. */
async function registered(context: BrowserContext, page: Page) {
  const worker = await workerOf(context, page);
  const devices: CDPSession = await context.newCDPSession(page);
  let registrationId = '';
  devices.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
    registrationId = registrations.find(({ scopeURL }) => scopeURL.startsWith(origin))?.registrationId ?? '';
  });
  await devices.send('ServiceWorker.enable');
  const deliver = (data: string) =>
    devices.send('ServiceWorker.deliverPushMessage', { origin, registrationId, data });
  return { worker, deliver };
}

async function workerOf(context: BrowserContext, page: Page): Promise<Worker> {
  const [begun] = context.serviceWorkers();
  if (begun) return begun;
  const [worker] = await Promise.all([
    context.waitForEvent('serviceworker'),
    page.evaluate(`(async () => {
      await navigator.serviceWorker.register(document.querySelector('[data-push]').dataset.worker);
      await navigator.serviceWorker.ready;
    })()`),
  ]);
  return worker;
}

interface Shown {
  title: string;
  body: string;
  url: string;
}

/** What the browser shows once there are so many. */
async function shown(page: Page, count: number): Promise<Shown[]> {
  const all =
    '(async () => (await (await navigator.serviceWorker.ready).getNotifications()).map(({ title, body, data }) => ({ title, body, url: data.url })))()';
  let found: Shown[] = [];
  const areThere = async () => (found = await page.evaluate<Shown[]>(all)).length >= count;
  await until(`${count} are shown`, areThere, 30_000);
  return found;
}

test('a member whose browser may not, or cannot, be reached reads so, and nothing is broken', async () => {
  const { context, page, memberId } = await comes('denied');
  const errors: string[] = [];
  page.on('pageerror', ({ message }) => errors.push(message));
  await page.goto(`${origin}${SETTINGS}`);
  const button = page.getByRole('button', { name: 'Show news on this device' });
  await button.click();
  await noted(page)
    .getByText(/forbids this site to show news|push service did not answer/)
    .waitFor();
  await context.grantPermissions(['notifications'], { origin });
  await page.reload();
  await button.click();
  // There is no push service here that Chromium could ask.
  await noted(page)
    .getByText(/push service did not answer/)
    .waitFor();
  assert.ok(await button.isEnabled(), 'it can be tried again');
  assert.deepEqual(await findings(page, RULES_OF_COLOUR), []);
  assert.deepEqual(errors, []);
  const rows = await server.app.db.query('select 1 from notification_devices where member_id = $1', [
    memberId,
  ]);
  assert.equal(rows.length, 0);
  await context.close();
});

test('what happens is pushed, shown, and opens its page; nothing comes to who is signed out', async () => {
  const { app } = server;
  const { context, page, memberId } = await comes('maya');
  await context.grantPermissions(['notifications'], { origin });
  await page.goto(`${origin}${SETTINGS}`);
  const { worker, deliver } = await registered(context, page);
  // What is delivered to a worker that does not run yet is lost.
  const isActive = `navigator.serviceWorker.ready.then(({ active }) => active.state === 'activated')`;
  await until('the worker is active', () => page.evaluate<boolean>(isActive));
  const subscriber = makeSubscriber();
  service.subscribe('/maya', subscriber, await publicKeyOf(app));
  // As the button sends it, where a browser can subscribe.
  const fields = { act: 'add', endpoint: 'https://push.example/maya', ...subscriber.keys };
  const answer = await page.evaluate<number>(`(async (fields) => {
    const { proof, push } = document.querySelector('[data-push]').dataset;
    return (await fetch(push, { method: 'POST', body: new URLSearchParams({ proof, ...fields }) })).status;
  })(${JSON.stringify(fields)})`);
  assert.equal(answer, 204);
  // The service of this test speaks no TLS.
  await app.db.query('update notification_devices set endpoint = $1', [
    `http://127.0.0.1:${service.port}/maya`,
  ]);
  await saveChoices(
    app,
    { id: memberId, displayName: 'maya' },
    new Map([['test.news', { page: true, mail: 'off', push: true }]]),
  );
  const happens = async (key: string) => {
    await tell(app, { to: [memberId], kind: 'test.news', key, about: { title: key, path: '/community/me' } });
    await notificationsFeature.jobs!(app)['notifications.push']!({}, new AbortController().signal);
  };
  await happens('lamps');
  assert.deepEqual([service.refused, service.taken('/maya').length], [[], 1]);
  await deliver(service.taken('/maya')[0]!);
  const [first] = await shown(page, 1);
  assert.deepEqual([first!.title, first!.body], ['Lumora', 'News of lamps']);
  assert.match(first!.url, /^\/community\/me\/notifications\/ntf_/);

  // No hand can press what a headless browser shows: the worker is told that it was pressed.
  const pressed = (url: string): Promise<string[]> =>
    worker.evaluate(`(async (data) => {
      const opened = [];
      self.clients.openWindow = async (to) => (opened.push(to), null);
      let done;
      const event = Object.assign(new Event('notificationclick'), {
        notification: { data, close() {} }, waitUntil: (work) => (done = work) });
      self.dispatchEvent(event);
      await done;
      return opened;
    })(${JSON.stringify({ url })})`);
  assert.deepEqual(await pressed(first!.url), [`${origin}${first!.url}`]);
  for (const foreign of ['https://evil.example/', '//evil.example', 'javascript:alert(1)', 'http://['])
    assert.deepEqual(await pressed(foreign), [], foreign);
  await page.goto((await pressed(first!.url))[0]!);
  assert.equal(page.url(), `${origin}/community/me`, 'its page is opened, and it is read');

  await page.goto(`${origin}${SETTINGS}`);
  for (const broken of ['', 'not json', 'null', '[1]', '{"title":7,"body":{},"url":null}', '{"title":"x"'])
    await deliver(broken);
  const all = await shown(page, 2);
  assert.ok(
    all.every(({ title }) => title === 'Lumora' || title === new URL(origin).host),
    JSON.stringify(all),
  );
  assert.deepEqual(await pressed(''), [`${origin}/community/me/notifications`]);

  await page.goto(`${origin}/community/sign-out`);
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.waitForURL(/\/community$/);
  await happens('bulbs');
  assert.equal(service.taken('/maya').length, 1, 'nobody is signed in there any more');
  await context.close();
});
