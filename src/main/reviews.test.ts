import assert from 'node:assert/strict';
import { AsyncLocalStorage } from 'node:async_hooks';
import { after, describe, it } from 'node:test';
import { systemActor } from '#platform/app/index.ts';
import { addMember, CLOSED, eraseMembers, saveCommunity } from '#people/members/index.ts';
import {
  addProduct,
  hearReviews,
  memberWriter,
  removeSampleReviews,
  voteForReview,
  writeReview,
} from '#embrace/reviews/index.ts';
import { memberDoer } from '#embrace/forum/index.ts';
import { conversationsInThread } from '#respond/inbox/index.ts';
import { keepOwnAccounts } from './own-accounts.ts';
import { communityPlaces } from './wiring-community.ts';
import { ensureVoice } from '../embrace/forum/heard/hear.ts';
import { openGates } from '../embrace/moderation/testing/open-gates.ts';
import { markHeard, takeUnheard, writeCase } from '../embrace/reviews/heard/store.ts';
import { until } from '../../test/helpers/app.ts';
import { wholeServer } from './testing/whole-server.ts';

const rapport = await wholeServer();
const { app } = rapport;
after(() => rapport.close());
const owner = await rapport.staff('owner', 'owner@staff.example', '192.0.2.1');
const viewer = await rapport.staff('viewer', 'viewer@staff.example', '192.0.2.2');
const agent = await rapport.staff('agent', 'agent@staff.example', '192.0.2.3');
await openGates(app);
await saveCommunity(app, systemActor, { ...CLOSED, isOpen: true, name: 'Lumora people' });
await owner.put('/api/v1/brand', { name: 'Lumora' });
await ensureVoice(app);
await keepOwnAccounts(app);
const made = await owner.post('/api/v1/reviews/products', { name: 'Lumora Router 3', externalId: 'LR-3' });
const product = made.body as { id: string };
const member = (handle: string) =>
  app.db.transaction(() => addMember(app, { handle, displayName: `Name of ${handle}`, language: 'en' }, {}));
const review = async (handle: string, stars: number, more: object = {}) => {
  const writer = memberWriter(app, await member(handle));
  const input = { stars, title: `Words of ${handle}`, markdown: 'It blinks red all day.', ...more };
  return (await writeReview(app, writer, product.id, input)).review;
};
const conversationOf = async (id: string) => (await conversationsInThread(app, 'community', id))[0];
const detailOf = async (id: string) => (await owner.get(`/api/v1/reviews/${id}`)).body;
const postsOf = (id: string) =>
  app.db.query<{ title: string | null; text: string; isGone: boolean }>(
    `select title, text, deleted_at is not null as "isGone" from posts where external_id = $1`,
    [id],
  );

describe('a review that is heard', () => {
  it('is a case where it is bad, once, however often it is heard and changed', async () => {
    const bad = await review('anna', 1);
    await Promise.all([hearReviews(app), hearReviews(app), hearReviews(app)]);
    const { caseId } = await detailOf(bad.id);
    assert.match(String(caseId), /^case_/);
    assert.ok(await conversationOf(bad.id));
    const found = await owner.get(`/api/v1/cases/${caseId}`);
    assert.equal(found.status, 200);
    assert.match(JSON.stringify(found.body), /1 of 5 stars for Lumora Router 3/);
    const [person] = await app.db.query<{ id: string }>('select member_id as id from reviews where id = $1', [
      bad.id,
    ]);
    const writer = { ...memberWriter(app, await member('other')), id: person!.id, memberId: person!.id };
    await writeReview(app, writer, product.id, { stars: 2, title: 'Still bad', markdown: 'It blinks.' });
    await hearReviews(app);
    assert.equal((await detailOf(bad.id)).caseId, caseId);
    const [post] = await postsOf(bad.id);
    assert.match(post!.title ?? '', /^★★☆☆☆ Lumora Router 3: Still bad$/);
  });

  it('keeps nobody waiting in a circle who removes it meanwhile', async () => {
    const bad = await review('otto', 1);
    const outside = AsyncLocalStorage.snapshot();
    let removing: Promise<unknown> | undefined;
    await app.db.transaction(async () => {
      const rows = await takeUnheard(app, 10);
      await writeCase(app, bad.id, 'case_made');
      // Holds the product from here on, and waits for the review.
      removing = outside(() => owner.put(`/api/v1/reviews/${bad.id}/removed`, { reason: 'spam' }));
      await until('somebody waits for the review', async () => {
        return (await app.db.query('select from pg_locks where not granted')).length > 0;
      });
      await markHeard(app, rows);
    });
    await removing;
    assert.equal((await detailOf(bad.id)).state, 'removed');
  });

  it('is none where it is good', async () => {
    const good = await review('ben', 5);
    await hearReviews(app);
    assert.equal((await postsOf(good.id)).length, 1);
    assert.equal((await detailOf(good.id)).caseId, null);
    await owner.put(`/api/v1/reviews/${good.id}/removed`, { reason: 'spam' });
    await hearReviews(app);
    assert.equal(
      (await postsOf(good.id)).filter(({ isGone }) => !isGone).length,
      0,
      'what is removed is not heard on',
    );
  });

  it('is answered from the inbox once, and the answer stands below it', async () => {
    const { id } = await review('cleo', 2);
    await hearReviews(app);
    const places = communityPlaces(app);
    const reply = { key: 'forum_1', postId: id, text: 'We are **sorry**.', author: 'Ama Boateng' };
    const receipts = await Promise.all([places.put(reply), places.put(reply), places.put(reply)]);
    assert.equal(new Set(receipts.map((receipt) => receipt?.externalId)).size, 1);
    assert.deepEqual(await places.find('forum_1'), receipts[0]);
    assert.equal(await places.find('forum_2'), undefined);
    await assert.rejects(places.put({ ...reply, key: 'forum_2' }), /answer already/);
    const { reply: shown } = await detailOf(id);
    assert.deepEqual([shown.markdown, shown.byName], ['We are **sorry**.', 'Ama Boateng']);
    const page = String((await rapport.browser().get(`/reviews/lumora-router-3?review=${id}&n=1`)).body);
    assert.match(page, /We are <strong>sorry<\/strong>/);
    await places.remove(receipts[0]!.externalId);
    await places.remove(receipts[0]!.externalId);
    assert.equal((await detailOf(id)).reply, null);
    assert.equal(await places.put({ ...reply, postId: 'rev_nothing', key: 'forum_3' }), undefined);
  });
});

