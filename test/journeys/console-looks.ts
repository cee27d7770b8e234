/** How a screen of the console is gone to and looked at: on a desk and on a phone, light and dark. */
import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { until } from '../helpers/app.ts';
import { findings, RULES_OF_COLOUR } from '../helpers/axe.ts';
import type { Screen } from './console-screens.ts';

/** A page with what went wrong on it. */
export type NotedPage = Page & { problems: string[] };

const AT_REST = `!document.querySelector('.skeleton, [aria-busy="true"], .spinner') && document.fonts.status === 'loaded'`;
const HAS_ROUTER = "'__TSR_ROUTER__' in globalThis";
/** The router has drawn the screen of the address, and waits for nothing. */
const IS_DRAWN = `__TSR_ROUTER__.state.status === 'idle' && __TSR_ROUTER__.state.resolvedLocation?.href === __TSR_ROUTER__.state.location.href`;
const PHONE = { width: 390, height: 844 };

/** What is wrong with a screen, one line each. */
export async function check(page: NotedPage, screen: Screen): Promise<string[]> {
  page.problems.length = 0;
  const path = await filledIn(page, screen.path);
  try {
    await visit(page, path, path !== screen.path);
    await settled(page, screen.ready);
  } catch (error) {
    const shown = await page.evaluate<string>('document.body.innerText').catch(() => 'nothing');
    const why = error instanceof Error ? error.message.split('\n')[0] : String(error);
    return [`${screen.path}: ${why}; shown: ${shown.slice(0, 300)}; ${page.problems.join('; ')}`];
  }
  const desk = page.viewportSize()!;
  // Each look differs in one thing from the one before it. Other colours need only the rules of colour.
  const found = [...(await looked(page, 'on a desk')), ...(await isWide(page))];
  await page.emulateMedia({ colorScheme: 'dark' });
  found.push(...(await looked(page, 'on a desk in the dark', RULES_OF_COLOUR)));
  await page.setViewportSize(PHONE);
  found.push(...(await looked(page, 'on a phone in the dark')), ...(await isWide(page)));
  await page.emulateMedia({ colorScheme: 'light' });
  found.push(...(await looked(page, 'on a phone', RULES_OF_COLOUR)));
  await page.setViewportSize(desk);
  return [...found, ...page.problems].map((problem) => `${screen.path}: ${problem}`);
}

/**
 * Goes to a screen as a link of the console does, which keeps what is compiled, axe too; the server answers its address all the same.
 * A screen of something that has an id is opened anew, as its list has not been read then, and so is the first one.
 */
async function visit(page: Page, path: string, hasId: boolean): Promise<void> {
  if (hasId || !(await page.evaluate<boolean>(HAS_ROUTER))) {
    await page.goto(path);
    return;
  }
  assert.match(
    await (await page.request.get(path)).text(),
    /<div id="root">/,
    'the server has the console there',
  );
  await page.evaluate(`__TSR_ROUTER__.navigate({ href: ${JSON.stringify(path)} })`);
  await until(`${path} has been drawn`, () => page.evaluate<boolean>(IS_DRAWN), 15_000);
}

/** What axe finds on the page as it looks now. */
async function looked(page: Page, where: string, rules?: readonly string[]): Promise<string[]> {
  await atRest(page);
  return (await findings(page, rules)).map((finding) => `${where}: ${finding}`);
}

async function isWide(page: Page): Promise<string[]> {
  const { width } = page.viewportSize()!;
  const isWider = await page.evaluate<boolean>('document.documentElement.scrollWidth > innerWidth + 1');
  return isWider ? [`it is wider than the window of ${width}`] : [];
}

/** The screen has come to rest: what was asked for is there, and its letters, too. */
export async function settled(page: Page, ready = 'h1'): Promise<void> {
  await page.locator(ready).filter({ visible: true }).first().waitFor({ timeout: 15_000 });
  await atRest(page);
}

async function atRest(page: Page): Promise<void> {
  await until(`${page.url()} is at rest`, () => page.evaluate<boolean>(AT_REST), 15_000);
}

const LISTS: Readonly<Record<string, string>> = {
  ':conversation': '/api/v1/inbox?limit=1',
  ':topic': '/api/v1/topics',
  ':source': '/api/v1/sources',
  ':thread': '/api/v1/forum/threads',
  ':need': '/api/v1/demand/needs',
};

async function filledIn(page: Page, path: string): Promise<string> {
  const name = Object.keys(LISTS).find((one) => path.endsWith(one));
  if (name === undefined) return path;
  const answer = await page.request.get(LISTS[name]!);
  const list = (await answer.json()) as { items: { id: string }[] } | { id: string }[];
  return path.replace(name, (Array.isArray(list) ? list : list.items)[0]!.id);
}
