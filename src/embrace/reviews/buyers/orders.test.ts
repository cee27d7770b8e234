import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, describe, it } from 'node:test';
import * as fc from 'fast-check';
import { systemActor } from '#platform/app/index.ts';
import { notificationsFeature } from '#embrace/notifications/index.ts';
import { outboxFeature } from '#platform/outbox/index.ts';
import { endAskingLink } from '../asking/ending.ts';
import { askDue } from '../asking/plan.ts';
import { type Incentive, INCENTIVES } from '../domain.ts';
import { selectReviews } from '../review/store.ts';
import { memberWriter } from '../review/writer.ts';
import { writeReview } from '../review/write.ts';
import { reviewSettingsShape } from '../schema.ts';
import { saveReviewSettings } from '../settings.ts';
import { openShop } from '../testing/shop.ts';
import { invite, writeByLink } from './invitations.ts';
import { dayIn, importOrders, readOrder } from './orders-table.ts';
import { type GivenOrder, takeOrders } from './orders.ts';
import { selectInvitations } from './store.ts';

const shop = await openShop([outboxFeature, notificationsFeature]);
const { app } = shop;
after(() => shop.test.close());
const [router, lamp] = [
  await shop.product('Lumora Router 3', { externalId: 'LR-3' }),
  await shop.product('Lamp', { externalId: 'L-1' }),
];
await saveReviewSettings(app, systemActor, { ...reviewSettingsShape.parse({}), asks: true, askAfterDays: 3 });
const hash = (mail: string) => createHash('sha256').update(mail).digest('hex');
const imported = (text: string) => importOrders(app, systemActor, { text, isDryRun: false });
const tell = (...orders: (Partial<GivenOrder> & { number: string })[]) =>
  takeOrders(
    app,
    systemActor,
    orders.map((order, index) => ({
      product: 'LR-3',
      orderedAt: new Date('2026-11-01T00:00:00Z'),
      incentive: 'none',
      language: 'en',
      ...order,
      line: index + 1,
    })),
    { isDryRun: false, problems: [] },
  );
const daysAgo = (n: number) => new Date(Date.now() - n * 86_400_000);
const invitationsOf = async (...numbers: string[]) =>
  app.db.query<{ mail: string | null; buyerHash: string | null; state: string; dueAt: Date }>(
    `select i.mail, i.buyer_hash as "buyerHash", i.state, i.due_at as "dueAt" from review_invitations i join review_orders o on o.id = i.order_id
      where o.number = any($1) order by i.id`,
    [numbers],
  );
const seed = Number(process.env['SEED'] ?? Date.now() % 1e9);
console.log(`seed ${seed}`);

