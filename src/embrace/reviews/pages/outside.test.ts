import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import { systemActor } from '#platform/app/index.ts';
import { readBytes } from '#platform/files/index.ts';
import { sectionsPort } from '#people/site/index.ts';
import type { Browser } from '../../../../test/helpers/browser.ts';
import { type Signed } from '../../forum/testing/stage.ts';
import { invite } from '../buyers/invitations.ts';
import { selectPhotos } from '../review/photos-store.ts';
import { holdReview, removeReview, restoreReview } from '../review/removal.ts';
import { multipartOf } from '../testing/multipart.ts';
import { pngOf } from '../testing/picture.ts';
import { miscounted, openShop } from '../testing/shop.ts';
import { WIDGET_SCRIPT } from '../widget/serve.ts';
import { reviewSection } from './sections.ts';

const shop = await openShop();
const { app, test } = shop;
after(() => test.close());
app.provide(sectionsPort, [reviewSection]);
const stranger = test.browser();
const router = await shop.product('Lumora Router 3', {
  externalId: 'LR-3',
  url: 'https://shop.example/lr-3',
  text: 'For <b>homes</b>',
});
const [maya, bob] = [await shop.buyer('maya'), await shop.buyer('bob')];
await shop.review(bob, router, { stars: 5, title: 'A gift', markdown: 'I love it', incentive: 'free' });
const { id: gone } = await shop.review(maya, router, { stars: 1, title: 'Gone' });
await removeReview(app, systemActor, gone, { reason: 'spam', note: '' });
let asked = 0;
/** What strangers get is kept for a second, by its address. */
const fresh = (path: string) => `${path}${path.includes('?') ? '&' : '?'}n=${++asked}`;
const page = async (path: string, by: { get: Browser['get'] } = stranger) =>
  String((await by.get(fresh(path))).body);
const path = '/reviews/lumora-router-3';
const write = `${path}/write`;
const dataOf = (html: string): Record<string, unknown> =>
  JSON.parse(/<script type="application\/ld\+json">([\s\S]*?)<\/script>/.exec(html)![1]!);

describe('photos', () => {
  const upload = async (
    by: Signed,
    files: readonly { name: string; bytes: Uint8Array }[],
    fields: Record<string, string | string[]> = {},
  ) => {
    const html = await page(write, by);
    const hidden = Object.fromEntries(
      [...html.matchAll(/<input type="hidden" name="(proof|form)" value="([^"]*)"/g)].map(
        ([, name, value]) => [name!, value!],
      ),
    );
    const { body, type } = multipartOf(
      { act: 'post', stars: '5', title: 'With photos', markdown: '', ...hidden, ...fields },
      files,
    );
    return by.post(write, body, { 'content-type': type });
  };
  const photosOf = async (by: Signed) => {
    const [row] = await app.db.query<{ id: string }>('select id from reviews where member_id = $1', [
      by.member.id,
    ]);
    return { id: row!.id, photos: (await selectPhotos(app, [row!.id])).get(row!.id) ?? [] };
  };

  it('lose what they tell of people, are shown with their review only, and go when they are not kept', async () => {
    const fay = await shop.buyer('fay');
    const files = [1, 2].map((n) => ({
      name: `${n}.png`,
      bytes: pngOf('taken at 48.2082, 16.3738 by Fay', n * 80),
    }));
    assert.equal((await upload(fay, files)).status, 303);
    const { id, photos } = await photosOf(fay);
    assert.equal(photos.length, 2);
    for (const file of photos) assert.ok(!Buffer.from(await readBytes(app, file)).includes('16.3738'));
    const shown = await stranger.get(`/reviews/photos/${photos[0]}`);
    assert.deepEqual(
      [shown.status, shown.headers['content-type'], shown.headers['cross-origin-resource-policy']],
      [200, 'image/png', 'cross-origin'],
    );
    assert.match(await page(`${path}?photos=yes`), new RegExp(photos[0]!));
    assert.equal(
      (await stranger.get(`/reviews/pictures/${photos[0]}`)).status,
      404,
      'no picture of a product',
    );
    await holdReview(app, systemActor, id);
    assert.equal((await stranger.get(`/reviews/photos/${photos[0]}`)).status, 404);
    const own = await fay.get(`/reviews/photos/${photos[0]}`);
    assert.deepEqual([own.status, own.headers['cache-control']], [200, 'private, no-store']);
    await restoreReview(app, systemActor, id);
    assert.equal(
      (await upload(fay, [], { 'photos-shown': 'yes', keep: photos[1]!, title: 'One photo' })).status,
      303,
    );
    assert.deepEqual((await photosOf(fay)).photos, [photos[1]]);
    assert.equal((await stranger.get(`/reviews/photos/${photos[0]}`)).status, 404);
    assert.deepEqual(await miscounted(app), []);
  });

  it('are pictures, and four at most', async () => {
    const gus = await shop.buyer('gus');
    const script = {
      name: 'x.png',
      bytes: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
    };
    const refused = await upload(gus, [{ name: 'ok.png', bytes: pngOf('') }, script]);
    assert.equal(refused.status, 400);
    assert.match(String(refused.body), /is no picture/);
    const many = await upload(
      gus,
      Array.from({ length: 5 }, (_, n) => ({ name: `${n}.png`, bytes: pngOf('', n) })),
    );
    assert.equal(many.status, 400);
    const broken = await upload(gus, [{ name: 'cut.png', bytes: pngOf('').subarray(0, 40) }]);
    assert.equal(broken.status, 400);
    assert.deepEqual(await app.db.query('select 1 from reviews where member_id = $1', [gus.member.id]), []);
    const stolen = (await app.db.query<{ id: string }>('select file_id as id from review_photos limit 1'))[0]!
      .id;
    assert.equal((await upload(gus, [], { 'photos-shown': 'yes', keep: stolen })).status, 303);
    assert.deepEqual((await photosOf(gus)).photos, [], 'nobody keeps photos of others');
  });
});

