/** A new owner's first quarter of an hour in a real browser, and what every screen has to hold: no findings of axe, no errors, no violation of the policy. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { until } from '../helpers/app.ts';
import { findings } from '../helpers/axe.ts';
import { buildScreens, launchChromium } from '../helpers/chromium.ts';
import { OWNER } from '../helpers/client.ts';
import { freePort, type Program, startProgram, temporaryData } from '../helpers/program.ts';
import { check, type NotedPage, settled } from './console-looks.ts';
import { SCREENS } from './console-screens.ts';

// What runs in the page is text: this project's types know no document.
const TELL_VIOLATIONS = `document.addEventListener('securitypolicyviolation', (event) =>
  console.error('policy violated: ' + event.violatedDirective + ' by ' + event.blockedURI + ' ' + event.sample))`;
/** A void invitation is answered with 410, which the page says in words and the browser as an error. */
const EXPECTED = /status of 410/;
const DESK = { colorScheme: 'light', width: 1440 } as const;
const closing: (() => Promise<unknown>)[] = [];
let program: Program;
let browser: Browser;

before(async () => {
  await buildScreens();
  const data = await temporaryData({ hasDatabase: true });
  closing.push(() => data.remove());
  program = await startProgram({ RAPPORT_DATA: data.path, PORT: String(await freePort()) });
  closing.push(() => program.end('SIGKILL'));
  browser = await launchChromium();
  closing.push(() => browser.close());
});

after(async () => {
  for (const close of closing.toReversed()) await close();
});

interface Look {
  colorScheme: 'light' | 'dark';
  width: number;
  state?: Awaited<ReturnType<BrowserContext['storageState']>>;
}

/** A page that notes everything that goes wrong on it. */
async function open(look: Look): Promise<NotedPage> {
  const context = await browser.newContext({
    baseURL: program.url,
    colorScheme: look.colorScheme,
    viewport: { width: look.width, height: look.width < 500 ? 844 : 900 },
    reducedMotion: 'reduce',
    ...(look.state && { storageState: look.state }),
  });
  const page = await context.newPage();
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(error.message));
  // The browser reports what its policy forbids here, too.
  page.on('console', (message) => {
    if (message.type() === 'error' && !EXPECTED.test(message.text())) problems.push(message.text());
  });
  await page.addInitScript({ content: TELL_VIOLATIONS });
  return Object.assign(page, { problems });
}

async function assertClean(page: NotedPage, where: string): Promise<void> {
  assert.deepEqual(await findings(page), [], where);
  assert.deepEqual(page.problems, [], where);
}

