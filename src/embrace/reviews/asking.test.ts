import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, describe, it } from 'node:test';
import { systemActor } from '#platform/app/index.ts';
import {
  discardHeld,
  Dispatcher,
  holdAgain,
  listHeld,
  outboxFeature,
  resume,
  sendHeld,
  suspend,
} from '#platform/outbox/index.ts';
import { notificationsFeature } from '#embrace/notifications/index.ts';
import { refused, through } from '../forum/testing/talkers.ts';
import { until } from '../../../test/helpers/app.ts';
import { startSmtp } from '../../../test/helpers/smtp.ts';
import { endAskingLink } from './asking/ending.ts';
import { askDue } from './asking/plan.ts';
import { registerReviewMail } from './asking/sender.ts';
import { invitationLink, writeByLink } from './buyers/invitations.ts';
import { importOrders } from './buyers/orders-table.ts';
import { selectInvitations } from './buyers/store.ts';
import { importProducts } from './product/products-table.ts';
import { changeProduct, findProduct } from './product/products.ts';
import { productInput, reviewSettingsShape } from './schema.ts';
import { saveReviewSettings } from './settings.ts';
import { openShop } from './testing/shop.ts';

const smtp = await startSmtp({ refuse: (to) => to.startsWith('nobody') });
const shop = await openShop([outboxFeature, notificationsFeature], {
  smtpUrl: smtp.url,
  mailFrom: 'Lumora <hello@lumora.example>',
});
const { app } = shop;
registerReviewMail(app);
const stop = new AbortController();
const workers = [1, 2].map(() => new Dispatcher(app, stop.signal, { pollMs: 50 }));
after(async () => {
  stop.abort();
  await Promise.all(workers.map((worker) => worker.stopped()));
  await smtp.close();
  await shop.test.close();
});
const router = await shop.product('Lumora Router 3', { externalId: 'LR-3' });
const hash = (mail: string) => createHash('sha256').update(mail).digest('hex');
const imported = (text: string) => importOrders(app, systemActor, { text, isDryRun: false });
const tokenOf = (link: string) => link.split('/').at(-1)!;
const said = { stars: 4, title: 'By the link', markdown: '', name: 'Anna K.', address: '192.0.2.9' };

describe('products', () => {
  it('have an address of their own, which nobody takes, and numbers that lead to them', async () => {
    const made = await Promise.allSettled(Array.from({ length: 6 }, () => shop.product('Twice')));
    assert.equal(through(made, 'review.product_taken'), 1);
    await assert.rejects(shop.product('Other', { externalId: 'LR-3' }), refused('review.product_taken'));
    const lamp = await shop.product('Lamp', { externalId: 'lumora-router-3x' });
    await assert.rejects(
      changeProduct(app, systemActor, lamp.id, productInput.parse({ name: 'Lamp', slug: 'twice' })),
      refused('review.product_taken'),
    );
    await assert.rejects(
      changeProduct(app, systemActor, 'prd_none', productInput.parse({ name: 'Lamp' })),
      refused('review.no_product'),
    );
    assert.equal((await findProduct(app, 'LR-3'))?.id, router.id);
    assert.equal((await findProduct(app, router.id))?.id, router.id);
    assert.equal(await findProduct(app, 'nothing'), undefined);
    for (const [name, slug] of [
      ['Widget', 'widget-product'],
      ['write', 'write-product'],
      ['Größe XL', 'grosse-xl'],
      ['‽', 'product'],
    ] as const)
      assert.equal((await shop.product(name)).slug, slug);
  });

  it('come from a table once, and change only where it says something new', async () => {
    const table = (text: string, isDryRun = false) => importProducts(app, systemActor, { text, isDryRun });
    const csv =
      'sku,name,description,link\nT-1,Table one,"Made of oak",https://shop.example/t1\nT-2,,x,\nT-3,Bad,x,javascript:alert(1)\n';
    const tried = await table(csv, true);
    assert.deepEqual([tried.fresh, tried.problems.length], [1, 2]);
    assert.equal(await findProduct(app, 'T-1'), undefined);
    assert.equal((await table(csv)).fresh, 1);
    assert.equal((await table(csv)).same, 1);
    const changed = await table('sku,name\nT-1,Table the first\n');
    assert.equal(changed.changed, 1);
    const product = await findProduct(app, 'T-1');
    assert.deepEqual(
      [product?.name, product?.text, product?.url],
      ['Table the first', 'Made of oak', 'https://shop.example/t1'],
    );
    await assert.rejects(table('sku\nT-1\n'), refused('review.import_wrong'));
  });

  it('that are not sold any more take no new reviews, but changes of those that are there', async () => {
    const old = await shop.product('Old thing');
    const [one, two] = [await shop.buyer('one'), await shop.buyer('two')];
    await shop.review(one, old);
    await changeProduct(
      app,
      systemActor,
      old.id,
      productInput.parse({ name: 'Old thing', isArchived: true }),
    );
    await assert.rejects(shop.review(two, old), refused('review.archived'));
    assert.equal((await shop.review(one, old, { stars: 1 })).stars, 1);
  });
});

