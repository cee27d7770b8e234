import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, describe, it } from 'node:test';
import { systemActor } from '#platform/app/index.ts';
import { refused } from '../forum/testing/talkers.ts';
import { invite, openInvitation, writeByLink } from './buyers/invitations.ts';
import { importOrders } from './buyers/orders-table.ts';
import { type Incentive, INCENTIVES } from './domain.ts';
import { addProduct } from './product/products.ts';
import { removeSampleReviews } from './product/sample.ts';
import { deleteSample, selectProducts } from './product/store.ts';
import { removeReview } from './review/removal.ts';
import { selectReviews } from './review/store.ts';
import { productInput } from './schema.ts';
import { multipartOf } from './testing/multipart.ts';
import { miscounted, openShop } from './testing/shop.ts';

const shop = await openShop();
const { app } = shop;
after(() => shop.test.close());
const router = await shop.product('Lumora Router 3', { externalId: 'LR-3' });
const hash = (mail: string) => createHash('sha256').update(mail).digest('hex');
const read = async (id: string) => (await selectReviews(app, [id]))[0]!;
const imported = (text: string, isDryRun = false) => importOrders(app, systemActor, { text, isDryRun });
const tokenOf = (link: string) => link.split('/').at(-1)!;
const said = { stars: 4, title: 'By the link', markdown: '', name: 'Anna K.', address: '192.0.2.9' };
const kept = (sql: string, id: string) => app.db.query(sql, [id]);

describe('orders', () => {
  it('change nothing when they are only tried, and nothing when they come again', async () => {
    const table =
      'order;product;mail;date;value\nA-1;LR-3;first@buyers.example;2026-11-01;99,90\nA-2;nope;x@buyers.example;2026-11-01;1\nA-3;LR-3;nonsense;2026-11-01;1\n';
    const tried = await imported(table, true);
    assert.deepEqual([tried.fresh, tried.isDryRun], [1, true]);
    assert.deepEqual(
      tried.problems.map(({ line }) => line),
      [3, 4],
    );
    assert.deepEqual(await app.db.query('select 1 from review_orders'), []);
    assert.equal((await imported(table)).fresh, 1);
    const again = await imported(table);
    assert.deepEqual([again.fresh, again.changed, again.same], [0, 0, 1]);
    const dearer = await imported(table.replace('99,90', '89,90'));
    assert.deepEqual([dearer.fresh, dearer.changed], [0, 1]);
  });

  it('keep of a buyer no more than a hash, also where many bring the same at once', async () => {
    const table = 'order,product,mail,date\nM-1,LR-3,Many@Buyers.example,2026-11-01\n';
    const results = await Promise.all(Array.from({ length: 12 }, () => imported(table)));
    assert.equal(
      results.reduce((sum, { fresh }) => sum + fresh, 0),
      1,
    );
    const [row] = await app.db.query<{ buyerHash: string }>(
      `select buyer_hash as "buyerHash" from review_orders where number = 'M-1'`,
    );
    assert.equal(row!.buyerHash, hash('many@buyers.example'));
    const all = JSON.stringify(await app.db.query('select * from review_orders'));
    assert.ok(!all.toLowerCase().includes('many@'));
  });

  it('refuse what is no table, and one without the columns', async () => {
    await assert.rejects(imported('order,product\n1,2'), refused('review.import_wrong'));
    await assert.rejects(imported(''), refused('review.import_wrong'));
    await assert.rejects(imported('order,product,mail,date\n"1,LR-3'), refused('review.import_wrong'));
    const endless = `order,product,mail,date\n${'1,LR-3,x,y\n'.repeat(20_001)}`;
    await assert.rejects(imported(endless), /more than 20000 rows; bring it in in parts/);
  });

  it('make a verified buyer of a member by his proven address only, before and after he wrote', async () => {
    const [before, later, unproven] = [
      await shop.buyer('before'),
      await shop.buyer('later'),
      await shop.member('unproven'),
    ];
    await app.db.query(
      `update members set mail = 'unproven@buyers.example', mail_key = 'unproven@buyers.example' where id = $1`,
      [unproven.member.id],
    );
    const wrote = await shop.review(later, router);
    assert.equal(wrote.verifiedBy, null);
    const rows = ['before', 'later', 'unproven'].map(
      (name, n) => `V-${n},LR-3,${name}@buyers.example,2026-11-01`,
    );
    await imported(`order,product,mail,date\n${rows.join('\n')}\n`);
    assert.equal((await read(wrote.id)).verifiedBy, 'order');
    assert.equal((await shop.review(before, router)).verifiedBy, 'order');
    assert.equal((await shop.review(unproven, router)).verifiedBy, null, 'anybody can say an address');
    const other = await shop.product('Another thing');
    assert.equal((await shop.review(before, other)).verifiedBy, null, 'he bought something else');
  });
});

