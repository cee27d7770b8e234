import { chromium } from 'playwright-core';
import fs from 'node:fs';
const base = process.env.BASE ?? 'http://127.0.0.1:4811';
const [, , name, path, ...opts] = process.argv;
const width = Number(process.env.W ?? 1440),
  dark = process.env.DARK === '1';
const statePath = `/tmp/team/reports/state-${new URL(base).port}.json`;
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
const context = await browser.newContext({
  viewport: { width, height: width < 600 ? 844 : 900 },
  colorScheme: dark ? 'dark' : 'light',
  ...(fs.existsSync(statePath) ? { storageState: statePath } : {}),
});
const page = await context.newPage();
page.on('console', (m) => {
  if (['error', 'warning'].includes(m.type())) console.log('console:', m.text().slice(0, 200));
});
page.on('pageerror', (e) => console.log('pageerror:', String(e).slice(0, 300)));
if (process.env.LINK) {
  await page.goto(process.env.LINK);
  await page.waitForTimeout(1500);
  await page.screenshot({ path: '/tmp/team/reports/shots/welcome.png' });
  for (const [label, value] of [
    ['Your name', 'Olga Owner'],
    ['Mail address', 'olga@acme.example'],
    ['Password', 'correct horse battery staple 9'],
  ]) {
    const f = page.getByLabel(label, { exact: false }).first();
    if (await f.count()) await f.fill(value);
  }
  await page.keyboard.press('Enter');
  await page.waitForTimeout(2500);
  await context.storageState({ path: statePath });
}
await page.goto(base + path);
await page.waitForTimeout(Number(process.env.WAIT ?? 1800));
for (const o of opts) {
  const [k, ...r] = o.split('=');
  const v = r.join('=');
  if (k === 'click') await page.getByText(v, { exact: false }).first().click();
  if (k === 'button') await page.getByRole('button', { name: v }).first().click();
  if (k === 'press') await page.keyboard.press(v);
  if (k === 'type') await page.keyboard.type(v);
  if (k === 'fill') {
    const [l, t] = v.split('::');
    await page.getByLabel(l).first().fill(t);
  }
  if (k === 'select') {
    const [l, t] = v.split('::');
    await page.getByLabel(l).first().selectOption(t);
  }
  if (k === 'wait') await page.waitForTimeout(Number(v));
  await page.waitForTimeout(500);
}
const over = await page.evaluate(
  () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
);
if (over > 0) console.log('overflow', over);
await page.screenshot({ path: `/tmp/team/reports/shots/${name}.png`, fullPage: process.env.FULL === '1' });
await browser.close();
