/** The help centre as its readers have it: in a real browser, without scripts, light and dark, on a desk and on a phone. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { findings, RULES_OF_COLOUR } from '../helpers/axe.ts';
import { launchChromium } from '../helpers/chromium.ts';
import { becomeOwner, type Client } from '../helpers/client.ts';
import { freePort, type Program, startProgram, temporaryData } from '../helpers/program.ts';

const WIDTHS = [1440, 390];
const LOOKS = (['light', 'dark'] as const).flatMap((colorScheme) =>
  WIDTHS.map((width) => ({ colorScheme, width })),
);
const ARTICLES = [
  {
    article: 'refund',
    title: 'How do I get a refund?',
    body: '# When\n\nWithin **ten** days, to where the money came from.\n\n| Paid by | Days |\n|---|---|\n| Card | 3 |\n| Bank | 10 |\n\n> Ask us where it is later.\n\n```\nREF-123\n```',
    category: 'Bills',
    isPublished: true,
  },
  {
    article: 'refund',
    language: 'de',
    title: 'Wie bekomme ich mein Geld zurück?',
    body: 'Binnen **zehn** Tagen.',
    isPublished: true,
  },
  {
    title: 'Slow internet',
    body: '1. Restart the hub.\n2. Try a cable.\n\n[Tell us](https://lumora.example/help) if it stays slow.',
    category: 'Internet',
    isPublished: true,
  },
  { title: 'Long words', body: 'A'.repeat(300), isPublished: true },
  { title: 'For us alone', body: 'Discounts.', visibility: 'internal', isPublished: true },
];
const closing: (() => Promise<unknown>)[] = [];
let program: Program;
let client: Client;
let browser: Browser;

before(async () => {
  const data = await temporaryData({ hasDatabase: true });
  closing.push(() => data.remove());
  program = await startProgram({ RAPPORT_DATA: data.path, PORT: String(await freePort()) });
  closing.push(() => program.end('SIGKILL'));
  client = await becomeOwner(program.url, program.ownerLink);
  await client.post('/knowledge/import', {
    format: 'ndjson',
    text: ARTICLES.map((one) => JSON.stringify(one)).join('\n'),
  });
  const { url: _url, ...settings } = await client.get('/knowledge/centre');
  await client.put('/knowledge/centre', {
    ...settings,
    isOpen: true,
    name: 'Lumora help',
    welcome: 'What can we do for you?',
    languages: ['en', 'de'],
    contactUrl: 'https://lumora.example/contact',
  });
  const { version, look } = await client.get('/site/look');
  await client.put('/site/look', { basedOn: version, look: { ...look, colour: '#ffd400' } });
  browser = await launchChromium();
  closing.push(() => browser.close());
});

after(async () => {
  for (const close of closing.toReversed()) await close();
});

/** A page without scripts that notes what its policy forbids. axe runs in it all the same: a tester's scripts are no page's. */
async function open(
  look: (typeof LOOKS)[number],
  javaScriptEnabled = false,
): Promise<Page & { problems: string[] }> {
  const context = await browser.newContext({
    baseURL: program.url,
    colorScheme: look.colorScheme,
    viewport: { width: look.width, height: 900 },
    javaScriptEnabled,
    bypassCSP: javaScriptEnabled,
  });
  const page = await context.newPage();
  const problems: string[] = [];
  page.on('console', (message) => void (message.type() === 'error' && problems.push(message.text())));
  page.on('requestfailed', (request) => void problems.push(`${request.url()} failed`));
  page.on('request', (request) => {
    if (!request.url().startsWith(program.url)) problems.push(`${request.url()} was asked for`);
  });
  return Object.assign(page, { problems });
}

describe('a reader', () => {
  for (const look of LOOKS)
    test(`finds an answer without scripts, ${look.colorScheme}, ${look.width} wide`, async () => {
      const page = await open(look);
      await page.goto('/help');
      assert.equal(await page.locator('h1').textContent(), 'What can we do for you?');
      assert.equal(await page.getByText('For us alone').count(), 0);
      // The header searches the whole site, the page its articles.
      await page.getByRole('main').getByRole('searchbox').fill('I want my money back');
      await page.getByRole('main').getByRole('button', { name: 'Search' }).click();
      await page.getByRole('link', { name: 'How do I get a refund?' }).click();
      assert.equal(await page.locator('h1').textContent(), 'How do I get a refund?');
      assert.equal(await page.locator('article td').nth(1).textContent(), '3');
      const box = await page.locator('body').boundingBox();
      assert.ok(box!.width <= look.width, `${box!.width} wide on a screen of ${look.width}`);
      await page.getByRole('link', { name: 'Deutsch' }).click();
      assert.equal(await page.locator('html').getAttribute('lang'), 'de');
      await page.getByRole('button', { name: 'Ja' }).click();
      assert.equal(await page.locator('h1').textContent(), 'Danke');
      assert.deepEqual(page.problems, []);
      await page.context().close();
    });

  for (const width of WIDTHS)
    test(`is kept from nothing: axe finds nothing, light or dark, ${width} wide`, async () => {
      const page = await open({ colorScheme: 'light', width }, true);
      for (const path of [
        '/help/en',
        '/help/en/how-do-i-get-a-refund',
        '/help/en/slow-internet',
        '/help/en/long-words',
        '/help/en/search?q=refund',
        '/help/en/search?q=zzz',
        '/help/en/nothing',
        '/help/de',
        '/help/en/thanks',
      ]) {
        await page.goto(path);
        assert.deepEqual(await findings(page), [], `${path} ${width}`);
        const paper = () => page.evaluate<string>('getComputedStyle(document.body).backgroundColor');
        const light = await paper();
        // Another scheme is other colours on the same page, so only they are looked at again.
        await page.emulateMedia({ colorScheme: 'dark' });
        assert.notEqual(await paper(), light, `${path} is dark in the dark`);
        assert.deepEqual(await findings(page, RULES_OF_COLOUR), [], `${path} ${width} in the dark`);
        await page.emulateMedia({ colorScheme: 'light' });
        const wide = await page.evaluate<number>('document.documentElement.scrollWidth');
        assert.ok(wide <= width, `${path} is ${wide} wide`);
      }
      await page.context().close();
    });

  test('goes by keyboard alone', async () => {
    const page = await open(LOOKS[0]!);
    await page.goto('/help/en/slow-internet');
    await page.keyboard.press('Tab');
    assert.equal(await page.locator(':focus').textContent(), 'Skip to the content');
    await page.keyboard.press('Enter');
    assert.match(page.url(), /#content$/);
    await page.context().close();
  });
});
