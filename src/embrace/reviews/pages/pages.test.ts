import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { systemActor } from '#platform/app/index.ts';
import { sectionsPort } from '#people/site/index.ts';
import { HOSTILE_TEXTS } from '../../../../test/helpers/hostile-texts.ts';
import type { Browser } from '../../../../test/helpers/browser.ts';
import { statementsOf } from '../../../../test/helpers/statements.ts';
import { sendForm, type Signed } from '../../forum/testing/stage.ts';
import { addProduct, changeProduct } from '../product/products.ts';
import { removeSampleReviews } from '../product/sample.ts';
import { holdReview, removeReview, restoreReview } from '../review/removal.ts';
import { answerReview } from '../review/replies.ts';
import { selectReviews } from '../review/store.ts';
import { productInput } from '../schema.ts';
import { miscounted, openShop } from '../testing/shop.ts';
import { DE } from '../words/de.ts';
import { EN } from '../words/en.ts';
import { reviewSection } from './sections.ts';

const shop = await openShop();
const { app, test } = shop;
after(() => test.close());
app.provide(sectionsPort, [reviewSection]);
const stranger = test.browser();
const front = async (n: string) => String((await stranger.get(`/reviews?n=${n}`)).body);
const empty = await front('empty');
await addProduct(app, systemActor, productInput.parse({ name: 'Sample thing' }), { isSample: true });
const withSample = await front('sample');
await removeSampleReviews(app, systemActor);
const withoutSample = await front('gone');
const router = await shop.product('Lumora Router 3', {
  externalId: 'LR-3',
  url: 'https://shop.example/lr-3',
  text: 'For <b>homes</b>',
});
const [maya, bob] = [await shop.buyer('maya'), await shop.buyer('bob')];
let asked = 0;
/** What strangers get is kept for a second, by its address. */
const fresh = (path: string) => `${path}${path.includes('?') ? '&' : '?'}n=${++asked}`;
const page = async (path: string, by: { get: Browser['get'] } = stranger) =>
  String((await by.get(fresh(path))).body);
const path = '/reviews/lumora-router-3';
const write = `${path}/write`;
const send = (by: Signed, fields: Record<string, string>) => sendForm(by, write, write, fields);
const read = async (id: string) => (await selectReviews(app, [id]))[0]!;
const dataOf = (html: string): Record<string, unknown> =>
  JSON.parse(/<script type="application\/ld\+json">([\s\S]*?)<\/script>/.exec(html)![1]!);

