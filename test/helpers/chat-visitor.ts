/** Visitors of a company's page in a real browser: on another site than the chat, under a strict policy, without third-party cookies. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, BrowserContext, FrameLocator, Page } from 'playwright-core';
import { askAxe, AXE, HAS_AXE, type Violation } from './axe.ts';
import { buildScreens, launchChromium } from './chromium.ts';

/** What makes Chromium treat the frame of a chat as browsers of today do. */
export const FRAME_FLAGS = [
  '--test-third-party-cookie-phaseout',
  // The last word on features: playwright would switch off that storage is kept apart by site, which every browser of today does.
  '--disable-features=Translate',
];
const TELL_VIOLATIONS = `document.addEventListener('securitypolicyviolation', (event) =>
  console.error('policy violated: ' + event.violatedDirective + ' by ' + event.blockedURI))`;
/** What a page without a network, or a refused call, makes the browser itself say. */
const EXPECTED = /Failed to load resource/;

/** Builds what is stale and starts the browser. */
export async function launchBrowser(): Promise<Browser> {
  await buildScreens();
  return launchChromium(FRAME_FLAGS);
}

export interface Shop {
  /** Where the pages are; `/ar` is one from right to left. */
  address: string;
  close(): void;
}

/** A company's page that puts the chat in as the documentation says. `chat` is asked anew for each page. */
export async function openShop(chat: () => { url: string; widget: string }): Promise<Shop> {
  const server = createServer((request, response) => {
    const { url, widget } = chat();
    const isArabic = request.url === '/ar';
    response.setHeader('content-type', 'text/html');
    response.setHeader(
      'content-security-policy',
      `default-src 'none'; script-src ${url} 'nonce-shop'; frame-src ${url}; require-trusted-types-for 'script'`,
    );
    response.end(`<!doctype html><html lang="${isArabic ? 'ar' : 'en'}" dir="${isArabic ? 'rtl' : 'ltr'}">
<meta name="viewport" content="width=device-width"><title>Shop</title><script nonce="shop">
window.rapport=window.rapport||function(){(rapport.q=rapport.q||[]).push(arguments)};
window.heard=[];for(const name of ['ready','open','close','unread','message','shutdown'])rapport('on',name,(x)=>heard.push([name,x]));
</script><script async src="${url}/chat/v1.js" data-widget="${widget}"></script>
<h1>Shop</h1><p>${'Things to buy. '.repeat(400)}</p>`);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return { address: `http://shop.localhost:${port}`, close: () => void server.close() };
}

export interface Visitor {
  page: Page;
  frame: FrameLocator;
  launcher: ReturnType<Page['locator']>;
  problems: string[];
  write(text: string): Promise<void>;
  open(): Promise<void>;
}

/** Comes to a page of the shop and waits for the launcher. */
export async function arrive(context: BrowserContext, where: string): Promise<Visitor> {
  const page = await context.newPage();
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !EXPECTED.test(message.text())) problems.push(message.text());
  });
  await page.addInitScript({ content: TELL_VIOLATIONS });
  await page.goto(where);
  const launcher = page.locator('rapport-chat .launcher');
  const frame = page.frameLocator('rapport-chat iframe');
  await launcher.waitFor();
  return {
    page,
    frame,
    launcher,
    problems,
    async write(text) {
      await frame.locator('#write').fill(text);
      await frame.locator('#write').press('Enter');
    },
    async open() {
      await launcher.click();
      await frame.locator('header').waitFor();
    },
  };
}

/** The value of an expression inside the frame. */
export async function inFrame<T>(page: Page, expression: string): Promise<T> {
  const inner = page.frames().find((one) => one.url().includes('/chat/frame'))!;
  return (await inner.evaluate(expression)) as T;
}

/** Findings of axe inside the frame. */
export async function findings({ page }: Visitor): Promise<string[]> {
  if (!(await inFrame(page, HAS_AXE))) await inFrame(page, AXE);
  const found = (await inFrame(page, askAxe())) as Violation[];
  return found.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
}

/** Ends a chat and says how it was. */
export async function endAndRate({ frame }: Visitor, word: string): Promise<void> {
  await frame.getByRole('button', { name: 'End the chat' }).click();
  await frame.locator('.card').getByRole('button', { name: 'End the chat' }).click();
  await frame.getByRole('radio', { name: word, exact: true }).check({ force: true });
  await frame.getByRole('button', { name: 'Send the rating' }).click();
  await frame.getByText('Thank you for telling us.').waitFor();
}