describe('a link', () => {
  it('is ours or nothing, whatever is changed in it', async () => {
    const { link, invitation } = await invite(app, systemActor, {
      productId: router.id,
      incentive: 'none',
      language: 'en',
    });
    const token = tokenOf(link);
    assert.equal((await openInvitation(app, token))?.id, invitation.id);
    const [id = '', signature = ''] = token.split('.');
    const { link: other } = await invite(app, systemActor, {
      productId: router.id,
      incentive: 'none',
      language: 'en',
    });
    const forged = [
      id,
      `${id}.`,
      `${id}.${signature.slice(1)}`,
      `${id}.${signature.slice(0, -1)}x`,
      `${id}x.${signature}`,
      `${tokenOf(other).split('.')[0]}.${signature}`,
      '',
      '.',
      `${id}.${'é'.repeat(43)}`,
      `${id}.${app.secrets.sign(id, 'something else')}`,
    ];
    for (const one of forged) {
      assert.equal(await openInvitation(app, one), undefined, one);
      await assert.rejects(writeByLink(app, one, said), refused('review.link_unknown'));
    }
  });

  it('of nobody in particular is good for one review, though many use it at once', async () => {
    const { link } = await invite(app, systemActor, {
      productId: router.id,
      incentive: 'none',
      language: 'en',
    });
    const results = await Promise.all(
      Array.from({ length: 16 }, (_, n) => writeByLink(app, tokenOf(link), { ...said, title: `Turn ${n}` })),
    );
    assert.equal(new Set(results.map(({ id }) => id)).size, 1);
    assert.deepEqual(await miscounted(app), []);
    await assert.rejects(
      writeByLink(app, tokenOf(link), { ...said, name: ' \n ' }),
      refused('review.no_name'),
    );
    await assert.rejects(writeByLink(app, tokenOf(link), { ...said, stars: 0 }), refused('review.no_stars'));
    await assert.rejects(
      writeByLink(app, tokenOf(link), { ...said, stars: 4.5 }),
      refused('review.no_stars'),
    );
  });

  it('takes away what was written by it, and brings it back; no other link does', async () => {
    const link = async (mail?: string) => {
      const to = mail === undefined ? {} : { mail };
      const asked = { productId: router.id, incentive: 'none', language: 'en', ...to } as const;
      return tokenOf((await invite(app, systemActor, asked)).link);
    };
    const browser = shop.test.browser();
    const page = async (token: string) => String((await browser.get(`/reviews/write/${token}`)).body);
    const send = async (token: string, fields: Record<string, string>) => {
      const { body, type } = multipartOf(fields, []);
      return browser.post(`/reviews/write/${token}`, body, { 'content-type': type });
    };
    const post = { act: 'post', stars: '2', title: 'Loud fan', markdown: '', name: 'Anna K.' };
    for (const mail of ['leaver@buyers.example', undefined]) {
      const [own, other] = [await link(mail), await link('other@buyers.example')];
      assert.doesNotMatch(await page(own), /Withdraw my review/);
      const { id } = await writeByLink(app, own, { ...said, title: 'Loud fan' });
      assert.match(await page(own), /Withdraw my review/);
      assert.equal((await send(other, { act: 'withdraw' })).status, 404);
      assert.equal((await read(id)).state, 'shown');
      for (const turn of [1, 2]) {
        const gone = await send(own, { act: 'withdraw' });
        assert.equal(gone.headers['location'], `/reviews/write/${own}?done=withdrawn`, `turn ${turn}`);
      }
      const { state, removedReason } = await read(id);
      assert.deepEqual([state, removedReason], ['removed', 'withdrawn']);
      assert.match(String((await browser.get(`/reviews/write/${own}?done=withdrawn`)).body), /is withdrawn/);
      assert.match(await page(own), /value="Loud fan"/, 'his words are there again');
      assert.equal((await send(own, post)).status, 303);
      assert.deepEqual([(await read(id)).state, (await read(id)).stars], ['shown', 2]);
      assert.deepEqual(await miscounted(app), []);
    }
  });

  it('writes nothing by somebody whose review was removed', async () => {
    const { link } = await invite(app, systemActor, {
      productId: router.id,
      incentive: 'none',
      language: 'en',
    });
    const { id } = await writeByLink(app, tokenOf(link), said);
    await removeReview(app, systemActor, id, { reason: 'spam', note: '' });
    await assert.rejects(
      writeByLink(app, tokenOf(link), { ...said, title: 'Again' }),
      refused('review.removed'),
    );
    assert.equal((await read(id)).state, 'removed');
  });
});