describe('the console', () => {
  let owner: Awaited<ReturnType<BrowserContext['storageState']>>;

  test('leads a new owner from the printed link to a full inbox', async () => {
    const page = await open({ colorScheme: 'light', width: 1440 });
    const press = (name: string | RegExp) => page.getByRole('button', { name, exact: true }).click();
    await page.goto(program.ownerLink!);
    await settled(page);
    await assertClean(page, 'the owner’s account');
    await page.getByLabel('Your name').fill(OWNER.name);
    await page.getByLabel('Mail address').fill(OWNER.email);
    await page.getByLabel('Password', { exact: true }).fill(OWNER.password);
    await press('Make my account');
    const steps = [
      { title: 'What do people call you?', go: () => press('Skip for now') },
      { title: 'What do you want to hear?', go: () => press('Skip for now') },
      { title: 'Is there a network?', go: () => startSample(page) },
      // The account of the sample only pretends to be one, so the real one is asked for all the same.
      { title: 'Which account answers?', go: () => press('Skip for now') },
      { title: 'Who works with you?', go: () => press('Skip for now') },
    ];
    for (const { title, go } of steps) {
      await page.getByRole('heading', { name: title }).waitFor();
      await settled(page);
      await assertClean(page, title);
      await go();
    }
    await page.getByRole('link', { name: 'Go to the inbox' }).click();
    await page.locator('.queue-row').first().waitFor();
    owner = await page.context().storageState();
    assert.deepEqual(page.problems, []);
    await page.context().close();
  });

  test('answers a customer by keyboard alone, and undoes', async () => {
    const page = await open({ colorScheme: 'light', width: 1440, state: owner });
    const statusOf = async (id: string) => {
      const answer = await page.request.get(`/api/v1/inbox/${id}`);
      return ((await answer.json()) as { status: string }).status;
    };
    const atCursor = async () =>
      (await page.locator('.queue-row-cursor').getAttribute('id'))?.replace('row-', '');
    await page.goto('/inbox');
    await page.locator('.queue-row').nth(2).waitFor();
    await page.keyboard.press('j');
    const first = await atCursor();
    await page.keyboard.press('j');
    const second = await atCursor();
    assert.ok(first && second && first !== second, 'j goes down');
    await page.keyboard.press('k');
    assert.equal(await atCursor(), first, 'k goes up');
    await page.keyboard.press('e');
    await until('e is done', async () => (await statusOf(first)) === 'done');
    await page.keyboard.press('z');
    await until('z undoes', async () => (await statusOf(first)) === 'open');
    // Where to write comes late on a slow line: what is typed until then is no shortcut, and lands there.
    const accounts = '**/api/v1/brand/accounts';
    const { promise: typed, resolve: haveTyped } = Promise.withResolvers<void>();
    await page.route(accounts, async (route) => {
      await typed;
      await route.continue();
    });
    await page.goto(`/inbox/${second}`);
    await page.locator('article').first().waitFor();
    await page.keyboard.press('r');
    assert.equal(await page.locator('.writing-field').count(), 0, 'nowhere to write yet');
    await page.keyboard.type('Thank you for telling us. We are on it.');
    haveTyped();
    await page.getByText('Thank you for telling us. We are on it.').first().waitFor();
    await page.unroute(accounts);
    await page.keyboard.press('Control+Enter');
    await page.getByText('Reply leaves in 5 s').waitFor();
    const replies = async () => {
      const answer = await page.request.get(`/api/v1/inbox/${second}/replies`);
      return ((await answer.json()) as { items: { state: string }[] }).items.map(({ state }) => state);
    };
    await until('it is sent', async () => (await replies()).join() === 'sent', 30_000);
    await page.locator('article', { hasText: 'Thank you for telling us. We are on it.' }).first().waitFor();
    assert.equal(await statusOf(second), 'waiting');
    await assertClean(page, 'the answered conversation');
    await page.context().close();
  });

  test('has a navigation that folds, narrows and stays so, and all of it on a phone', async () => {
    const page = await open({ colorScheme: 'light', width: 1440, state: owner });
    const link = (name: string) => page.locator('.rail').getByRole('link', { name, exact: true });
    await page.goto('/topics');
    await settled(page);
    await page.getByRole('button', { name: 'Listen', exact: true }).click();
    await link('Trends').waitFor({ state: 'detached' });
    assert.ok(await link('Topics').isVisible(), 'where one is stays in sight');
    await page.keyboard.press('Shift+N');
    await page.locator('.rail-narrow').waitFor();
    await page.reload();
    await settled(page);
    assert.ok(await page.locator('.rail-narrow').isVisible());
    assert.equal(await link('Trends').count(), 0);
    await assertClean(page, 'the narrow navigation');
    await page.setViewportSize({ width: 390, height: 844 });
    await page.getByRole('button', { name: 'More', exact: true }).click();
    await page.getByRole('dialog').getByRole('link', { name: 'Trends' }).waitFor();
    await assertClean(page, 'all screens on a phone');
    await page.getByRole('dialog').getByRole('link', { name: 'Fairness' }).click();
    await page.waitForURL('**/fairness');
    assert.equal(await page.getByRole('dialog').count(), 0);
    await page.context().close();
  });

  test('says why a post has its labels, and is corrected by keyboard alone', async () => {
    const page = await open({ colorScheme: 'light', width: 1440, state: owner });
    const labelled = async () => {
      const answer = await page.request.get('/api/v1/inbox?status=any&limit=50&says=complaint');
      return ((await answer.json()) as { items: { id: string }[] }).items;
    };
    const [row] = await labelled();
    assert.ok(row, 'the inbox can be asked for complaints');
    await page.goto(`/inbox/${row.id}`);
    const chips = page.getByRole('button', { name: /^Complaint \d+ % Built-in model/ });
    const chip = chips.first();
    await chip.waitFor();
    const before = await chips.count();
    await chip.hover();
    const card = page.locator('.label-card');
    await card.getByText('Words that decided').waitFor();
    await page.locator('.post-text mark').first().waitFor();
    await assertClean(page, 'the card of a label');
    await page.mouse.move(0, 0);
    await card.waitFor({ state: 'detached' });
    await chip.focus();
    await page.keyboard.press('Enter');
    await card.getByRole('button', { name: 'Not right: Complaint' }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('Complaint: now no').waitFor();
    await until('it is none any more', async () => (await chips.count()) === before - 1);
    await page.getByRole('button', { name: 'Undo' }).last().click();
    await until('it is one again', async () => (await chips.count()) === before);
    await assertClean(page, 'a corrected post');
    await page.context().close();
  });

  test('shows every screen without findings, light and dark, on a desk and on a phone', async () => {
    const bad: string[] = [];
    for (const as of ['somebody', 'nobody'] as const) {
      const page = await open({ ...DESK, ...(as === 'somebody' && { state: owner }) });
      const screens = SCREENS.filter((one) => (one.as ?? 'somebody') === as);
      for (const screen of screens.filter(({ isLive }) => isLive)) bad.push(...(await check(page, screen)));
      if (as === 'somebody') await pauseSample(page);
      for (const screen of screens.filter(({ isLive }) => !isLive)) bad.push(...(await check(page, screen)));
      await page.context().close();
    }
    assert.deepEqual(bad, []);
    assert.ok(program.isRunning(), program.said());
  });
});

/** Without a network the first run offers the sample; with one it is started where it can always be. */
async function startSample(page: Page): Promise<void> {
  const offer = page.getByRole('button', { name: 'Start the sample stream' });
  if (await offer.isVisible()) await offer.click();
  else await page.request.post('/api/v1/brand/sample', { data: {} });
  const hasBegun = async () => {
    const answer = await page.request.get('/api/v1/inbox/counts');
    return ((await answer.json()) as { open: number }).open > 10;
  };
  await until('the sample has told something', hasBegun, 30_000);
  await page.getByRole('button', { name: /^(Continue|Skip for now)$/ }).click();
  await askInCommunity(page);
}

/** What keeps coming takes as much of the machine as all looking does. */
async function pauseSample(page: Page): Promise<void> {
  const answer = await page.request.get('/api/v1/sources');
  for (const { id } of ((await answer.json()) as { items: { id: string }[] }).items) {
    const paused = await page.request.post(`/api/v1/sources/${id}/pause`, { data: {} });
    assert.equal(paused.status(), 200);
  }
}

/** A thread for the screen of one. */
async function askInCommunity(page: Page): Promise<void> {
  const post = async (path: string, data: object) =>
    (await (await page.request.post(`/api/v1/forum/${path}`, { data })).json()) as { id: string };
  const { id: categoryId } = await post('categories', { name: 'Help' });
  const question = { categoryId, kind: 'question', title: 'How do I reset it?', markdown: 'It *blinks*.' };
  const { id } = await post('threads', question);
  await post(`threads/${id}/posts`, { markdown: 'Hold the button.' });
}
