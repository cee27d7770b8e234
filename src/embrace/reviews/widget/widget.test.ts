import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { systemActor } from '#platform/app/index.ts';
import { readCommunity, saveCommunity } from '#people/members/index.ts';
import { HOSTILE_TEXTS } from '../../../../test/helpers/hostile-texts.ts';
import { changeProduct } from '../product/products.ts';
import { removeReview, restoreReview } from '../review/removal.ts';
import { answerReview } from '../review/replies.ts';
import { productInput } from '../schema.ts';
import { miscounted, openShop } from '../testing/shop.ts';

const shop = await openShop();
const { app, test } = shop;
after(() => test.close());
const shopper = test.browser();
const router = await shop.product('Lumora Router 3', { externalId: 'LR 3/ä' });
const [maya, bob] = [await shop.buyer('maya'), await shop.buyer('bob')];
const path = '/reviews/lumora-router-3';
const told = async (query = '', at = path) => (await shopper.get(`${at}/widget.json${query}`)).body;
const titles = (body: { reviews: { title: string }[] }) => body.reviews.map(({ title }) => title);

describe('what the widget is told', () => {
  it('is text: what people wrote to run something arrives as they wrote it, and structured data cannot be left', async () => {
    const hostile = HOSTILE_TEXTS.filter((text, n) => n % 90 === 7 && !/\p{Cc}/u.test(text))
      .slice(0, 5)
      .map((text) => text.slice(0, 100));
    for (const [n, title] of [
      '</script><script>fire()</script>',
      '\u2028fire()',
      '<!--<script>',
      ...hostile,
    ].entries())
      await shop.review(await shop.member(`rogue-${n}`), router, { title, markdown: title, stars: 3 });
    const { body, headers } = await shopper.get(`${path}/widget.json?sort=newest`);
    assert.match(String(headers['content-type']), /^application\/json/);
    assert.equal(headers['x-content-type-options'], 'nosniff');
    for (const title of ['</script><script>fire()</script>', '<!--<script>', 'fire()'])
      assert.ok(titles(body).includes(title), title);
    const data = await shopper.get(`${path}/product.jsonld`);
    const raw = typeof data.body === 'string' ? data.body : JSON.stringify(data.body);
    assert.ok(JSON.parse(raw).review.length > 0);
    const response = await test.server.inject({ url: `${path}/product.jsonld` });
    assert.ok(!response.body.includes('<'), 'a server puts it between tags of a script');
    const frame = await test.server.inject({ url: `${path}/embed` });
    assert.ok(!/<script|<img [^>]*onerror/i.test(frame.body));
  });

  it('is the same by number, address and id, and 404 for what is none', async () => {
    for (const name of ['LR 3/ä', router.id, router.slug])
      assert.equal((await told('', `/reviews/${encodeURIComponent(name)}`)).product, 'Lumora Router 3', name);
    for (const name of [
      '%00',
      'lr 3/ä',
      '%ED%A0%80',
      '..%2f..%2fetc',
      'x'.repeat(900),
      `${router.id}x`,
      '%E2%80%AE',
    ])
      assert.ok(
        [400, 404, 414].includes((await shopper.get(`/reviews/${name}/widget.json`)).status),
        name.slice(0, 20),
      );
  });

  it('answers whatever is asked in whatever shape, and what it does not understand as if it were not there', async () => {
    const usual = await told('?lang=en');
    for (const query of [
      'sort=best',
      'sort=helpful&sort=lowest',
      'stars=9',
      'stars=5&stars=4',
      'verified=true',
      'photos=1',
      'lang[]=de',
      'lang=',
      'lang=xx-YY',
      '__proto__[sort]=lowest',
      'constructor=1',
      'sort=__proto__',
      `lang=${'e'.repeat(2000)}`,
    ])
      assert.deepEqual(await told(`?${query}`), usual, query.slice(0, 40));
    for (const place of ['x', 'null', 'W10', 'WyJ4IiwieSJd'])
      assert.equal((await shopper.get(`${path}/widget.json?before=${place}`)).status, 400, place);
    assert.equal((await told('?lang=DE-ch')).language, 'de');
  });

  it('reads no cookie: a member gets what a stranger gets, and nobody a cookie', async () => {
    for (const end of ['widget.json', 'product.jsonld', 'embed']) {
      const [one, other] = [await maya.get(`${path}/${end}`), await shopper.get(`${path}/${end}`)];
      assert.deepEqual(one.body, other.body, end);
      assert.equal(one.headers['set-cookie'], undefined);
      assert.equal(one.headers['access-control-allow-credentials'], undefined, end);
    }
  });

  it('filters as it counts: each bar leads to as many as it says', async () => {
    const desk = await shop.product('Desk');
    for (let n = 0; n < 7; n++)
      await shop.review(await shop.member(`desk-${n}`), desk, {
        stars: [5, 5, 5, 4, 2, 2, 1][n]!,
        title: `No ${n}`,
      });
    const { bars, average, count } = await told('', '/reviews/desk');
    assert.deepEqual([average, count], [3.43, 7]);
    for (const { stars, n } of bars) {
      const some = await told(`?stars=${stars}`, '/reviews/desk');
      assert.deepEqual([some.reviews.length, some.count], [n, 7], `${stars} stars`);
      assert.ok(some.reviews.every((one: { stars: number }) => one.stars === stars));
    }
    const worst = (await told('?sort=lowest', '/reviews/desk')).reviews.map(
      (one: { stars: number }) => one.stars,
    );
    assert.deepEqual(worst, [1, 2, 2, 4, 5, 5, 5]);
    assert.equal((await told('?verified=yes', '/reviews/desk')).reviews.length, 0);
  });

  it('follows at once: what is removed is not told, only that and why; what comes back is told again', async () => {
    const lamp = await shop.product('Lamp');
    const one = await shop.review(maya, lamp, { title: 'Kept words', stars: 5 });
    const two = await shop.review(bob, lamp, { title: 'Hidden words', stars: 1 });
    await answerReview(app, systemActor, two.id, 'Hidden answer');
    await removeReview(app, systemActor, two.id, { reason: 'offensive', note: 'Hidden note' });
    const left = await told('?n=1', '/reviews/lamp');
    assert.deepEqual([titles(left), left.average, left.hidden.length], [['Kept words'], 5, 1]);
    for (const end of ['widget.json', 'product.jsonld', 'embed'])
      assert.ok(
        !JSON.stringify((await shopper.get(`/reviews/lamp/${end}?n=2`)).body).includes('Hidden'),
        end,
      );
    await removeReview(app, systemActor, one.id, { reason: 'spam', note: '' });
    const none = await told('?n=3', '/reviews/lamp');
    assert.deepEqual([none.average, none.count, none.reviews], [null, 0, []]);
    const data = (await shopper.get('/reviews/lamp/product.jsonld?n=4')).body;
    assert.ok(!JSON.stringify(data).includes('aggregateRating'), 'no rating of nothing');
    await restoreReview(app, systemActor, two.id);
    const back = await told('?n=5', '/reviews/lamp');
    assert.deepEqual(
      [titles(back), back.average, back.reviews[0].reply],
      [['Hidden words'], 1, 'Hidden answer'],
    );
    assert.deepEqual(await miscounted(app), []);
  });

  it('goes on for what is not sold any more, without an invitation to write, and ends with the community', async () => {
    await changeProduct(app, systemActor, router.id, productInput.parse({ ...router, isArchived: true }));
    assert.equal((await told('?n=6')).isArchived, true);
    const community = await readCommunity(app);
    await saveCommunity(app, systemActor, { ...community, isOpen: false });
    for (const end of ['widget.json', 'product.jsonld', 'embed'])
      assert.equal((await shopper.get(`${path}/${end}?n=7`)).status, 404, end);
    await saveCommunity(app, systemActor, community);
    assert.equal((await shopper.get(`${path}/widget.json?n=8`)).status, 200);
  });
});