describe('a disclosure', () => {
  it('comes with the link or the order, also where the author writes by his account and says nothing', async () => {
    const gifted = await shop.buyer('gifted');
    await invite(app, systemActor, {
      productId: router.id,
      mail: gifted.mail,
      incentive: 'free',
      language: 'en',
    });
    assert.equal((await shop.review(gifted, router, { incentive: 'none' })).incentive, 'free');
    const paid = await shop.buyer('paid');
    const review = await shop.review(paid, router);
    assert.equal(review.incentive, 'none');
    await imported(`order,product,mail,date,incentive\nI-1,LR-3,${paid.mail},2026-11-01,discounted\n`);
    assert.equal((await read(review.id)).incentive, 'discounted');
    const honest = await shop.buyer('honest');
    assert.equal((await shop.review(honest, router, { incentive: 'employee' })).incentive, 'employee');
    const again = await shop.review(honest, router, { incentive: 'none', title: 'I take it back' });
    assert.equal(again.incentive, 'employee');
    assert.equal(
      (await shop.review(honest, router, { incentive: 'other', title: 'x' })).incentive,
      'employee',
    );
  });

  it('is taken away by nobody: the database refuses, whoever asks', async () => {
    const review = await shop.review(await shop.buyer('disclosing'), router, { incentive: 'free' });
    for (const to of INCENTIVES.filter((one): one is Incentive => one !== 'free'))
      await assert.rejects(
        app.db.query('update reviews set incentive = $2 where id = $1', [review.id, to]),
        /stays disclosed/,
        to,
      );
    const refusals: readonly (readonly [string, RegExp])[] = [
      ['update reviews set incentive = null where id = $1', /stays disclosed/],
      ['delete from reviews where id = $1', /never deleted/],
      [`update reviews set state = 'removed' where id = $1`, /check constraint/],
      [
        `update reviews set state = 'removed', removed_reason = 'bad', removed_at = now() where id = $1`,
        /check constraint/,
      ],
      [`update reviews set state = 'gone' where id = $1`, /check constraint/],
      [`update reviews set score = 1 where id = $1`, /check constraint/],
      [`update reviews set stars = 6 where id = $1`, /check constraint/],
      [`update reviews set is_verified = true where id = $1`, /check constraint/],
      [
        `update reviews set product_id = (select id from review_products where id <> product_id limit 1) where id = $1`,
        /stays with its product/,
      ],
      [
        'delete from review_products where id = (select product_id from reviews where id = $1)',
        /foreign key/,
      ],
      [
        'update review_products set is_sample = true where id = (select product_id from reviews where id = $1)',
        /said once/,
      ],
    ];
    for (const [sql, why] of refusals) await assert.rejects(kept(sql, review.id), why, sql);
    await assert.rejects(app.db.query('truncate reviews cascade'), /not emptied/);
    assert.equal((await read(review.id)).incentive, 'free');
    const { invitation } = await invite(app, systemActor, {
      productId: router.id,
      incentive: 'rewarded',
      language: 'en',
    });
    await assert.rejects(
      kept(`update review_invitations set incentive = 'none' where id = $1`, invitation.id),
      /as it was offered/,
    );
  });

  it('and the reasons of removals are written once', async () => {
    const review = await shop.review(await shop.buyer('removed'), router, { stars: 1 });
    await removeReview(app, systemActor, review.id, { reason: 'fake', note: 'Never bought' });
    for (const sql of [
      `update review_removals set reason = 'spam' where review_id = $1`,
      `update review_removals set note = '' where review_id = $1`,
      'delete from review_removals where review_id = $1',
    ])
      await assert.rejects(kept(sql, review.id), /written down once/);
    await assert.rejects(
      kept(`update reviews set removed_reason = null where id = $1`, review.id),
      /check constraint/,
    );
  });

  it('goes with the sample, and only with it', async () => {
    const sample = await addProduct(app, systemActor, productInput.parse({ name: 'Sample thing' }), {
      isSample: true,
    });
    const person = await shop.buyer('sampler');
    const review = await shop.review(person, sample, { incentive: 'free' });
    await removeReview(app, systemActor, review.id, { reason: 'spam', note: '' });
    const before = (await app.db.query<{ n: number }>('select count(*)::int as n from reviews'))[0]!.n;
    await app.db
      .transaction(async () => {
        assert.deepEqual((await deleteSample(app)).reviews, [review.id]);
        await assert.rejects(app.db.query('select 1/0'));
      })
      .catch(() => undefined);
    assert.equal((await selectReviews(app, [review.id])).length, 1, 'all of it or nothing');
    await removeSampleReviews(app, systemActor);
    await removeSampleReviews(app, systemActor);
    assert.deepEqual(await selectReviews(app, [review.id]), []);
    assert.equal(
      (await app.db.query<{ n: number }>('select count(*)::int as n from reviews'))[0]!.n,
      before - 1,
    );
    assert.deepEqual(await selectProducts(app, [sample.id]), []);
  });
});
