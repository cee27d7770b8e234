import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { systemActor } from '#platform/app/index.ts';
import { sessionsFeature } from '#people/sessions/index.ts';
import { reviewsFeature } from '../feature.ts';
import { removeReview } from '../review/removal.ts';
import { selectReviews } from '../review/store.ts';
import { RouteTable } from '../../../../test/helpers/route-table.ts';
import { openShop } from '../testing/shop.ts';

const shop = await openShop([sessionsFeature]);
const { app, test } = shop;
after(() => test.close());
const router = await shop.product('Lumora Router 3', { externalId: 'LR-3' });
const maya = await shop.buyer('maya');
const review = await shop.review(maya, router, { title: 'Fast', markdown: 'Quiet.' });
const none = (kind: string) => `${kind}_00000000000000000000000000`;
const api = (path: string) => `/api/v1/reviews${path}`;
const one = `/${review.id}`;
const order = { number: 'R-1', product: 'LR-3', mail: maya.mail, orderedAt: '2026-11-01T00:00:00Z' };

const LEAST = { 'reviews.read': 'viewer', 'reviews.write': 'agent', 'reviews.manage': 'manager' } as const;
/** Every route, with what it takes. */
const table = new RouteTable(test, LEAST, [
  ['GET', '/reviews', undefined, 'reviews.read'],
  ['GET', `/reviews${one}`, undefined, 'reviews.read'],
  ['GET', '/reviews/products', undefined, 'reviews.read'],
  ['GET', '/reviews/settings', undefined, 'reviews.read'],
  ['GET', '/reviews/figures', undefined, 'reviews.read'],
  ['GET', '/reviews/invitations', undefined, 'reviews.read'],
  ['PUT', `/reviews${one}/answer`, { text: 'Thank you.' }, 'reviews.write'],
  ['DELETE', `/reviews${one}/answer`, undefined, 'reviews.write'],
  ['PUT', `/reviews${one}/removed`, { reason: 'bad' }, 'reviews.manage'],
  ['DELETE', `/reviews${one}/removed`, undefined, 'reviews.manage'],
  ['POST', '/reviews/products', { name: 'Lumora Router 3' }, 'reviews.manage'],
  ['PUT', `/reviews/products/${none('prd')}`, { name: 'x' }, 'reviews.manage'],
  ['POST', '/reviews/products/import', { text: 'a,b' }, 'reviews.manage'],
  ['POST', '/reviews/orders', { items: [order] }, 'reviews.manage'],
  ['POST', '/reviews/orders/import', { text: 'a,b' }, 'reviews.manage'],
  ['POST', '/reviews/invitations', { productId: none('prd') }, 'reviews.manage'],
  ['PUT', '/reviews/settings', {}, 'reviews.manage'],
]);

describe('routes of reviews', () => {
  it('are all in the table, so that none is forgotten', () => table.namesAll(reviewsFeature));

  it('are open to the roles that may, and to nobody else; who wrote a review is no colleague', () =>
    table.triesRoles([maya]));

  it('let a token do what its one permission says, and no more', () => table.triesTokens());

  it('tell wrong values instead of storing them, and change nothing', async () => {
    const boss = await test.staff('manager', 'wrong@staff.example');
    const state = async () =>
      JSON.stringify([
        await selectReviews(app, [review.id]),
        await app.db.query('select * from review_products'),
        await app.db.query('select * from review_orders'),
        await app.db.query('select * from review_settings'),
        await app.db.query('select * from review_invitations'),
      ]);
    const before = await state();
    const wrong = [
      ['PUT', `${one}/answer`, { text: '' }],
      ['PUT', `${one}/answer`, { text: '\u200B \n\u0000' }],
      ['PUT', `${one}/answer`, { text: 'x'.repeat(8001) }],
      ['PUT', `${one}/answer`, { text: null }],
      ['PUT', `${one}/removed`, { reason: 'withdrawn' }],
      ['PUT', `${one}/removed`, { reason: 'spam', note: 'x'.repeat(301) }],
      ['PUT', `${one}/removed`, { reason: 'spam', note: '\u0000' }],
      ['PUT', `${one}/removed`, { reason: ['spam'] }],
      ['PUT', `/${none('prd')}/removed`, { reason: 'spam' }],
      ['POST', '/products', { name: '' }],
      ['POST', '/products', { name: 'x', url: 'javascript:alert(1)' }],
      ['POST', '/products', { name: 'x', url: 'https://' }],
      ['POST', '/products', { name: 'x', pictureUrl: 'file:///etc/passwd' }],
      ['POST', '/products', { name: 'x', pictureFileId: '../../x' }],
      ['POST', '/products', { name: 'x', externalId: '' }],
      ['POST', '/products', { name: '\uD800' }],
      ['POST', '/orders', { items: [] }],
      ['POST', '/orders', { items: [{ ...order, number: 'R-2', value: -1 }] }],
      ['POST', '/orders', { items: [{ ...order, number: 'R-2', value: 1e12 }] }],
      ['POST', '/orders', { items: [{ ...order, number: 'R-2', orderedAt: '2026-02-30T00:00:00Z' }] }],
      ['POST', '/orders', { items: [{ ...order, number: 'R-2', mail: 'nobody' }] }],
      [
        'POST',
        '/orders',
        { items: [{ ...order, number: 'R-2', mailHash: 'g'.repeat(64), mail: undefined }] },
      ],
      ['POST', '/orders', { items: [order, { ...order, number: 'R-\u0000' }] }],
      [
        'POST',
        '/orders',
        { items: Array.from({ length: 1001 }, (_, n) => ({ ...order, number: `L-${n}` })) },
      ],
      ['POST', '/orders/import', { text: 'order,product,mail,date\nR-\u0000,LR-3,a@b.example,2026-11-01' }],
      ['POST', '/invitations', { productId: router.id, incentive: 'bribe' }],
      ['POST', '/invitations', { productId: router.id, mail: 'a@b.example\r\nBcc: c@d.example' }],
      ['POST', '/invitations', { productId: router.id, language: 'xx' }],
      ['PUT', '/settings', { asks: true, askAfterDays: 181 }],
      ['PUT', '/settings', { asks: 'yes' }],
      ['PUT', '/settings', { asks: true, words: { en: 'x'.repeat(601) } }],
    ] as const;
    for (const [method, path, body] of wrong) {
      const { status } = await boss.send(method, api(path), body);
      assert.ok(
        status === 400 || status === 404,
        `${method} ${path} ${JSON.stringify(body).slice(0, 90)} answered ${status}`,
      );
    }
    assert.equal(await state(), before);
  });

  it('tell nobody the address of a buyer, nor what it was hashed to', async () => {
    const boss = await test.staff('owner', 'private@staff.example');
    await boss.post(api('/orders'), {
      items: [
        { ...order, number: 'S-1', mail: 'secret@buyers.example', deliveredAt: new Date().toISOString() },
      ],
    });
    await boss.post(api('/invitations'), { productId: router.id, mail: 'secret@buyers.example' });
    const hashes = await app.db.query<{ hash: string }>(
      'select distinct buyer_hash as hash from review_invitations where buyer_hash is not null',
    );
    assert.ok(hashes.length > 0);
    for (const [, path] of table.rows.filter(([asked]) => asked === 'GET')) {
      const told = JSON.stringify((await boss.get(`/api/v1${path}`)).body);
      assert.ok(!told.includes('@buyers.example'), path);
      for (const { hash } of hashes)
        assert.ok(!told.includes(hash) && !told.includes(hash.slice(0, 32)), path);
    }
    const written = JSON.stringify(await app.db.query('select * from audit_entries'));
    assert.ok(!written.includes('secret@'), 'nor is it written down');
  });
});

