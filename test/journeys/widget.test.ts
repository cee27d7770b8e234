/** The visitor's side of the chat as visitors have it: on another site, under a strict policy, without third-party cookies. */
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import type { Browser, BrowserContext, FrameLocator } from 'playwright-core';
import { until } from '../helpers/app.ts';
import { FAKE_WIDGET, type FakeChat, startFakeChat } from '../helpers/chat-fake.ts';
import {
  arrive as arriveAt,
  endAndRate,
  findings,
  inFrame,
  launchBrowser,
  openShop,
  type Shop,
} from '../helpers/chat-visitor.ts';
import { meetsForms } from './widget-forms.ts';
import { openStage, type Stage } from '../../src/respond/chat/testing/stage.ts';

const LIMITS = { script: 5_000, opening: 30_000 };

let browser: Browser;
let shop: Shop;
/** The chat that the shop shows. */
let chat = { url: '', widget: '' };

before(async () => {
  browser = await launchBrowser();
  shop = await openShop(() => chat);
});

after(async () => {
  await browser?.close();
  shop?.close();
});

afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
});

const arrive = (context: BrowserContext, path = '/') => arriveAt(context, shop.address + path);
const bubbles = (frame: FrameLocator) => frame.locator('.bubble').allInnerTexts();
const phone = {
  viewport: { width: 390, height: 844 },
  hasTouch: true,
  isMobile: true,
  reducedMotion: 'reduce' as const,
};
const desk = { viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' as const };
const PDF = { name: 'bill.pdf', mimeType: 'application/pdf', buffer: Buffer.alloc(2000, 1) };

describe('the chat on a page of the company', () => {
  let fake: FakeChat;
  before(async () => {
    fake = await startFakeChat([shop.address]);
    chat = { url: fake.url, widget: FAKE_WIDGET };
  });
  after(() => fake?.close());

  test('is small, may be framed by its own sites only, and sets no cookie', async () => {
    const get = (path: string, headers = {}) => fetch(fake.url + path, { headers });
    const script = await get('/chat/v1.js');
    const text = await script.text();
    const html = await (await get(`/chat/frame?widget=${FAKE_WIDGET}`)).text();
    const assets = [...html.matchAll(/(?:src|href)="(\/chat\/assets\/[^"]+)"/g)].map(([, path]) => path!);
    const opening = await Promise.all(
      assets.map(async (path) => gzipSync(await (await get(path)).bytes()).length),
    );
    const sizes = {
      script: gzipSync(text).length,
      opening: opening.reduce((sum, one) => sum + one, gzipSync(html).length),
    };
    for (const [name, most] of Object.entries(LIMITS)) {
      const is = sizes[name as keyof typeof sizes];
      console.log(`budget: chat ${name}, packed bytes`.padEnd(38), String(is).padStart(6), `of ${most}`);
      assert.ok(is <= most, `${name}: ${is}`);
    }
    assert.equal(script.headers.get('content-encoding'), 'gzip');
    assert.equal(script.headers.get('cross-origin-resource-policy'), 'cross-origin');
    const again = await get('/chat/v1.js', { 'if-none-match': script.headers.get('etag')! });
    assert.equal(again.status, 304);
    const frame = await get(`/chat/frame?widget=${FAKE_WIDGET}`);
    const policy = frame.headers.get('content-security-policy')!;
    assert.match(policy, new RegExp(`frame-ancestors ${shop.address}$`));
    assert.doesNotMatch(policy, /unsafe/);
    assert.equal(frame.headers.get('x-frame-options'), null);
    assert.equal((await get('/chat/frame?widget=wgt_none')).status, 404);
    for (const answer of [script, frame]) assert.equal(answer.headers.get('set-cookie'), null);
  });

  test('leads from a question over answers and details to a person, and keeps it all over a reload', async () => {
    fake.reset();
    fake.config = { askFirst: true, asksMail: 'required' };
    fake.answers = [
      { id: 'art_1', title: 'Refunds', excerpt: 'Ten days.', url: 'https://help.example/refunds' },
    ];
    const context = await browser.newContext(desk);
    const visitor = await arrive(context);
    const { page, frame, launcher } = visitor;
    assert.equal(await launcher.getAttribute('aria-label'), 'Open the chat');
    await launcher.focus();
    await page.keyboard.press('Enter');
    await frame.locator('#write').waitFor();
    // By keyboard alone: the field has the focus.
    await page.keyboard.type('Where is my <b>refund</b>?');
    await page.keyboard.press('Enter');
    await frame.getByRole('heading', { name: 'Does one of these help?' }).waitFor();
    assert.deepEqual(await findings(visitor), []);
    await frame.getByRole('button', { name: 'Write to us' }).click();
    await frame.getByLabel('Your mail address').press('Enter');
    await frame.getByText('This is needed.').waitFor();
    assert.deepEqual(await findings(visitor), []);
    assert.equal(fake.posted('visits').length, 0, 'nobody is told of who only looks');
    await frame.getByLabel('Your mail address').fill('kim@example.com');
    await frame.getByRole('button', { name: 'Start the chat' }).click();
    await until('it is taken', () => fake.messages.length === 1);
    assert.equal(fake.posted('visits')[0]?.['mail'], 'kim@example.com');
    await until('the stream is open', () => fake.listeners() === 1);
    fake.tell('typing', { isTyping: true, name: 'Anna' });
    await frame.getByText('Anna is writing').waitFor();
    fake.says('Hello! See https://help.example/r?a=1&b=2. 🙂');
    const link = frame.getByRole('link', { name: 'https://help.example/r?a=1&b=2' });
    await link.waitFor();
    assert.match((await link.getAttribute('rel')) ?? '', /noopener/);
    await until('it is read', () => fake.posted('read').some(({ seq }) => seq === 2));
    fake.tell('read', { seq: 1 });
    await frame.getByText('Seen').waitFor();
    assert.deepEqual(await findings(visitor), []);
    await page.keyboard.press('Escape');
    await until('it is closed', () =>
      launcher.evaluate((button: unknown) => (button as { ariaExpanded: string }).ariaExpanded === 'false'),
    );
    assert.ok(
      await page.evaluate<boolean>(
        "document.querySelector('rapport-chat').shadowRoot.activeElement?.className === 'launcher'",
      ),
    );
    fake.says('Are you there?');
    await page.locator('rapport-chat .badge:text("1")').waitFor();
    assert.equal(await launcher.getAttribute('aria-label'), 'Open the chat. New messages: 1');
    await page.reload();
    await page.locator('rapport-chat .badge:text("1")').waitFor();
    await visitor.open();
    await until('all is there', async () => (await bubbles(frame)).length === 3);
    assert.deepEqual(await bubbles(frame), [
      'Where is my <b>refund</b>?',
      'Hello! See https://help.example/r?a=1&b=2. 🙂',
      'Are you there?',
    ]);
    await page.locator('rapport-chat .badge').waitFor({ state: 'hidden' });
    const heard = (await page.evaluate('heard')) as [string, unknown][];
    assert.deepEqual(
      heard.map(([name]) => name).filter((name) => name === 'ready' || name === 'open'),
      ['ready', 'open'],
    );
    assert.deepEqual(visitor.problems, []);
    assert.deepEqual(await context.cookies(), []);
  });

  test('sends once what a bad line takes twice, and later what is written without a line', async () => {
    fake.reset();
    fake.faults = [
      { path: 'messages', how: 'do-then-drop' },
      { path: 'messages', how: 503, message: '' },
    ];
    const context = await browser.newContext(desk);
    const visitor = await arrive(context);
    const { page, frame } = visitor;
    await visitor.open();
    await visitor.write('one');
    await visitor.write('two');
    await until('both are taken', () => fake.messages.length === 2);
    await until('both are shown as taken', async () => (await frame.locator('.pending').count()) === 0);
    await context.setOffline(true);
    await frame.getByText('You are offline.').waitFor();
    await visitor.write('three');
    await frame.getByText('Kept, not sent yet').waitFor();
    assert.deepEqual(await findings(visitor), []);
    await context.setOffline(false);
    await until('it is taken', () => fake.messages.length === 3);
    // Closed in the middle of it: what was written is sent by the next page.
    fake.faults = Array.from({ length: 9 }, () => ({ path: 'messages', how: 'drop' as const }));
    await visitor.write('four');
    await until('it was tried', () => fake.faults.length < 9);
    await page.goto('about:blank');
    fake.faults = [];
    await page.goto(`${shop.address}/elsewhere`);
    await until('it is taken', () => fake.messages.length === 4);
    assert.deepEqual(
      fake.messages.map(({ text }) => text),
      ['one', 'two', 'three', 'four'],
    );
    await visitor.open();
    fake.faults = [{ path: 'messages', how: 422, message: 'Nobody may be sent this.' }];
    await visitor.write('five');
    await frame.getByText('Not sent: Nobody may be sent this.').waitFor();
    assert.deepEqual(await findings(visitor), []);
    await frame.getByRole('button', { name: 'Try again' }).click();
    await until('it is taken', () => fake.messages.length === 5);
    assert.deepEqual(visitor.problems, []);
  });

  test('takes files by picker, paste and drop, with progress, and says plainly what it does not take', async () => {
    fake.reset();
    const context = await browser.newContext(desk);
    const visitor = await arrive(context);
    const { frame } = visitor;
    await visitor.open();
    await frame
      .locator('input[type=file]')
      .setInputFiles([PDF, { ...PDF, name: 'film.mp4', buffer: Buffer.alloc(1_000_001) }]);
    await frame.getByText('It is larger than 1 MB.').waitFor();
    await frame.getByText('Goes with your message').waitFor();
    await frame.getByRole('button', { name: 'Remove film.mp4' }).click();
    await visitor.write('');
    await until('the file is taken', () => fake.messages[0]?.files[0]?.name === 'bill.pdf');
    const give = (target: string, event: string, type: string, field: string) =>
      inFrame(
        visitor.page,
        `{ const ${field} = new DataTransfer();
        ${field}.items.add(new File(['x'.repeat(500)], '${event}.txt', { type: 'text/plain' }));
        document.querySelector('${target}').dispatchEvent(new ${type}('${event}', { ${field}, bubbles: true, cancelable: true })); }`,
      );
    await give('#write', 'paste', 'ClipboardEvent', 'clipboardData');
    fake.faults = [{ path: 'files', how: 415, message: 'Programs are not taken.' }];
    await give('.scroller', 'drop', 'DragEvent', 'dataTransfer');
    await frame.getByText('Programs are not taken.').or(frame.getByText('paste.txt')).first().waitFor();
    await until('one of the two was refused', async () => (await frame.locator('.is-refused').count()) === 1);
    assert.deepEqual(await findings(visitor), []);
    await visitor.write('Here it is');
    await until('they are taken', () => fake.messages[1]?.files.length === 1);
    assert.deepEqual(visitor.problems, []);
  });

  test('is one chat in several tabs, with one stream, which the next tab takes over', async () => {
    fake.reset();
    const context = await browser.newContext(desk);
    const [first, second] = [await arrive(context), await arrive(context)];
    await first.open();
    await first.write('from the first');
    await until('the stream is open', () => fake.listeners() === 1);
    await second.open();
    await second.frame.getByText('from the first').waitFor();
    fake.says('to both');
    for (const { frame } of [first, second]) await frame.getByText('to both').waitFor();
    await second.write('from the second');
    await first.frame.getByText('from the second').waitFor();
    assert.equal(fake.listeners(), 1);
    assert.equal(fake.posted('leave').length, 0);
    await first.page.close();
    await until('the other one hears', () => fake.listeners() === 1 && fake.posted('leave').length === 0);
    fake.says('to who is left');
    await second.frame.getByText('to who is left').waitFor();
    await second.page.close({ runBeforeUnload: true });
    await until('the last one says goodbye', () => fake.posted('leave').length === 1);
  });

  test('fills a phone, in the dark and from right to left', async () => {
    fake.reset();
    fake.config = { language: 'ar' };
    const context = await browser.newContext({ ...phone, colorScheme: 'dark' });
    const visitor = await arrive(context, '/ar');
    const { page, frame } = visitor;
    await visitor.open();
    const box = (await page.locator('rapport-chat dialog').boundingBox())!;
    assert.deepEqual([box.x, box.y, box.width, box.height], [0, 0, 390, 844]);
    assert.equal(await page.evaluate('document.documentElement.style.overflow'), 'hidden');
    assert.equal(await frame.locator('html').getAttribute('dir'), 'rtl');
    await visitor.write('مرحبا');
    await until('the stream is open', () => fake.listeners() === 1);
    fake.says(`Long ${'word'.repeat(60)}`);
    await frame.getByText('Long word').waitFor();
    const own = (await frame.locator('.own .bubble').boundingBox())!;
    const ours = (await frame.locator('.said:not(.own) .bubble').boundingBox())!;
    assert.ok(own.x < 60 && ours.x + ours.width > 300, 'own words at the left');
    assert.equal(await inFrame(page, 'document.documentElement.scrollWidth > innerWidth'), false);
    assert.deepEqual(await findings(visitor), []);
    // The software keyboard takes the lower half: the field stays above it.
    await page.setViewportSize({ width: 390, height: 500 });
    const field = frame.locator('#write');
    await until('it fits', async () => ((await field.boundingBox())?.y ?? 999) < 480);
    await frame.getByRole('button', { name: 'أغلق المحادثة' }).click();
    await until('the page scrolls again', () =>
      page.evaluate<boolean>('document.documentElement.style.overflow === ""'),
    );
    assert.deepEqual(visitor.problems, []);
  });

  test('takes a letter out of hours, and asks at the end how it was', async () => {
    fake.reset();
    fake.config = { isOpen: false, opensAt: new Date(Date.now() + 86_400_000).toISOString(), askFirst: true };
    fake.answers = [{ id: 'thr_1', title: 'A dead line', excerpt: 'Unplug.', url: 'https://care.example/t' }];
    fake.faults = [{ path: 'offline', how: 503, message: '' }];
    const context = await browser.newContext(desk);
    const visitor = await arrive(context);
    const { page, frame } = visitor;
    await page.evaluate("rapport('open')");
    await frame.getByLabel('Your mail address').fill('kim@example.com');
    await frame.getByRole('textbox', { name: 'Your message' }).fill('My line is dead');
    assert.deepEqual(await findings(visitor), []);
    await frame.getByRole('button', { name: 'Send the message' }).click();
    await frame.getByRole('link', { name: 'A dead line' }).waitFor();
    assert.deepEqual(await findings(visitor), []);
    assert.deepEqual(fake.posted('offline'), [], 'answers come first');
    await frame.getByRole('button', { name: 'Write to us' }).click();
    await frame.getByText('The message was not sent. It is still here').waitFor();
    assert.equal(await frame.getByLabel('Your mail address').inputValue(), 'kim@example.com');
    await frame.getByRole('button', { name: 'Send the message' }).click();
    await frame.getByText('The answer comes to kim@example.com.').waitFor();
    const [lost, taken] = fake.posted('offline');
    assert.deepEqual([lost?.['clientId'], taken?.['text']], [taken?.['clientId'], 'My line is dead']);
    fake.config = {};
    await page.reload();
    await visitor.open();
    await visitor.write('Now you are here');
    await until('the stream is open', () => fake.listeners() === 1);
    await frame.getByRole('button', { name: 'End the chat' }).click();
    await frame.locator('.card').getByRole('button', { name: 'End the chat' }).click();
    await frame.getByRole('radio', { name: 'Good', exact: true }).check({ force: true });
    await frame.getByLabel('What should we know?').fill('Quick');
    assert.deepEqual(await findings(visitor), []);
    await frame.getByRole('button', { name: 'Send the rating' }).click();
    await frame.getByText('Thank you for telling us.').waitFor();
    assert.deepEqual(fake.posted('rating'), [{ score: 4, text: 'Quick' }]);
    await frame.getByRole('button', { name: 'Start a new chat' }).click();
    await visitor.write('Another thing');
    await until('it is another visit', () => fake.posted('visits').at(-1)?.['isNew'] === true);
    assert.deepEqual(visitor.problems, []);
  });

  test('asks what the company wants to know, before a chat and with a letter', async () => {
    fake.reset();
    const visitor = await arrive(await browser.newContext(phone));
    await meetsForms(visitor, fake);
    assert.deepEqual(visitor.problems, []);
  });

  test('knows a customer by his signed identity, and forgets him at the end', async () => {
    fake.reset();
    const context = await browser.newContext(desk);
    const visitor = await arrive(context);
    const { page, frame } = visitor;
    await page.evaluate("rapport('identify', 'signed.by.us')");
    await until('he is known', () => fake.posted('visits').length === 1);
    assert.equal(fake.posted('visits')[0]?.['identity'], 'signed.by.us');
    await page.evaluate("rapport('set', { language: 'de' })");
    await page.evaluate("rapport('open')");
    await frame.getByPlaceholder('Nachricht schreiben').waitFor();
    await visitor.write('Hallo');
    await until('it is taken', () => fake.messages.length === 1);
    const kept = () => inFrame<string[]>(page, 'Object.keys(localStorage)');
    assert.ok((await kept())?.length, 'the frame keeps the visit although third-party cookies are blocked');
    assert.equal(await inFrame(page, "document.cookie = 'a=1; SameSite=None; Secure', document.cookie"), '');
    await page.evaluate("rapport('shutdown')");
    await until('it is gone', () =>
      page.evaluate<boolean>("document.querySelector('rapport-chat') === null"),
    );
    await page.evaluate("rapport('open')");
    await frame.locator('#write').waitFor();
    assert.deepEqual([await bubbles(frame), await kept()], [[], []]);
    assert.deepEqual(visitor.problems, []);
  });
});

describe('the chat of the program itself', () => {
  let stage: Stage;
  before(async () => {
    stage = await openStage();
    const { id } = await stage.make({ origins: [shop.address], askFirst: false, asksMail: 'never' });
    chat = { url: await stage.server.listen({ port: 0, host: '127.0.0.1' }), widget: id };
  });
  after(() => stage?.close());

  test('brings what a visitor writes to the inbox, and the answer to him', async () => {
    const visitor = await arrive(await browser.newContext(desk));
    const { frame, page } = visitor;
    await visitor.open();
    await frame
      .locator('input[type=file]')
      .setInputFiles([{ name: 'note.txt', mimeType: 'text/plain', buffer: Buffer.from('It blinks red.') }]);
    await visitor.write('My router is dead');
    await frame.getByRole('button', { name: 'Start the chat' }).click();
    await until('it is in the inbox', async () => (await stage.inbox()).length === 1);
    const id = (await stage.inbox())[0]!.id;
    await frame.getByRole('link', { name: 'note.txt' }).waitFor();
    assert.equal((await stage.reply(id, 'Pull the plug, please.')).status, 202);
    await frame.getByText('Pull the plug, please.').waitFor();
    await visitor.write('Thank you');
    await until(
      'it is there',
      async () => (await stage.owner.get(`/api/v1/inbox/${id}`)).body.thread.length === 3,
    );
    await page.reload();
    await visitor.open();
    await until('all is there', async () => (await bubbles(frame)).length === 3);
    assert.deepEqual(await findings(visitor), []);
    await endAndRate(visitor, 'Very good');
    assert.deepEqual(visitor.problems, []);
  });
});