describe('orders of several things', () => {
  it('that two shops tell at once in another order do not wait for each other', async () => {
    const rows = Array.from(
      { length: 12 },
      (_, n) => `D-${n % 3},${n % 2 ? 'LR-3' : 'L-1'},d${n % 3}@buyers.example,2026-11-01`,
    );
    const distinct = new Set(rows).size;
    const at = (turn: number) => (turn % 2 === 0 ? rows : rows.toReversed());
    const views = await Promise.all(
      Array.from({ length: 8 }, (_, turn) => imported(`order,product,mail,date\n${at(turn).join('\n')}\n`)),
    );
    assert.equal(
      views.reduce((sum, { fresh }) => sum + fresh, 0),
      distinct,
    );
    assert.equal(
      views.reduce((sum, { fresh, changed, same }) => sum + fresh + changed + same, 0),
      8 * rows.length,
    );
    assert.equal(
      views.reduce((sum, { changed }) => sum + changed, 0),
      0,
    );
  });

  it('are all taken or none: what breaks in the middle leaves nothing', async () => {
    const before = await app.db.query('select count(*)::int as n from review_orders');
    await assert.rejects(
      tell({ number: 'B-1', mail: 'b@buyers.example' }, { number: 'B-2', mailHash: 'x', value: 1e20 }),
    );
    assert.deepEqual(await app.db.query('select count(*)::int as n from review_orders'), before);
    assert.equal((await tell({ number: 'B-1', mail: 'b@buyers.example' })).fresh, 1);
  });

  it('count what a plain list would, whatever is told again and otherwise', async () => {
    const given = fc.record({
      number: fc.constantFrom('X-1', 'X-2'),
      product: fc.constantFrom('LR-3', 'lumora-router-3', 'L-1', lamp.id, 'nothing'),
      mail: fc.constantFrom('a@buyers.example', 'A@Buyers.example ', 'b@buyers.example'),
      value: fc.constantFrom(undefined, 1.5, 20),
      incentive: fc.constantFrom<Incentive>('none', 'free', 'discounted'),
    });
    interface Plain {
      buyer: string;
      value: number | null;
      incentive: Incentive;
    }
    await fc.assert(
      fc.asyncProperty(fc.array(given, { minLength: 1, maxLength: 6 }), async (orders) => {
        await app.db.query(`delete from review_orders where number like 'X-%'`);
        const plain = new Map<string, Plain>();
        for (const order of orders) {
          const told = { fresh: 0, changed: 0, same: 0, problems: 0 };
          const product = ['LR-3', 'lumora-router-3'].includes(order.product)
            ? router.id
            : order.product === 'nothing'
              ? undefined
              : lamp.id;
          const key = `${order.number} ${product}`;
          const known = plain.get(key);
          const next = {
            buyer: hash(order.mail.trim().toLowerCase()),
            value: order.value ?? known?.value ?? null,
            incentive: known && known.incentive !== 'none' ? known.incentive : order.incentive,
          };
          if (product === undefined) told.problems++;
          else if (!known) told.fresh++;
          else if (JSON.stringify(known) === JSON.stringify(next)) told.same++;
          else told.changed++;
          if (product !== undefined) plain.set(key, next);
          const { problems, fresh, changed, same } = await tell(order);
          assert.deepEqual({ fresh, changed, same, problems: problems.length }, told);
        }
        const rows = await app.db.query<Plain & { key: string }>(
          `select number || ' ' || product_id as key, buyer_hash as buyer, value::float8, incentive from review_orders where number like 'X-%'`,
        );
        assert.deepEqual(rows.map(({ key, ...row }) => [key, row]).sort(), [...plain].sort());
      }),
      { seed, numRuns: 25 },
    );
  });
});

describe('an order that is corrected', () => {
  it('asks whom it names now, when it was delivered, and nobody else', async () => {
    await tell({ number: 'K-1', mail: 'wrong@buyers.example', deliveredAt: daysAgo(1) });
    await tell({ number: 'K-1', mail: 'Right@buyers.example', deliveredAt: daysAgo(2) });
    const [row, ...others] = await invitationsOf('K-1');
    assert.deepEqual(others, []);
    assert.deepEqual(
      [row!.mail, row!.buyerHash, row!.state],
      ['right@buyers.example', hash('right@buyers.example'), 'planned'],
    );
    assert.ok(Math.abs(row!.dueAt.getTime() - daysAgo(-1).getTime()) < 60_000);
    const all = JSON.stringify(await app.db.query('select * from review_invitations'));
    assert.ok(!all.includes('wrong@'), 'the wrong address is kept nowhere');
  });

  it('asks nobody a second time once the mail is on its way or was dropped', async () => {
    await tell({ number: 'K-2', mail: 'first@buyers.example', deliveredAt: daysAgo(5) });
    await askDue(app);
    const [before] = await invitationsOf('K-2');
    assert.notEqual(before!.state, 'planned');
    await tell({ number: 'K-2', mail: 'second@buyers.example', deliveredAt: daysAgo(6) });
    assert.deepEqual(await invitationsOf('K-2'), [before]);
  });

  it('verifies by the address that is proven at that time, in capitals or not', async () => {
    const [upper, moved] = [await shop.buyer('upper'), await shop.buyer('moved')];
    await app.db.query(`update members set mail = 'UPPER@Buyers.example' where id = $1`, [upper.member.id]);
    await tell(
      { number: 'P-1', mailHash: hash('upper@buyers.example').toUpperCase() },
      { number: 'P-2', mail: 'moved@buyers.example' },
    );
    const shout = { ...upper.member, mail: 'UPPER@Buyers.example' };
    const input = { stars: 5, title: 'Bought it', markdown: '' };
    const { review } = await writeReview(app, memberWriter(app, shout), router.id, input);
    assert.equal(review.verifiedBy, 'order');
    const elsewhere = { ...moved.member, mail: 'elsewhere@buyers.example' };
    assert.equal(
      (await writeReview(app, memberWriter(app, elsewhere), router.id, input)).review.verifiedBy,
      null,
    );
    const unproven = { ...moved.member, mailVerifiedAt: null };
    assert.equal(
      (await writeReview(app, memberWriter(app, unproven), lamp.id, input)).review.verifiedBy,
      null,
    );
    assert.equal(
      (await writeReview(app, memberWriter(app, moved.member), router.id, { ...input, title: 'Back' })).review
        .verifiedBy,
      'order',
    );
  });

  it('discloses what it promised to all that its buyer said of the product, and to nothing else', async () => {
    const gifted = await shop.buyer('gifted');
    const [one, two] = [await shop.review(gifted, router), await shop.review(gifted, lamp)];
    await tell(
      { number: 'I-1', mail: gifted.mail, incentive: 'rewarded' },
      { number: 'I-2', product: 'L-1', mail: gifted.mail },
    );
    await tell({ number: 'I-1', mail: gifted.mail, incentive: 'free' });
    const rows = await selectReviews(app, [one.id, two.id]);
    const of = (id: string) => rows.find((row) => row.id === id)!;
    assert.deepEqual([of(one.id).incentive, of(two.id).incentive], ['rewarded', 'none']);
    assert.deepEqual([of(one.id).verifiedBy, of(two.id).verifiedBy], ['order', 'order']);
  });
});

