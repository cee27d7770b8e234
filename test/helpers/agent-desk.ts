/** An agent who works in a real browser: invited by the owner, on one page, which notes everything that goes wrong on it. */
import type { Browser, Page } from 'playwright-core';
import { findings } from './axe.ts';
import { launchBrowser } from './chat-visitor.ts';
import type { Client } from './client.ts';
import { TEST_PASSWORD } from './server.ts';

export interface AgentDesk {
  page: Page;
  /** Errors of the page since the last call, and findings of axe on it as it is. */
  problems(): Promise<string[]>;
  close(): Promise<void>;
}

/** Starts the browser and lets the agent in by her invitation. `client` is the owner's. */
export async function openAgentDesk(client: Client): Promise<AgentDesk> {
  const { link } = await client.post('/invitations', { email: 'ana@lumora.example', role: 'agent' });
  const browser = await launchBrowser();
  try {
    return await signIn(browser, link);
  } catch (error) {
    await browser.close();
    throw error;
  }
}

async function signIn(browser: Browser, link: string): Promise<AgentDesk> {
  const context = await browser.newContext({
    baseURL: new URL(link).origin,
    viewport: { width: 1440, height: 900 },
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', ({ message }) => errors.push(message));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  await page.goto(link);
  await page.getByLabel('Your name').fill('Ana Agent');
  await page.getByLabel('Password', { exact: true }).fill(TEST_PASSWORD);
  await page.keyboard.press('Enter');
  await page.locator('.rail').waitFor();
  return {
    page,
    problems: async () => [...errors.splice(0), ...(await findings(page))],
    close: () => browser.close(),
  };
}