describe('the pages of reviews', () => {
  it('stand in the navigation as soon as there is a product, and as long as there is one', async () => {
    assert.ok(!empty.includes('aria-current="page">Reviews'));
    assert.ok(withSample.includes('aria-current="page">Reviews'));
    assert.ok(
      !withoutSample.includes('aria-current="page">Reviews'),
      'the sample went, though nobody had reviewed it',
    );
    assert.match(empty, /There are no products here yet/);
    assert.match(await page('/reviews'), /<a href="\/reviews" aria-current="page">Reviews<\/a>/);
    const html = await page(path);
    assert.match(html, /Nobody has said anything yet/);
    assert.match(html, /For &#60;b&#62;homes/);
    assert.doesNotMatch(html, /ld\+json/, 'nothing is told of what nobody has reviewed');
  });

  it('ask for products no more to know whether reviews belong into the navigation', async () => {
    await reviewSection(app, 'en');
    const rolledBack = app.db.transaction(async () => {
      await addProduct(app, systemActor, productInput.parse({ name: 'Never there' }));
      throw new Error('no');
    });
    await assert.rejects(rolledBack, /no/);
    assert.deepEqual(await statementsOf(() => reviewSection(app, 'en')), []);
  });

  it('lead strangers to the sign-in, and members from the form to what they wrote, once however often it is sent', async () => {
    const away = await stranger.get(write);
    assert.equal(away.status, 303);
    assert.match(String(away.headers['location']), /sign-in\?back=%2Freviews%2Flumora-router-3%2Fwrite/);
    assert.match(await page(write, maya), /enctype="multipart\/form-data"/);
    const fields = {
      act: 'post',
      stars: '4',
      title: 'Fast and quiet',
      markdown: 'Set up in **five** minutes.',
      incentive: 'none',
    };
    const done = await send(maya, fields);
    assert.equal(done.status, 303);
    const to = String(done.headers['location']);
    assert.match(to, /^\/reviews\/lumora-router-3\?review=rev_\w+#rev_\w+$/);
    const html = await page(path);
    assert.match(html, /<strong>five<\/strong>/);
    assert.match(html, /aria-label="4 of 5 stars"/);
    assert.match(html, /Name of maya/);
    assert.ok(!html.includes('name="proof"'), 'no proofs on pages that are kept');
    const again = await send(maya, { ...fields, title: 'Still fast' });
    assert.equal(again.headers['location'], to);
    assert.match(await page(write, maya), /value="Still fast"/);
    assert.match(await page(path), /\(changed <time/);
    assert.deepEqual(await miscounted(app), []);
  });

  it('take no form without its proof, and give back what cannot be published with what was written', async () => {
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    const bare = await bob.post(write, 'act=post&stars=5&title=x', form);
    assert.equal(bare.status, 400);
    const guest = await test.browser().post(write, 'act=post&stars=5&title=x', form);
    assert.equal(guest.status, 303);
    const wrong: readonly (readonly [Record<string, string>, RegExp])[] = [
      [{ stars: '' }, /Choose one to five stars/],
      [{ stars: '6' }, /Choose one to five stars/],
      [{ stars: '5.0' }, /Choose one to five stars/],
      [{ title: ' \u{200b} ' }, /needs a title|one sentence/],
      [{ title: 'x'.repeat(200) }, /may have 120 letters/],
      [{ markdown: 'y'.repeat(40_000) }, /32,?000|letters/],
    ];
    for (const [change, why] of wrong) {
      const answer = await send(bob, {
        act: 'post',
        stars: '5',
        title: 'A title',
        markdown: 'My words',
        ...change,
      });
      const html = String(answer.body);
      if (answer.status === 303) assert.match(JSON.stringify(change), /200b/);
      else {
        assert.equal(answer.status, 400, JSON.stringify(change).slice(0, 60));
        assert.match(html, why);
        if (change['markdown'] === undefined) assert.match(html, /My words/);
      }
    }
  });

  it('show what an author got before what he says, and never ask him again', async () => {
    await send(bob, { act: 'post', stars: '5', title: 'A gift', markdown: 'I love it', incentive: 'free' });
    const html = await page(path);
    const place = html.indexOf('The author got the product for free.');
    assert.ok(place > 0 && place < html.indexOf('I love it'));
    const form = await page(write, bob);
    assert.ok(!form.includes('name="incentive"'));
    assert.match(form, /The author got the product for free/);
    await send(bob, { act: 'post', stars: '5', title: 'No gift', markdown: 'I love it', incentive: 'none' });
    assert.match(await page(path), /The author got the product for free/);
    const data = dataOf(await page(path));
    assert.match(JSON.stringify(data['review']), /The author got the product for free\. I love it/);
  });

  it('tell search engines no more and no better than people', async () => {
    const data = dataOf(await page(path));
    assert.equal(data['@type'], 'Product');
    assert.equal(data['sku'], 'LR-3');
    assert.deepEqual(data['aggregateRating'], {
      '@type': 'AggregateRating',
      ratingValue: 4.5,
      reviewCount: 2,
      bestRating: 5,
      worstRating: 1,
    });
    assert.equal((data['review'] as unknown[]).length, 2);
  });

  it('say how many are gone and why, and how many wait, and hide the words of both', async () => {
    const [cleo, dora] = [await shop.buyer('cleo'), await shop.buyer('dora')];
    const bad = await shop.review(cleo, router, {
      stars: 1,
      title: 'Call me at 555-0100',
      markdown: 'secret words',
    });
    const other = await shop.review(dora, router, { stars: 2, title: 'Waits', markdown: 'waiting words' });
    await removeReview(app, systemActor, bad.id, { reason: 'private', note: 'A telephone number' });
    await holdReview(app, systemActor, other.id);
    for (const address of [
      path,
      `${path}?sort=lowest`,
      `${path}?review=${bad.id}`,
      `${path}?review=${other.id}`,
      `${path}/embed`,
      `${path}/product.jsonld`,
      `${path}/feed.atom`,
      '/reviews/feed.json',
    ]) {
      const html = await page(address);
      assert.ok(!/secret words|waiting words|555-0100/.test(html), address);
    }
    const html = await page(path);
    assert.match(html, /1 review was removed because it tells private things of people\./);
    assert.match(html, /1 review waits for a look\./);
    assert.match(html, /A low rating is no reason/);
    assert.match(await page(`${path}?review=${other.id}`, dora), /Only you see this/);
    assert.ok(!(await page(`${path}?review=${other.id}`, cleo)).includes('waiting words'));
    await restoreReview(app, systemActor, other.id);
    await restoreReview(app, systemActor, bad.id);
    assert.ok(!(await page(path)).includes('was removed because'));
    assert.deepEqual(await miscounted(app), []);
  });

  it('take helpful votes of members, and show the answer of the company below', async () => {
    const [first] = (await app.db.query<{ id: string }>('select id from reviews where member_id = $1', [
      bob.member.id,
    ]))!;
    const vote = (by: Signed, act: string) => sendForm(by, path, `${path}/vote`, { review: first!.id, act });
    assert.equal((await vote(maya, 'yes')).status, 303);
    assert.equal((await vote(maya, 'yes')).status, 303);
    assert.match(await page(path), /1 person found it helpful/);
    assert.match(await page(path, maya), /aria-pressed="true" aria-label="Yes, “No gift” was helpful"/);
    assert.equal((await vote(maya, 'none')).status, 303);
    assert.equal((await vote(maya, 'twice')).status, 403);
    assert.equal((await vote(bob, 'yes')).status, 400, 'not for oneself');
    assert.equal((await read(first!.id)).helpful, 0);
    await answerReview(app, systemActor, first!.id, 'Thank you, **Bob**. <script>alert(1)</script>');
    const html = await page(path);
    assert.match(html, /Answer of the company/);
    assert.match(html, /Thank you, <strong>Bob<\/strong>/);
    assert.ok(!html.includes('<script>alert'));
  });

  it('filter by stars, buyers and photos, and hide such lists from search engines', async () => {
    const lists: readonly (readonly [string, number])[] = [
      ['stars=4', 1],
      ['stars=5', 1],
      ['stars=3', 0],
      ['stars=nonsense', 4],
      ['verified=yes', 0],
      ['photos=yes', 0],
      ['sort=newest&stars=1', 1],
      ['sort=nonsense', 4],
    ];
    for (const [query, count] of lists) {
      const html = await page(`${path}?${query}`);
      assert.equal(html.match(/<article class="review"/g)?.length ?? 0, count, query);
      assert.match(html, /<meta name="robots" content="noindex"/);
      if (count === 0) assert.match(html, /No review fits/);
    }
    assert.equal((await stranger.get(`${path}?before=nonsense`)).status, 400);
  });

  it('answer in two languages, and have the same words in both', async () => {
    const maps = [EN, DE].map((words) =>
      JSON.stringify(Object.entries(words).map(([key, value]) => [key, typeof value])),
    );
    assert.equal(maps[0], maps[1]);
    await app.db.query(`update members set language = 'de' where id = $1`, [maya.member.id]);
    const html = await page(path, maya);
    assert.match(html, /lang="de"/);
    assert.match(html, /War das hilfreich\?/);
    assert.match(html, /Das Produkt wurde kostenlos überlassen\./);
    const answer = await send(maya, { act: 'post', stars: '', title: 'x', markdown: '' });
    assert.match(String(answer.body), /Wählen Sie einen bis fünf Sterne/);
    await app.db.query(`update members set language = 'en' where id = $1`, [maya.member.id]);
    const mail = {
      product: 'X',
      company: 'L',
      own: '',
      link: 'http://l',
      incentive: 'Free',
      endUrl: 'http://e',
    };
    for (const words of [EN, DE])
      for (const part of ['X', 'http://l', 'Free', 'http://e']) assert.ok(words.askMail(mail).includes(part));
  });

  it('let an author withdraw and come back', async () => {
    const eva = await shop.buyer('eva');
    await send(eva, { act: 'post', stars: '3', title: 'So so', markdown: '' });
    assert.equal((await send(eva, { act: 'withdraw' })).status, 303);
    const html = await page(path);
    assert.ok(!html.includes('So so'));
    assert.match(html, /1 review was removed because its author withdrew it/);
    assert.match(await page(write, eva), /Publish/);
    await send(eva, { act: 'post', stars: '4', title: 'Better now', markdown: '' });
    assert.match(await page(path), /Better now/);
    assert.deepEqual(await miscounted(app), []);
    await send(eva, { act: 'withdraw' });
  });

  it('run nothing that anybody wrote, wherever it stands', async () => {
    const hostile = HOSTILE_TEXTS.filter((text, index) => index % 60 === 0 && !/\p{Cc}/u.test(text));
    const rogue = await shop.buyer('rogue');
    for (const text of hostile) {
      const bad = await shop
        .product(text.slice(0, 150), { slug: 'hostile', text, externalId: text.slice(0, 100) })
        .catch(() => undefined);
      if (!bad) continue;
      await shop.review(rogue, bad, { title: text.slice(0, 110), markdown: text }).catch(() => undefined);
      for (const address of [`/reviews/${bad.slug}`, `/reviews/${bad.slug}/embed`, '/reviews']) {
        const html = await page(address);
        const bare = html.replaceAll(/<script type="application\/ld\+json">[\s\S]*?<\/script>/g, '');
        assert.ok(!/<script(?! type="module" src="\/)/i.test(bare), text);
        assert.ok(!/<[a-z][^>]*\son\w+\s*=/i.test(bare.replaceAll(/="[^"]*"/g, '=""')), text);
        assert.ok(!/(?:href|src)="\s*(?:javascript|data):/i.test(bare), text);
      }
      await changeProduct(
        app,
        systemActor,
        bad.id,
        productInput.parse({ name: 'Gone', slug: `gone-${bad.id}` }),
      );
    }
  });

  it('answer 404 for what is not there, and lead other names of a product to its address', async () => {
    for (const address of [
      '/reviews/nothing',
      '/reviews/%00',
      '/reviews/nothing/embed',
      '/reviews/nothing/widget.json',
      '/reviews/photos/file_x',
      '/reviews/pictures/..%2f',
      '/reviews/write/x',
      '/reviews/nothing/feed.rss',
    ])
      assert.ok([400, 404].includes((await stranger.get(address)).status), address);
    const moved = await stranger.get('/reviews/LR-3');
    assert.deepEqual([moved.status, moved.headers['location']], [301, path]);
    const map = await stranger.get('/reviews/sitemap.xml');
    assert.match(String(map.body), /<loc>http:\/\/localhost:3000\/reviews\/lumora-router-3<\/loc>/);
    for (const kind of ['atom', 'rss', 'json'])
      for (const base of ['/reviews', path]) {
        const feed = await stranger.get(fresh(`${base}/feed.${kind}`));
        assert.equal(feed.status, 200);
        assert.match(JSON.stringify(feed.body), /★★★★/);
      }
  });
});