describe('the API of reviews', () => {
  it('lets each role do what it holds', async () => {
    const { id } = await review('dan', 3);
    const tries: readonly (readonly [string, string, object | undefined, number, number, number])[] = [
      ['GET', '/reviews', undefined, 200, 200, 200],
      ['GET', `/reviews/${id}`, undefined, 200, 200, 200],
      ['GET', '/reviews/figures', undefined, 200, 200, 200],
      ['GET', '/reviews/invitations', undefined, 200, 200, 200],
      ['GET', '/reviews/settings', undefined, 200, 200, 200],
      ['PUT', `/reviews/${id}/answer`, { text: 'Thank you' }, 403, 200, 200],
      ['PUT', `/reviews/${id}/removed`, { reason: 'spam' }, 403, 403, 200],
      ['DELETE', `/reviews/${id}/removed`, undefined, 403, 403, 200],
      ['DELETE', `/reviews/${id}/answer`, undefined, 403, 204, 204],
      ['POST', '/reviews/products', { name: 'Lamp' }, 403, 403, 201],
      ['POST', '/reviews/invitations', { productId: product.id }, 403, 403, 201],
      ['PUT', '/reviews/settings', { asks: false }, 403, 403, 204],
    ];
    for (const [method, url, body, ...statuses] of tries)
      for (const [at, who] of [viewer, agent, owner].entries()) {
        const answer = await who.send(method as 'GET', `/api/v1${url}`, body);
        assert.equal(answer.status, statuses[at], `${method} ${url} by ${at}`);
      }
  });

  it('lists by what is asked, over pages, and counts what it lists', async () => {
    for (let n = 0; n < 5; n++) await review(`lister-${n}`, 4);
    const ids: string[] = [];
    let cursor = '';
    do {
      const { body } = await owner.get(`/api/v1/reviews?list=all&limit=3${cursor}`);
      ids.push(...body.items.map((one: { id: string }) => one.id));
      cursor = body.nextCursor ? `&cursor=${body.nextCursor}` : '';
    } while (cursor !== '');
    const [{ n }] = (await app.db.query<{ n: number }>('select count(*)::int as n from reviews')) as [
      { n: number },
    ];
    assert.deepEqual([ids.length, new Set(ids).size], [n, n]);
    const four = await owner.get('/api/v1/reviews?stars=4&list=answer');
    assert.equal(four.body.items.length, 5);
    const { body: figures } = await owner.get('/api/v1/reviews/figures');
    assert.equal(
      Object.values<number>(figures.stars).reduce((sum, one) => sum + one, 0),
      figures.reviews,
    );
    assert.equal(figures.weeks.length, 12);
    for (const wrong of ['stars=6', 'list=mine', 'sort=best', 'cursor=x', 'product=x'])
      assert.equal((await owner.get(`/api/v1/reviews?${wrong}`)).status, 400, wrong);
  });

  it('takes no reason that is none, and no disclosure back, not even from an owner', async () => {
    const { id } = await review('eve', 1, { incentive: 'free' });
    for (const reason of ['bad', 'withdrawn', '', null])
      assert.equal(
        (await owner.put(`/api/v1/reviews/${id}/removed`, { reason })).status,
        400,
        String(reason),
      );
    for (const method of ['PUT', 'PATCH', 'POST', 'DELETE'] as const)
      assert.ok(
        [404, 405].includes(
          (await owner.send(method, `/api/v1/reviews/${id}`, { incentive: 'none' })).status,
        ),
      );
    const removed = await owner.put(`/api/v1/reviews/${id}/removed`, {
      reason: 'fake',
      note: 'Never bought',
      incentive: 'none',
    });
    assert.deepEqual(
      [removed.body.state, removed.body.incentive, removed.body.removal.note],
      ['removed', 'free', 'Never bought'],
    );
    assert.equal((await owner.put(`/api/v1/reviews/${id}/removed`, { reason: 'spam' })).status, 409);
    const { body } = await owner.get('/api/v1/reviews/products');
    const hidden = body.items.find((one: { id: string }) => one.id === product.id).hidden;
    assert.ok(hidden.removed.some((one: { reason: string }) => one.reason === 'fake'));
  });

  it('brings orders and products in, and tells other programs what happens', async () => {
    const orders = {
      items: [{ number: 'A-1', product: 'LR-3', mail: 'a@b.example', orderedAt: '2026-11-01T00:00:00Z' }],
    };
    assert.equal((await owner.post('/api/v1/reviews/orders', orders)).body.fresh, 1);
    assert.equal((await owner.post('/api/v1/reviews/orders', orders)).body.same, 1);
    const none = { items: [{ number: 'A-2', product: 'LR-3', orderedAt: '2026-11-01T00:00:00Z' }] };
    assert.equal((await owner.post('/api/v1/reviews/orders', none)).body.problems.length, 1);
    const table = await owner.post('/api/v1/reviews/products/import', {
      text: 'sku,name\nX-1,Thing\n',
      isDryRun: false,
    });
    assert.equal(table.body.fresh, 1);
    const rows = await app.db.query<{ action: string }>('select distinct action from audit_entries');
    const actions = new Set(rows.map(({ action }) => action));
    for (const action of [
      'review.written',
      'review.removed',
      'review.answered',
      'review_orders.imported',
      'review_product.added',
    ])
      assert.ok(actions.has(action), action);
  });
});