describe('a day of delivery', () => {
  it('is the moment that was written, in whatever zone, and never another one', () => {
    const zone = fc.integer({ min: -14 * 60, max: 14 * 60 });
    const time = fc.date({ min: new Date('1971-01-02'), max: new Date('2100-12-30'), noInvalidDate: true });
    fc.assert(
      fc.property(time, zone, (moment, minutes) => {
        const local = new Date(moment.getTime() + minutes * 60_000).toISOString().slice(0, 23);
        const two = (n: number) => String(n).padStart(2, '0');
        const size = Math.abs(minutes);
        const offset = `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
        assert.equal(dayIn(`${local}${offset}`)?.getTime(), moment.getTime());
        assert.equal(
          dayIn(`${local.replace('T', ' ')}${offset.replace(':', '')}`)?.getTime(),
          moment.getTime(),
        );
        const [year, month, day] = local.slice(0, 10).split('-');
        assert.equal(dayIn(`${day}.${month}.${year}`)?.getTime(), dayIn(local.slice(0, 10))?.getTime());
      }),
      { seed },
    );
  });

  it('is none, or a row that is told, whatever stands there', () => {
    const cell = fc.oneof(
      fc.string({ maxLength: 60 }),
      fc.constantFrom(
        '0x10',
        '1e3',
        '-0',
        '٣',
        '٢٠٢٦-١١-٠١',
        '2026‑11‑01',
        '\u202E2026-11-01',
        'NaN',
        'Infinity',
        '1.234,56',
      ),
    );
    fc.assert(
      fc.property(cell, cell, cell, cell, (date, delivered, value, incentive) => {
        const read = readOrder({
          order: '1',
          product: 'LR-3',
          mail: 'a@b.example',
          date,
          delivered,
          value,
          incentive,
        });
        if (typeof read === 'string') return assert.ok(read.length < 200, read);
        assert.ok(!Number.isNaN(read.orderedAt.getTime()) && !Number.isNaN(read.deliveredAt?.getTime() ?? 0));
        assert.ok(read.value === undefined || (read.value >= 0 && read.value < 1e8));
        assert.ok(INCENTIVES.includes(read.incentive));
        return assert.match(date.trim(), /^[0-9]/);
      }),
      { seed },
    );
    for (const value of ['0x10', '0b1', '1e3'])
      assert.equal(
        typeof readOrder({ order: '1', product: 'L', mail: 'a@b.example', date: '2026-11-01', value }),
        'string',
        value,
      );
  });
});

describe('who wants to be asked no more', () => {
  it('is asked no more for any order, told before or after, though 24 clicks come at once', async () => {
    const mail = 'enough@buyers.example';
    await tell(
      { number: 'E-1', mail, deliveredAt: daysAgo(5) },
      { number: 'E-2', product: 'L-1', mail, deliveredAt: daysAgo(1) },
    );
    const invitation = (await selectInvitations(app, { before: '', limit: 500 })).find(
      ({ buyerHash }) => buyerHash === hash(mail),
    );
    const path = new URL(endAskingLink(app, invitation!.id)).pathname;
    const browser = shop.test.browser();
    const click = () =>
      browser.post(path, 'List-Unsubscribe=One-Click', {
        'content-type': 'application/x-www-form-urlencoded',
      });
    const answers = await Promise.all(Array.from({ length: 24 }, click));
    assert.ok(answers.every(({ status }) => status === 200));
    const written = await app.db.query(`select 1 from audit_entries where action = 'review.asking_ended'`);
    assert.equal(written.length, 1);
    await tell({ number: 'E-3', product: 'L-1', mail: 'ENOUGH@buyers.example', deliveredAt: daysAgo(9) });
    await askDue(app);
    const states = (await invitationsOf('E-1', 'E-3')).map(({ state, mail: kept }) => [state, kept]);
    assert.deepEqual(states, [
      ['dropped', null],
      ['dropped', null],
    ]);
  });

  it('is nobody else: neither a link to write nor a link of another installation ends anything', async () => {
    const { invitation, link } = await invite(app, systemActor, {
      productId: router.id,
      mail: 'other@buyers.example',
      incentive: 'none',
      language: 'en',
    });
    const token = new URL(endAskingLink(app, invitation.id)).pathname.split('/').at(-1)!;
    const write = link.split('/').at(-1)!;
    const browser = shop.test.browser();
    for (const forged of [
      write,
      `${token}x`,
      token.slice(1),
      token.toUpperCase(),
      `${token}.${token}`,
      '%00',
      '%E2%80%AE',
    ])
      assert.ok(
        [400, 404].includes(
          (
            await browser.post(`/reviews/end/${forged}`, '', {
              'content-type': 'application/x-www-form-urlencoded',
            })
          ).status,
        ),
        forged,
      );
    assert.deepEqual(
      await app.db.query('select 1 from review_refusals where buyer_hash = $1', [
        hash('other@buyers.example'),
      ]),
      [],
    );
    assert.equal(
      (await browser.get(`/reviews/write/${token}`)).status,
      404,
      'and the link to end writes nothing',
    );
  });
});

describe('a name that somebody gives himself', () => {
  const link = async () =>
    (await invite(app, systemActor, { productId: lamp.id, incentive: 'none', language: 'en' })).link
      .split('/')
      .at(-1)!;
  const write = async (name: string) =>
    writeByLink(app, await link(), {
      stars: 4,
      title: 'By the link',
      markdown: '',
      name,
      address: '192.0.2.9',
    });

  it('can be seen, reads one way, and is a name', async () => {
    for (const name of ['\u0000', '\u200B\u200D', '\u202E\u2066', '!!!', '\uD800', '   '])
      await assert.rejects(write(name), { code: 'review.no_name' }, JSON.stringify(name));
    const names = [
      ['Anna\u0000 K.', 'Anna K.'],
      ['\u202EannA\u202C', 'annA'],
      ['  Anna \n\t Maria  ', 'Anna Maria'],
      ['أنّا', 'أنّا'],
      [`${'é'.repeat(59)}💡💡`, `${'é'.repeat(59)}💡`],
    ] as const;
    for (const [given, shown] of names)
      assert.equal((await write(given)).authorName, shown, JSON.stringify(given));
  });

  it('is not the company’s, however it is written', async () => {
    for (const name of ['Support', 'Ѕuррort', 'Rapport', 'ADMIN'])
      await assert.rejects(write(name), { code: 'review.name_reserved' }, name);
  });
});