describe('asking buyers', () => {
  const settings = { ...reviewSettingsShape.parse({}), asks: true, askAfterDays: 3 };
  const days = (n: number) => new Date(Date.now() - n * 86_400_000).toISOString().slice(0, 10);
  const deliver = (number: string, mail: string, { delivered = 5, product = 'LR-3' } = {}) =>
    imported(
      `order,product,mail,date,delivered\n${number},${product},${mail},${days(20)},${days(delivered)}\n`,
    );
  const invitationsTo = async (mail: string) =>
    (await selectInvitations(app, { before: '', limit: 1000 })).filter(
      ({ buyerHash }) => buyerHash === hash(mail),
    );
  const settled = (mail: string) =>
    until('its mail is settled', async () =>
      (await invitationsTo(mail)).every(({ state }) => state !== 'queued' && state !== 'planned'),
    );
  const mailsTo = (mail: string) => smtp.mails.filter(({ to }) => to.includes(mail));

  it('waits as long as it is switched off, and says so', async () => {
    await deliver('Q-0', 'early@buyers.example', { delivered: 20 });
    assert.equal(await askDue(app), 0);
    const [row] = await invitationsTo('early@buyers.example');
    assert.deepEqual([row!.state, row!.why, row!.mail], ['dropped', 'Asking is switched off.', null]);
  });

  it('sends one mail with a link of its own and one click to end it, however many processes ask', async () => {
    await saveReviewSettings(app, systemActor, settings);
    const mail = 'asked@buyers.example';
    await deliver('Q-1', mail);
    await deliver('Q-1', mail);
    const asked = await Promise.all(Array.from({ length: 8 }, () => askDue(app)));
    assert.equal(
      asked.reduce((sum, n) => sum + n, 0),
      1,
    );
    await settled(mail);
    const [letter, ...others] = mailsTo(mail);
    assert.deepEqual(others, []);
    assert.match(
      letter!.headers['list-unsubscribe'] ?? '',
      /^<http:\/\/localhost:3000\/reviews\/end\/[^>]+>$/,
    );
    assert.equal(letter!.headers['list-unsubscribe-post'], 'List-Unsubscribe=One-Click');
    assert.equal(letter!.headers['auto-submitted'], 'auto-generated');
    const [row] = await invitationsTo(mail);
    assert.deepEqual([row!.state, row!.mail], ['sent', null]);
    assert.ok(letter!.text.includes(tokenOf(invitationLink(app, row!.id)).slice(0, 20)));
    const review = await writeByLink(app, tokenOf(invitationLink(app, row!.id)), said);
    assert.equal(review.verifiedBy, 'order');
  });

  it('asks nobody twice within 90 days, whatever he bought, and whoever reviewed already not at all', async () => {
    const other = await shop.product('Second thing', { externalId: 'S-2' });
    const mail = 'twice@buyers.example';
    await deliver('W-1', mail);
    await deliver('W-2', mail, { product: 'S-2' });
    await Promise.all([askDue(app), askDue(app), askDue(app)]);
    await settled(mail);
    assert.equal(mailsTo(mail).length, 1);
    const whys = (await invitationsTo(mail)).map(({ state, why }) => [state, why]).sort();
    assert.deepEqual(whys, [
      ['dropped', 'The buyer was asked within 90 days.'],
      ['sent', null],
    ]);
    await app.db.query(
      `update review_invitations set asked_at = asked_at - interval '91 days' where buyer_hash = $1`,
      [hash(mail)],
    );
    await deliver('W-3', mail, { product: 'S-2' });
    assert.equal(await askDue(app), 1);
    await settled(mail);
    assert.equal(mailsTo(mail).length, 2);
    const reviewer = await shop.buyer('reviewer');
    await shop.review(reviewer, other);
    await deliver('W-4', reviewer.mail, { product: 'S-2' });
    assert.equal(await askDue(app), 0);
    assert.equal((await invitationsTo(reviewer.mail))[0]!.why, 'The buyer has reviewed it already.');
  });

  it('comes neither before its time nor long after it', async () => {
    await deliver('T-1', 'soon@buyers.example', { delivered: 1 });
    await deliver('T-2', 'long@buyers.example', { delivered: 90 });
    assert.equal(await askDue(app), 0);
    assert.deepEqual(
      (await invitationsTo('soon@buyers.example')).map(({ state }) => state),
      ['planned'],
    );
    assert.deepEqual(await invitationsTo('long@buyers.example'), []);
    await app.db.query(
      `update review_invitations set state = 'dropped', mail = null where state = 'planned'`,
    );
  });

  it('ends with one click, also for what waits in the outbox; looking at the page ends nothing', async () => {
    const mail = 'enough@buyers.example';
    const { id } = await suspend(app, systemActor, {
      scope: 'everything',
      target: null,
      reason: 'A mistake',
    });
    await deliver('E-1', mail);
    assert.equal(await askDue(app), 1);
    const browser = shop.test.browser();
    const path = new URL(endAskingLink(app, (await invitationsTo(mail))[0]!.id)).pathname;
    assert.match(String((await browser.get(path)).body), /Ask me no more/);
    assert.deepEqual(
      await app.db.query('select 1 from review_refusals where buyer_hash = $1', [hash(mail)]),
      [],
    );
    const answer = await browser.post(path, 'List-Unsubscribe=One-Click', {
      'content-type': 'application/x-www-form-urlencoded',
    });
    assert.equal(answer.status, 200);
    await browser.post(path, '', { 'content-type': 'application/x-www-form-urlencoded' });
    assert.equal(mailsTo(mail).length, 0, 'the switch holds it');
    await resume(app, systemActor, id);
    const heldOf = async () => (await listHeld(app, { limit: 10 })).items.map((held) => held.id);
    await discardHeld(app, systemActor, await heldOf());
    assert.deepEqual(
      (await invitationsTo(mail)).map(({ state, mail: to }) => [state, to]),
      [['dropped', mail]],
    );
    await holdAgain(app, systemActor, [(await invitationsTo(mail))[0]!.outId!]);
    await sendHeld(app, systemActor, await heldOf());
    await settled(mail);
    assert.equal(mailsTo(mail).length, 0);
    assert.equal((await invitationsTo(mail))[0]!.state, 'failed');
    await deliver('E-2', mail);
    assert.equal(await askDue(app), 0);
    assert.equal((await browser.get('/reviews/end/nonsense')).status, 404);
  });

  it('is not done where the address is refused or came back, and keeps nobody else waiting', async () => {
    await deliver('N-1', 'nobody@buyers.example');
    await deliver('N-2', 'fine@buyers.example');
    assert.equal(await askDue(app), 2);
    await settled('nobody@buyers.example');
    await settled('fine@buyers.example');
    assert.equal(mailsTo('fine@buyers.example').length, 1);
    const [row] = await invitationsTo('nobody@buyers.example');
    assert.deepEqual([row!.state, row!.mail], ['failed', null]);
    await app.db.query(
      `insert into notification_stops (mail_key, state, reason) values ('back@buyers.example', 'bounced', 'no such user')`,
    );
    await deliver('N-3', 'back@buyers.example');
    assert.equal(await askDue(app), 0);
    assert.equal((await invitationsTo('back@buyers.example'))[0]!.why, 'Mails to this address come back.');
  });
});
