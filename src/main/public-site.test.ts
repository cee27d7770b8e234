import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { systemActor } from '#platform/app/index.ts';
import { readCommunity, saveCommunity } from '#people/members/index.ts';
import { readLook, saveLook, saveNavigation } from '#people/site/index.ts';
import { readCentre, saveCentre } from '#respond/knowledge/index.ts';
import { until } from '../../test/helpers/app.ts';
import { shelveArticles } from './demo/articles.ts';
import { openCommunity } from './demo/members.ts';
import { dressUp, undress } from './demo/site.ts';
import { wholeServer } from './testing/whole-server.ts';

const rapport = await wholeServer();
const { app } = rapport;
after(() => rapport.close());
const reader = rapport.browser();
let asked = 0;
/** As nobody got it before: whole pages are kept for a second. */
const page = async (path: string) => String((await reader.get(`${path}?n=${++asked}`)).body);
const DOORS = ['/community', '/help/en', '/search', '/pages/en/about', '/community/sign-in'];
const stylesIn = (html: string) =>
  [...html.matchAll(/rel="stylesheet" href="([^"]+)"/g)].map(([, path]) => path!.replaceAll('&#38;', '&'));
const sectionsIn = (html: string) =>
  [.../class="sections".*?<\/nav>/s.exec(html)![0].matchAll(/href="([^"]+)"/g)].map(([, path]) => path);

before(async () => {
  await shelveArticles(app, systemActor);
  await openCommunity(app, systemActor);
  await dressUp(app, systemActor);
});

describe('the public site', () => {
  it('wears one look on all of its pages, logo and icon included', async () => {
    const looks = new Set<string>();
    for (const path of DOORS) {
      const html = await page(path);
      looks.add(stylesIn(html)[0]!);
      assert.match(
        html,
        /<picture><source srcset="\/site\/pictures\/[^]*class="logo" src="\/site\/pictures\//,
        path,
      );
      assert.match(html, /rel="icon" href="\/site\/pictures\//, path);
      assert.match(html, /class="foot"[^]*\/pages\/en\/imprint[^]*https:\/\/lumora\.example/, path);
    }
    assert.equal(looks.size, 1, [...looks].join(' '));
    assert.match(await page('/help/de'), /class="foot"[^]*Impressum[^]*Zum Laden/);
  });

  it('changes on all pages at once, also where another process changed it', async () => {
    const before = stylesIn(await page('/community'))[0];
    const { version: basedOn, settings } = await readLook(app);
    await saveLook(app, systemActor, { basedOn, look: { ...settings, colour: '#0a7f3f' } });
    const here = stylesIn(await page('/community'))[0];
    assert.notEqual(here, before);
    await app.db.query(
      `insert into site_versions (part, version, settings) select part, version + 1, settings || '{"colour":"#7f0a3f"}' from site_versions
        where part = 'look' order by version desc limit 1`,
    );
    assert.equal(stylesIn(await page('/community'))[0], here, 'nobody said so yet');
    await app.bus.publish('site.changed', {});
    await until('the other process is heard', async () => stylesIn(await page('/help/en'))[0] !== here);
    assert.match(String((await reader.get(stylesIn(await page('/community'))[0]!)).body), /--fill:#7f0a3f/);
  });

  it('is arranged in one order everywhere', async () => {
    const entry = (key: string) => ({ key, isShown: true, names: {}, url: null });
    const { body } = await (await rapport.staff('owner')).get('/api/v1/site/navigation');
    const { header, footer } = body.navigation;
    const navigation = { header: [entry('section:help'), ...header], footer };
    await saveNavigation(app, systemActor, { basedOn: body.version, navigation });
    for (const path of DOORS) assert.match(String(sectionsIn(await page(path))[0]), /^\/help/, path);
  });

  it('mirrors in languages that are written from right to left: no style names left or right', async () => {
    const styles = new Set((await Promise.all(DOORS.map(page))).flatMap(stylesIn));
    assert.ok(styles.size >= 3, [...styles].join(' '));
    for (const path of styles) {
      const css = String((await reader.get(path)).body);
      assert.doesNotMatch(
        css,
        /(?:margin|padding|border|inset)-(?:left|right)|text-align:(?:left|right)|[{;](?:left|right):|float:(?:left|right)/,
        path,
      );
    }
    const settings = await readCommunity(app);
    await saveCommunity(app, systemActor, { ...settings, languages: ['ar'] });
    const centre = await readCentre(app);
    await saveCentre(app, systemActor, { ...centre, languages: ['he', 'en'] });
    for (const path of ['/community', '/help/he', '/community/sign-in'])
      // The help centre hears of its settings by the bus.
      await until(path, async () => /<html lang="(?:ar|he)" dir="rtl">/.test(await page(path)));
    await saveCommunity(app, systemActor, settings);
    await saveCentre(app, systemActor, centre);
  });

  it('is found by search engines with its own pages', async () => {
    const robots = String((await reader.get('/robots.txt')).body);
    for (const line of ['Allow: /pages', 'Allow: /site/', '/pages/sitemap.xml'])
      assert.ok(robots.includes(line), line);
  });

  it('is undressed with the sample company, except what somebody changed', async () => {
    await undress(app, systemActor);
    assert.equal((await readLook(app)).settings.colour, '#7f0a3f', 'a look of one’s own stays');
    assert.equal((await reader.get('/pages/en/about')).status, 404);
    assert.doesNotMatch(await page('/community'), /imprint|class="foot"/);
  });
});
