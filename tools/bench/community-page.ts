/** Public pages of the sample community on a phone (four times slower, 1.6 Mbit/s, 150 ms away): bytes that travel, scripts among them, and the largest paint. */
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import { launchChromium } from '../../test/helpers/chromium.ts';
import { wish } from '../../src/main/demo/ideas.ts';
import { praise } from '../../src/main/demo/reviews.ts';
import { toldServer } from '../../src/main/testing/told-server.ts';

const RUNS = 5;
const PHONE = { width: 390, height: 844 };
const [latency, bytesPerSecond, slower] = [150, (1.6 * 1024 * 1024) / 8, 4];

// What runs in the page is text: this project's types know no document.
const LARGEST = `new Promise((resolve) => new PerformanceObserver((list) => resolve(list.getEntries().at(-1).startTime))
  .observe({ type: 'largest-contentful-paint', buffered: true }))`;

const rapport = await toldServer([wish, praise]);
const { app, server } = rapport;
await server.listen({ port: 0, host: '127.0.0.1' });
const { port } = server.server.address() as AddressInfo;
const browser = await launchChromium();

const [thread] = await app.db.query<{ path: string }>(
  `select '/community/t/' || t.id || '/' || t.slug as path from forum_threads t join forum_categories c on c.id = t.category_id
    where c.who_reads = 'everybody' and t.deleted_at is null order by t.posts desc limit 1`,
);
for (const path of ['/community', thread!.path, '/ideas', '/reviews', '/search?q=router', '/help']) {
  const looks = [];
  for (let run = 0; run < RUNS; run++) looks.push(await look(path));
  const paints = looks.map(({ paint }) => paint).sort((a, b) => a - b);
  const { bytes, scripts } = looks[0]!;
  console.log(
    `${path.replace(/thr_.*/, '…').padEnd(20)} ${(bytes / 1024).toFixed(1).padStart(6)} kB, scripts ${(scripts / 1024).toFixed(1)} kB, largest paint ${paints.map((paint) => paint.toFixed(0)).join(', ')} ms`,
  );
}
await browser.close();
await rapport.close();

/** One visit with nothing kept from before. */
async function look(path: string): Promise<{ bytes: number; scripts: number; paint: number }> {
  const context = await browser.newContext({ viewport: PHONE, deviceScaleFactor: 2, isMobile: true });
  const page = await context.newPage();
  const told = await weighed(page);
  await page.goto(`http://127.0.0.1:${port}${path}`, { waitUntil: 'networkidle' });
  const paint = Number(await page.evaluate(LARGEST));
  await context.close();
  return { ...told, paint };
}

/** Counts what comes over the line, and makes line and processor those of a phone. */
async function weighed(page: Page): Promise<{ bytes: number; scripts: number }> {
  const told = { bytes: 0, scripts: 0 };
  const line = await page.context().newCDPSession(page);
  const kinds = new Map<string, string>();
  await line.send('Network.enable');
  await line.send('Network.emulateNetworkConditions', {
    offline: false,
    latency,
    downloadThroughput: bytesPerSecond,
    uploadThroughput: bytesPerSecond,
  });
  await line.send('Emulation.setCPUThrottlingRate', { rate: slower });
  line.on('Network.responseReceived', ({ requestId, type }) => void kinds.set(requestId, type));
  line.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    told.bytes += encodedDataLength;
    if (kinds.get(requestId) === 'Script') told.scripts += encodedDataLength;
  });
  return told;
}