describe('lists by pages', () => {
  it('show each row once, while rows come and go between two pages', async () => {
    const boss = await test.staff('owner', 'pages@staff.example');
    const desk = await shop.product('Desk');
    const rows = [];
    for (let n = 0; n < 9; n++)
      rows.push(
        await shop.review(await shop.member(`desk-${n}`), desk, { stars: (n % 5) + 1, title: `No ${n}` }),
      );
    await app.db.query(`update reviews set written_at = date_trunc('hour', now()) where product_id = $1`, [
      desk.id,
    ]);
    const gone = new Set<string>();
    for (const sort of ['newest', 'highest', 'lowest', 'helpful']) {
      const seen: string[] = [];
      let cursor: string | undefined;
      do {
        const { status, body } = await boss.get(
          api(`?product=${desk.id}&list=all&sort=${sort}&limit=2${cursor ? `&cursor=${cursor}` : ''}`),
        );
        assert.equal(status, 200);
        seen.push(...body.items.map(({ id }: { id: string }) => id));
        cursor = body.nextCursor;
        const next = rows.find(({ id }) => !gone.has(id));
        if (sort === 'highest' && next && gone.size < 2) {
          gone.add(next.id);
          await removeReview(app, systemActor, next.id, { reason: 'spam', note: '' });
        }
      } while (cursor !== undefined);
      assert.equal(seen.length, new Set(seen).size, sort);
      assert.deepEqual(seen.toSorted(), rows.map(({ id }) => id).sort(), sort);
    }
    const removed = (await boss.get(api(`?product=${desk.id}&list=removed`))).body.items;
    assert.deepEqual(removed.map(({ id }: { id: string }) => id).sort(), [...gone].sort());
  });

  it('refuse a place that is none, and take one that nobody stands at', async () => {
    const boss = await test.staff('viewer', 'places@staff.example');
    const place = (keys: unknown) => Buffer.from(JSON.stringify(keys)).toString('base64url');
    for (const keys of [
      ['x', 'y'],
      ['1; drop', 'y'],
      ['NaN', 'y'],
      ['1', 2],
      [1, 'y'],
      ['1', '\u0000'],
      ['1'],
      ['1', 'y', 'z'],
      [' 1', 'y'],
      ['', 'y'],
      ['0x10', 'y'],
      ['1e', 'y'],
    ])
      assert.equal((await boss.get(api(`?cursor=${place(keys)}`))).status, 400, JSON.stringify(keys));
    for (const keys of [
      ['-1', ''],
      ['1e-7', 'zz'],
      ['9'.repeat(300), 'y'],
      [`1e${'9'.repeat(50)}`, 'y'],
      ['-0', 'y'],
      ['1e-999', 'y'],
    ])
      assert.equal(
        (await boss.get(api(`?cursor=${place(keys)}`))).status,
        200,
        JSON.stringify(keys).slice(0, 40),
      );
    assert.equal((await boss.get(api(`/invitations?cursor=${place(['x'])}`))).status, 200);
    assert.equal((await boss.get(api('/invitations?cursor=x'))).status, 400);
  });
});
