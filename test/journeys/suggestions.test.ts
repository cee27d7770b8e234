/** An agent in a real browser: what fits stands beside the conversation, one key puts it into the answer, and it can be taken back; then an article is written. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { until } from '../helpers/app.ts';
import { buildScreens, launchChromium } from '../helpers/chromium.ts';
import { OWNER } from '../helpers/client.ts';
import { freePort, type Program, startProgram, temporaryData } from '../helpers/program.ts';

const closing: (() => Promise<unknown>)[] = [];
let program: Program;
let browser: Browser;
let context: BrowserContext;

before(async () => {
  await buildScreens();
  const data = await temporaryData({ hasDatabase: true });
  closing.push(() => data.remove());
  program = await startProgram({ RAPPORT_DATA: data.path, PORT: String(await freePort()) }, ['--demo']);
  closing.push(() => program.end('SIGKILL'));
  browser = await launchChromium();
  closing.push(() => browser.close());
  context = await browser.newContext({
    baseURL: program.url,
    viewport: { width: 1440, height: 900 },
    reducedMotion: 'reduce',
  });
  const token = program.ownerLink!.split('#token=')[1];
  const made = await context.request.post('/api/v1/setup/owner', {
    data: { token, ...OWNER },
    headers: { origin: program.url },
  });
  assert.equal(made.status(), 201);
  await until(
    'the sample company is there',
    () => /The sample company is ready/.test(program.said()),
    180_000,
  );
});

after(async () => {
  for (const close of closing.toReversed()) await close();
});

/** Asks the API as the person who is signed in. */
async function get<T>(path: string): Promise<T> {
  return (await (await context.request.get(`/api/v1${path}`)).json()) as T;
}

async function open(path: string): Promise<Page & { problems: string[] }> {
  const page = await context.newPage();
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('console', (message) => void (message.type() === 'error' && problems.push(message.text())));
  await page.goto(path);
  return Object.assign(page, { problems });
}

/** An open conversation about a bill for which an article fits. */
async function aboutBills(): Promise<string> {
  const { items } = await get<{ items: { id: string }[] }>('/inbox?status=open&q=bill&limit=20');
  for (const { id } of items) {
    const found = await get<{ items: { kind: string; how: string }[] }>(
      `/knowledge/suggestions?conversation=${id}`,
    );
    if (found.items[0]?.kind === 'article' && found.items[0].how === 'link') return id;
  }
  throw new Error('no conversation about bills has an article');
}

describe('beside a conversation', () => {
  test('one key puts an article into the answer, and one click takes its use back', async () => {
    const id = await aboutBills();
    const page = await open(`/inbox/${id}`);
    const fits = page.getByRole('region', { name: 'What fits' });
    const [first] = (
      await get<{ items: { title: string; insert: string }[] }>(`/knowledge/suggestions?conversation=${id}`)
    ).items;
    await fits.getByRole('link', { name: first!.title }).waitFor();
    assert.match(await fits.innerText(), /because of/);
    const field = page.locator('.composer textarea');
    await field.waitFor();
    await page.keyboard.press('1');
    await until('the answer has the link', async () => (await field.inputValue()) === first!.insert);
    await fits.getByText('In your answer.').waitFor();
    const focused = await page.evaluate<string>('document.activeElement.tagName');
    assert.equal(focused, 'TEXTAREA', 'one can write on');
    await page.keyboard.type(' 1');
    assert.equal(await field.inputValue(), `${first!.insert} 1`, 'digits are digits while one writes');
    await fits.getByRole('button', { name: 'Take back' }).click();
    await fits.getByText('In your answer.').waitFor({ state: 'detached' });
    await fits.getByRole('searchbox').fill('lost phone');
    await fits.getByRole('link', { name: 'Your phone was lost or stolen' }).waitFor();
    assert.deepEqual(page.problems, []);
    await page.close();
  });
});

describe('an article', () => {
  test('is begun, saved by itself, seen beside it, published by keyboard, and found in the help centre', async () => {
    const page = await open('/knowledge');
    await page.getByRole('heading', { name: 'Knowledge' }).waitFor();
    await page.keyboard.press('c');
    await page.getByLabel('Title').fill('Do you repair umbrellas?');
    await page.getByRole('button', { name: 'Begin to write' }).click();
    const body = page.getByLabel('Text in Markdown');
    await body.fill('Yes, **every Monday**.\n\n<script>alert(1)</script>');
    await page.locator('.article-preview strong').waitFor();
    assert.equal(await page.locator('.article-preview script').count(), 0);
    await page.getByText('Saved', { exact: true }).waitFor();
    await page.reload();
    assert.match(await page.getByLabel('Text in Markdown').inputValue(), /every Monday/);
    await page.getByLabel('Text in Markdown').press('Control+Enter');
    await page.getByRole('link', { name: /In the help centre/ }).waitFor();
    const found = await (await context.request.get('/help/en/search?q=can+umbrellas+be+repaired')).text();
    assert.match(found, /do-you-repair-umbrellas/);
    assert.deepEqual(page.problems, []);
    await page.close();
  });
});
