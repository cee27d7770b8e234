import { chromium } from 'playwright-core';
import { readFileSync } from 'node:fs';
const axe = readFileSync('node_modules/axe-core/axe.min.js', 'utf8');
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
const base = 'http://127.0.0.1:4391';
const list = process.argv.slice(2);
const html = await (await fetch(base + '/community')).text();
const link = (re) => html.match(re)?.[1];
const thread = link(/href="([^"]*router-blinks-red[^"]*)"/);
const pages = {
  front: '/community',
  thread,
  category: '/community/c/internet-and-router',
  search: '/community/search?q=ruoter',
  tags: '/community/tags',
  unanswered: '/community/unanswered',
};
for (const [w, scheme] of [
  [1440, 'light'],
  [390, 'dark'],
]) {
  const ctx = await browser.newContext({
    viewport: { width: w, height: w === 390 ? 844 : 1000 },
    colorScheme: scheme,
    bypassCSP: true,
  });
  const page = await ctx.newPage();
  for (const [name, path] of Object.entries(pages)) {
    await page.goto(base + path);
    if (list.includes(name) || list.length === 0)
      await page.screenshot({
        path: `/tmp/team/forum/${name}-${w}.png`,
        fullPage: name !== 'front' || w !== 390,
      });
    await page.evaluate(axe);
    const r = await page.evaluate(() =>
      axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'] }),
    );
    const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
    console.log(
      name,
      w,
      scheme,
      r.violations.map(
        (v) =>
          v.id +
          ': ' +
          v.nodes
            .slice(0, 2)
            .map((n) => n.target.join(' ') + ' ' + (n.any[0]?.message ?? ''))
            .join(' | '),
      ),
      wide ? 'WIDE' : '',
    );
  }
  await ctx.close();
}
await browser.close();
