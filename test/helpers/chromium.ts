import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser'];
/** What a browser does of its own accord would be counted and noted with what the pages do. */
const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

/** Starts the browser that the machine has; of flags that contradict each other those given count. */
export function launchChromium(flags: readonly string[] = []): Promise<Browser> {
  const executablePath = PLACES.find((file) => existsSync(file));
  if (!executablePath) throw new Error('chromium is missing: apt-get install chromium');
  return chromium.launch({ executablePath, args: [...QUIET, ...flags] });
}

/** Builds the console and the widget where they are stale. */
export async function buildScreens(): Promise<void> {
  const { ensureBuilt } = (await import(new URL('../../bin/build.mjs', import.meta.url).href)) as {
    ensureBuilt(): Promise<void>;
  };
  await ensureBuilt();
}
