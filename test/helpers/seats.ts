/** Colleagues at the console of a server of this process, each in a real browser. */
import type { AddressInfo } from 'node:net';
import type { BrowserContext, Page } from 'playwright-core';
import type { HttpServer } from '#platform/http/index.ts';
import { findings } from './axe.ts';
import type { Browser as Signed } from './browser.ts';
import { launchChromium } from './chromium.ts';
import { TEST_ORIGIN } from './server.ts';

export interface Seat {
  page: Page;
  /** Errors of the page since the last call, and findings of axe on it as it is. */
  problems(): Promise<string[]>;
}

export interface Seats {
  /** Seats somebody who is signed in already. */
  seat(who: Signed, viewport?: { width: number; height: number }): Promise<Seat>;
  /** The browser of somebody who is no colleague, such as a visitor of the company's pages. */
  guest(): Promise<BrowserContext>;
  close(): Promise<void>;
}

/** The server listens; browsers find it at the address that it takes for its own. Build the screens before the server is made. */
export async function openSeats(server: HttpServer, flags: readonly string[] = []): Promise<Seats> {
  await server.listen({ port: 0, host: '127.0.0.1' });
  const { port } = server.server.address() as AddressInfo;
  const chromium = await launchChromium([
    ...flags,
    `--host-resolver-rules=MAP ${new URL(TEST_ORIGIN).host} 127.0.0.1:${port}`,
  ]);
  return {
    async seat(who, viewport = { width: 1440, height: 900 }) {
      const context = await chromium.newContext({ baseURL: TEST_ORIGIN, viewport, reducedMotion: 'reduce' });
      // Cookies for one host alone are taken from a secure address only, which this host counts as.
      const url = TEST_ORIGIN.replace('http:', 'https:');
      await context.addCookies([...who.jar].map(([name, value]) => ({ name, value, url, secure: true })));
      const page = await context.newPage();
      const errors: string[] = [];
      page.on('pageerror', ({ message }) => errors.push(message));
      page.on('console', (message) => {
        if (message.type() === 'error') errors.push(message.text());
      });
      return { page, problems: async () => [...errors.splice(0), ...(await findings(page))] };
    },
    guest: () => chromium.newContext({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' }),
    close: () => chromium.close(),
  };
}