describe('leaving', () => {
  it('leaves no word of somebody who leaves, and keeps the figures honest', async () => {
    const { id, memberId } = await review('leaver', 1, { incentive: 'free', title: 'Zanzibar words' });
    const other = await review('stayer', 4);
    await voteForReview(app, memberDoer(await member('voter')), id, true);
    const [leaver] = await app.db.query<{ id: string; displayName: string }>(
      'select id, display_name as "displayName" from members where id = $1',
      [memberId],
    );
    await voteForReview(app, memberDoer(leaver!), other.id, true);
    await hearReviews(app);
    await eraseMembers(app, [memberId!]);
    const row = await detailOf(id);
    assert.deepEqual(
      [row.state, row.removal.reason, row.incentive, row.author.name],
      ['removed', 'withdrawn', 'free', ''],
    );
    assert.equal((await detailOf(other.id)).helpful, 0);
    const rows = await app.db.query('select * from reviews union all select * from reviews where false');
    assert.ok(!JSON.stringify(rows).includes('Zanzibar'));
    assert.deepEqual(await app.db.query('select 1 from review_versions where review_id = $1', [id]), []);
  });

  it('goes with the sample only where it is of the sample', async () => {
    const sample = await addProduct(
      app,
      systemActor,
      {
        name: 'Sample',
        slug: '',
        text: '',
        externalId: null,
        url: null,
        pictureFileId: null,
        pictureUrl: null,
        isArchived: false,
      },
      { isSample: true },
    );
    const writer = memberWriter(app, await member('sampler'));
    const { review: made } = await writeReview(app, writer, sample.id, {
      stars: 1,
      title: 'Sample',
      markdown: '',
    });
    await hearReviews(app);
    await removeSampleReviews(app, systemActor);
    assert.equal((await owner.get(`/api/v1/reviews/${made.id}`)).status, 404);
    assert.equal((await postsOf(made.id)).filter(({ isGone }) => !isGone).length, 0);
    const { body } = await owner.get('/api/v1/reviews/products');
    assert.ok(body.items.some((one: { id: string }) => one.id === product.id));
  });
});