describe('the page behind a link', () => {
  it('needs no account and no cookie, says what will be disclosed, and is kept nowhere', async () => {
    const { link } = await invite(app, systemActor, {
      productId: router.id,
      incentive: 'discounted',
      language: 'de',
    });
    const address = new URL(link).pathname;
    const form = await stranger.get(address);
    assert.equal(form.headers['cache-control'], 'private, no-store');
    assert.match(String(form.body), /Für diese Bewertung gab es einen Preisnachlass/);
    assert.match(String(form.body), /Wie möchten Sie genannt werden/);
    const { body, type } = multipartOf(
      { stars: '2', title: 'Teuer', markdown: 'Na ja', name: 'Anna K.', form: 'form_l' },
      [],
    );
    const done = await stranger.post(address, body, { 'content-type': type });
    assert.equal(done.status, 303);
    assert.match(String((await stranger.get(String(done.headers['location']))).body), /Danke!/);
    const html = await page(path);
    assert.match(html, /Anna K\./);
    assert.match(html, /✓<\/span> Verified buyer/);
    assert.match(html, /The author paid a reduced price/);
    const nameless = multipartOf({ stars: '2', title: 'Ohne Namen', markdown: '', name: ' ' }, []);
    const wrong = await stranger.post(address, nameless.body, { 'content-type': nameless.type });
    assert.equal(wrong.status, 400);
    assert.match(String(wrong.body), /Sagen Sie, wie Sie genannt werden möchten/);
    assert.equal((await stranger.get(`${address}x`)).status, 404);
  });
});

describe('what shops embed', () => {
  const elsewhere = { origin: 'https://shop.example', 'sec-fetch-site': 'cross-site' };

  it('is one small script that needs neither styles in the page nor code made of text', async () => {
    const { status, headers, body } = await stranger.get('/reviews/widget.js', elsewhere);
    assert.equal(status, 200);
    assert.equal(headers['access-control-allow-origin'], '*');
    assert.equal(headers['cross-origin-resource-policy'], 'cross-origin');
    assert.equal(body, WIDGET_SCRIPT);
    const packed = gzipSync(WIDGET_SCRIPT).length;
    assert.ok(packed <= 12 * 1024, `${packed} bytes packed`);
    for (const forbidden of [
      /innerHTML|outerHTML|insertAdjacentHTML|document\.write/,
      /\beval\b|new Function/,
      /createElement\('style'\)|\.style\b|\bstyle: /,
      /\bimport\b|require\(/,
      /localStorage|sessionStorage|\.cookie/,
    ])
      assert.ok(!forbidden.test(WIDGET_SCRIPT), String(forbidden));
    assert.match(WIDGET_SCRIPT, /adoptedStyleSheets/);
    assert.match(WIDGET_SCRIPT, /credentials: 'omit'/);
  });

  it('gets all it shows in words of its language, for any site, and pages on', async () => {
    const answer = await stranger.get(`${path}/widget.json?lang=de-AT`, elsewhere);
    assert.equal(answer.headers['access-control-allow-origin'], '*');
    const told = answer.body;
    assert.deepEqual([told.language, told.direction, told.words.write], ['de', 'ltr', 'Bewertung schreiben']);
    assert.equal(told.bars.length, 5);
    assert.equal(
      told.bars.reduce((sum: number, { n }: { n: number }) => sum + n, 0),
      told.count,
    );
    assert.ok(
      told.reviews.some(
        (one: { disclosure: string }) => one.disclosure === 'Das Produkt wurde kostenlos überlassen.',
      ),
    );
    assert.ok(told.hidden.length > 0);
    assert.ok(!JSON.stringify(told).includes('mem_'), 'nobody is told by an id');
    const desk = await shop.product('Desk');
    for (let n = 0; n < 13; n++)
      await shop.review(await shop.member(`desk-${n}`), desk, { title: `No ${n}` });
    const first = (await stranger.get(`/reviews/desk/widget.json?sort=newest`)).body;
    const second = (await stranger.get(`/reviews/desk/widget.json?sort=newest&before=${first.next}`)).body;
    assert.deepEqual([first.reviews.length, second.reviews.length, second.next], [10, 3, null]);
    assert.equal(new Set([...first.reviews, ...second.reviews].map(({ id }: { id: string }) => id)).size, 13);
  });

  it('works in a frame without scripts, and as structured data', async () => {
    const { headers, body } = await stranger.get(`${path}/embed`);
    assert.match(String(headers['content-security-policy']), /frame-ancestors \*/);
    assert.ok(!/script-src/.test(String(headers['content-security-policy'])));
    assert.equal(headers['x-frame-options'], undefined);
    assert.match(String(body), /<base target="_blank"/);
    assert.ok(!String(body).includes('<script'));
    const linked = await stranger.get('/reviews/LR-3/product.jsonld', elsewhere);
    assert.equal(linked.headers['access-control-allow-origin'], '*');
    assert.match(String(linked.headers['content-type']), /^application\/ld\+json/);
    const data = typeof linked.body === 'string' ? JSON.parse(linked.body) : linked.body;
    assert.deepEqual(data, dataOf(await page(path)));
  });
});
