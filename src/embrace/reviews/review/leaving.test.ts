import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import * as fc from 'fast-check';
import { systemActor } from '#platform/app/index.ts';
import { readMembers, setMemberState } from '#people/members/index.ts';
import { factsOfMembers } from '#embrace/trust/index.ts';
import { erasedMeanwhile } from '../../../people/members/testing/erased-meanwhile.ts';
import { sendForm, type Signed } from '../../forum/testing/stage.ts';
import { refused, through } from '../../forum/testing/talkers.ts';
import { invite, writeByLink } from '../buyers/invitations.ts';
import { takeOrders } from '../buyers/orders.ts';
import { reviewBelongings } from '../own.ts';
import { type ProductRow, selectProducts } from '../product/store.ts';
import { miscounted, openShop } from '../testing/shop.ts';
import { selectRemovals, selectVersions } from './history-store.ts';
import { moderatedReviews } from './moderated.ts';
import { holdReview, removeReview, restoreReview, withdrawReview } from './removal.ts';
import { selectReviews } from './store.ts';
import { voteForReview } from './votes.ts';
import { memberWriter } from './writer.ts';

const shop = await openShop();
const { app, test } = shop;
after(() => test.close());
const router = await shop.product('Lumora Router 3');
const read = async (id: string) => (await selectReviews(app, [id]))[0]!;
const withdraw = (by: Signed, id: string) => withdrawReview(app, memberWriter(app, by.member), id);
const factsOf = async (by: Signed) => {
  const { reviews, thanks, given } = (await factsOfMembers(app, [by.member.id])).get(by.member.id)!;
  return { reviews, thanks, given };
};
const linked = async (product: ProductRow, mail: string) => {
  const input = { productId: product.id, mail, incentive: 'none', language: 'en' } as const;
  const token = (await invite(app, systemActor, input)).link.split('/').at(-1)!;
  return (title = 'By the link') =>
    writeByLink(app, token, { stars: 5, title, markdown: '', name: 'Anna K.', address: '192.0.2.9' });
};
const seed = Number(process.env['SEED'] ?? Date.now() % 1e9);
console.log(`seed ${seed}`);

describe('a member who is erased in the very moment', () => {
  it('in which he writes a review leaves none, and no star is counted', async () => {
    const gone = await shop.buyer('gone');
    const said = await erasedMeanwhile(app, gone.member.id, [() => shop.review(gone, router)]);
    assert.deepEqual(said, ['AppError: You may not do this here. Nothing was changed.']);
    assert.deepEqual(await app.db.query('select 1 from reviews where member_id = $1', [gone.member.id]), []);
    assert.deepEqual(await miscounted(app), []);
  });
});

describe('an author who withdraws', () => {
  it('and comes back four times is counted as often as his review is there, and never below nought', async () => {
    const maya = await shop.buyer('maya');
    const { id } = await shop.review(maya, router);
    for (let turn = 0; turn < 4; turn++) {
      await withdraw(maya, id);
      await withdraw(maya, id);
      assert.equal((await factsOf(maya)).reviews, 0);
      await shop.review(maya, router);
      assert.equal((await factsOf(maya)).reviews, 1);
    }
    await Promise.all(Array.from({ length: 16 }, () => withdraw(maya, id)));
    assert.equal((await factsOf(maya)).reviews, 0);
    assert.equal((await selectRemovals(app, id)).length, 5, 'each is written down, once');
    assert.deepEqual(await miscounted(app), []);
  });

  it('does not escape the look of a colleague by coming back, but comes back once he has looked', async () => {
    const bob = await shop.buyer('bob');
    const { id } = await shop.review(bob, router, { title: 'Buy at evil.example' });
    await holdReview(app, systemActor, id);
    await withdraw(bob, id);
    assert.equal((await shop.review(bob, router, { title: 'Buy at evil.example' })).state, 'held');
    await withdraw(bob, id);
    assert.equal((await shop.review(bob, router, { title: 'Buy at evil.example!' })).state, 'held');
    await withdraw(bob, id);
    assert.equal(
      (await restoreReview(app, systemActor, id)).state,
      'removed',
      'nobody publishes what he took away',
    );
    assert.equal((await shop.review(bob, router, { title: 'A fair word' })).state, 'shown');
    assert.deepEqual(await miscounted(app), []);
  });

  it('takes nobody else’s review away, nor one that is nobody’s any more', async () => {
    const [cleo, dora] = [await shop.buyer('cleo'), await shop.buyer('dora')];
    const { id } = await shop.review(cleo, router);
    await assert.rejects(withdraw(dora, id), refused('review.may_not'));
    const write = await linked(router, 'guest@buyers.example');
    await assert.rejects(withdraw(dora, (await write()).id), refused('review.may_not'));
    await assert.rejects(withdraw(dora, 'rev_nothing'), refused('review.not_found'));
    assert.equal((await read(id)).state, 'shown');
  });

  it('takes away what he wrote by a link to his proven address, from the form that shows it, and may come back', async () => {
    const cara = await shop.buyer('cara');
    const { id } = await (await linked(router, cara.mail))();
    const path = '/reviews/lumora-router-3/write';
    assert.match(String((await cara.get(path)).body), /value="withdraw"/);
    assert.equal((await sendForm(cara, path, path, { act: 'withdraw' })).status, 303);
    assert.deepEqual([(await read(id)).state, (await factsOf(cara)).reviews], ['removed', 0]);
    const back = await shop.review(cara, router);
    assert.deepEqual([back.id, back.state, (await factsOf(cara)).reviews], [id, 'shown', 1]);
    assert.deepEqual(await miscounted(app), []);
  });

  it('takes over by his proven address what he wrote by a link, and is counted once', async () => {
    const emil = await shop.buyer('emil');
    const write = await linked(router, emil.mail);
    const { id } = await write();
    assert.equal((await shop.review(emil, router)).id, id);
    assert.equal((await factsOf(emil)).reviews, 1);
    await withdraw(emil, id);
    assert.equal((await factsOf(emil)).reviews, 0);
    const back = await write('And back by the link');
    assert.deepEqual([back.id, back.state, back.memberId], [id, 'shown', emil.member.id]);
    assert.equal((await factsOf(emil)).reviews, 1);
  });
});

describe('a vote', () => {
  it('is not for one’s own words, also where they came by a link, before and after one is known', async () => {
    const fay = await shop.buyer('fay');
    const { id } = await (await linked(router, fay.mail))();
    await assert.rejects(voteForReview(app, fay.doer, id, true), refused('review.own_vote'));
    await app.db.query('update members set mail_verified_at = null where id = $1', [fay.member.id]);
    await voteForReview(app, fay.doer, id, true);
    assert.deepEqual([(await read(id)).helpful, (await factsOf(fay)).given], [1, 1]);
    await shop.review(fay, router);
    assert.deepEqual([(await read(id)).helpful, (await factsOf(fay)).given], [0, 0]);
    assert.deepEqual(await miscounted(app), []);
  });

  it('is yes, no or none, whatever a form calls it, and from a member who may speak', async () => {
    const [gus, hal] = [await shop.buyer('gus'), await shop.buyer('hal')];
    const { id } = await shop.review(gus, router);
    const path = '/reviews/lumora-router-3';
    const vote = (act: string) => sendForm(hal, path, `${path}/vote`, { review: id, act });
    for (const act of ['constructor', 'toString', '__proto__', 'hasOwnProperty', '', 'YES'])
      assert.equal((await vote(act)).status, 403, act);
    assert.equal((await read(id)).helpful, 0);
    const proof = await vote('yes');
    assert.equal(proof.status, 303);
    await setMemberState(app, systemActor, hal.member.id, { state: 'silenced', reason: 'x', until: null });
    assert.notEqual((await vote('no')).status, 303);
    assert.equal(
      (await sendForm(hal, path, `${path}/write`, { act: 'post', stars: '1', title: 'x', markdown: '' }))
        .status === 303,
      false,
    );
    assert.deepEqual([(await read(id)).helpful, (await read(id)).unhelpful], [1, 0]);
  });

  it('of 48 members at once is counted 48 times, with the thanks of its author', async () => {
    const author = await shop.buyer('author');
    const { id } = await shop.review(author, router);
    const voters = await Promise.all(Array.from({ length: 6 }, (_, n) => shop.member(`voter-${n}`)));
    await Promise.all(
      Array.from({ length: 48 }, (_, n) => voteForReview(app, voters[n % 6]!.doer, id, n < 24 || n % 6 < 4)),
    );
    for (const [n, voter] of voters.entries()) await voteForReview(app, voter.doer, id, n < 4);
    assert.deepEqual([(await read(id)).helpful, (await read(id)).unhelpful], [4, 2]);
    assert.equal((await factsOf(author)).thanks, 4);
    assert.deepEqual(
      await Promise.all(voters.map(async (one) => (await factsOf(one)).given)),
      [1, 1, 1, 1, 0, 0],
    );
  });
});

describe('a removal', () => {
  it('by many at once is one, with one reason; moderation hides quietly what is gone already', async () => {
    const { id } = await shop.review(await shop.buyer('ida'), router);
    const reasons = ['spam', 'fake', 'rules', 'private'] as const;
    const acts = reasons.map((reason) => removeReview(app, systemActor, id, { reason, note: reason }));
    assert.equal(through(await Promise.allSettled(acts), 'review.is_removed'), 1);
    const [removal, ...others] = await selectRemovals(app, id);
    const row = await read(id);
    assert.deepEqual(others, []);
    assert.deepEqual([removal!.reason, removal!.note], [row.removedReason, row.removedNote]);
    await restoreReview(app, systemActor, id);
    await Promise.all(
      Array.from({ length: 8 }, () => moderatedReviews.hide(app, id, systemActor, `${'x'.repeat(299)}💡`)),
    );
    assert.equal((await selectRemovals(app, id)).length, 3);
    assert.ok((await read(id)).removedNote.isWellFormed());
    await moderatedReviews.hide(app, 'rev_nothing', systemActor, 'x');
    await moderatedReviews.restore(app, 'rev_nothing', systemActor);
  });

  it('that breaks in the middle leaves the review, its counts and its history as they were', async () => {
    const { id } = await shop.review(await shop.buyer('jan'), router);
    const state = async () =>
      JSON.stringify([await read(id), await selectProducts(app, [router.id]), await selectRemovals(app, id)]);
    const before = await state();
    await assert.rejects(
      app.db.transaction(async () => {
        await removeReview(app, systemActor, id, { reason: 'spam', note: '' });
        await restoreReview(app, systemActor, id);
        await removeReview(app, systemActor, id, { reason: 'fake', note: '' });
        throw new Error('the power went out');
      }),
      /power/,
    );
    assert.equal(await state(), before);
  });

  it('and what is undone are exact: after any walk the page tells what a plain list tells', async () => {
    const kai = await shop.buyer('kai');
    const acts = fc.array(fc.constantFrom('write', 'remove', 'restore', 'hold', 'withdraw'), {
      minLength: 1,
      maxLength: 7,
    });
    let turn = 0;
    await fc.assert(
      fc.asyncProperty(acts, async (walk) => {
        const product = await shop.product(`Walk ${++turn}`);
        const plain = { state: 'shown', reason: '', awaited: false };
        const { id } = await shop.review(kai, product, { stars: 5 });
        for (const [step, act] of walk.entries()) {
          const doing = {
            write: () => shop.review(kai, product, { stars: 5, title: `Step ${step}` }),
            remove: () => removeReview(app, systemActor, id, { reason: 'spam', note: '' }),
            restore: () => restoreReview(app, systemActor, id),
            hold: () => holdReview(app, systemActor, id),
            withdraw: () => withdraw(kai, id),
          };
          const tried = await Promise.allSettled([doing[act]()]);
          const came = through(tried, 'review.is_removed', 'review.removed') === 1;
          const isRemoved = plain.state === 'removed';
          const mayCome = act === 'write' ? plain.reason !== 'spam' : act === 'remove' ? !isRemoved : true;
          assert.equal(came, mayCome, `${act} at ${step} of ${walk.join()}`);
          if (!came) continue;
          if (act === 'write' && plain.reason === 'withdrawn')
            Object.assign(plain, { state: plain.awaited ? 'held' : 'shown', reason: '' });
          else if (act === 'remove') Object.assign(plain, { state: 'removed', reason: 'spam' });
          else if (act === 'restore' && plain.reason === 'withdrawn') plain.awaited = false;
          else if (act === 'restore') Object.assign(plain, { state: 'shown', reason: '' });
          else if (act === 'hold' && plain.state === 'shown') plain.state = 'held';
          else if (act === 'withdraw' && !isRemoved)
            Object.assign(plain, { awaited: plain.state === 'held', state: 'removed', reason: 'withdrawn' });
          const row = await read(id);
          assert.deepEqual(
            [row.state, row.removedReason ?? ''],
            [plain.state, plain.reason],
            `${act} at ${step} of ${walk.join()}`,
          );
        }
        const [{ counts }] = (await selectProducts(app, [product.id])) as [ProductRow];
        assert.deepEqual(counts, [0, 0, 0, 0, plain.state === 'shown' ? 1 : 0]);
      }),
      { seed, numRuns: 8 },
    );
  });
});

describe('a member who leaves', () => {
  const leave = async (by: Signed, keepsContent: boolean) =>
    app.db.transaction(() => reviewBelongings.erase(app, by.member.id, { keepsContent }));

  it('without his words takes each of them along, and no colleague can show what is empty', async () => {
    const [lea, mo] = [await shop.buyer('lea'), await shop.buyer('mona')];
    const [shown, removed] = [
      await shop.review(lea, router, { title: 'Xylophone', markdown: 'Zanzibar' }),
      await shop.review(lea, await shop.product('Hat'), { title: 'Xylophone two' }),
    ];
    await shop.review(lea, router, { title: 'Xylophone three', stars: 1 });
    await removeReview(app, systemActor, removed.id, { reason: 'spam', note: '' });
    const { id: other } = await shop.review(mo, router);
    await voteForReview(app, lea.doer, other, false);
    await voteForReview(app, mo.doer, shown.id, true);
    const told = async () =>
      (await app.db.query(`select 1 from audit_entries where detail::text ~ 'Xylophone'`)).length;
    assert.ok((await told()) >= 3, 'the log tells titles while they are there');
    await leave(lea, false);
    await leave(lea, false);
    assert.equal(await told(), 0, 'and none that are gone');
    for (const { id } of [shown, removed]) {
      assert.equal((await restoreReview(app, systemActor, id)).state, 'removed');
      const { title, markdown, html, authorName, memberId, writerId, buyerHash } = await read(id);
      assert.deepEqual(
        [title, markdown, html, authorName, memberId, writerId, buyerHash],
        ['', '', '', '', null, null, null],
      );
      assert.deepEqual(await selectVersions(app, id), []);
    }
    assert.equal((await read(removed.id)).removedReason, 'spam', 'why it went stays');
    assert.equal((await read(other)).unhelpful, 0);
    const belongings = JSON.stringify(await reviewBelongings.exportOf(app, lea.member.id));
    assert.ok(!/Xylophone|Zanzibar|rev_/.test(belongings));
    assert.deepEqual(await miscounted(app), []);
  });

  it('takes along and leaves behind also what he wrote by a link to his proven address, and is asked for nothing more', async () => {
    const [rosa, belt] = [await shop.buyer('rosa'), await shop.product('Belt', { externalId: 'B-1' })];
    const write = await linked(belt, rosa.mail);
    const { id } = await write('Quixotic');
    const order = {
      number: 'N-7',
      product: 'B-1',
      mail: rosa.mail,
      orderedAt: new Date(),
      deliveredAt: new Date(),
      incentive: 'none',
      language: 'en',
      line: 1,
    } as const;
    await takeOrders(app, systemActor, [order], { isDryRun: false, problems: [] });
    const taken = JSON.stringify(await reviewBelongings.exportOf(app, rosa.member.id));
    for (const part of ['Quixotic', 'N-7', 'planned']) assert.ok(taken.includes(part), part);
    assert.ok(!taken.includes('@buyers.example'));
    await leave(rosa, false);
    const { title, authorName, buyerHash, removedReason } = await read(id);
    assert.deepEqual([title, authorName, buyerHash, removedReason], ['', '', null, 'withdrawn']);
    const planned = await app.db.query('select 1 from review_invitations where mail = $1', [rosa.mail]);
    assert.deepEqual(planned, []);
    await assert.rejects(write('In his place'), refused('review.link_unknown'));
    assert.deepEqual(await miscounted(app), []);
  });

  it('but lets his words stay is named nowhere, and what he said counts on', async () => {
    const nina = await shop.buyer('nina');
    const { id } = await shop.review(nina, await shop.product('Scarf'), { title: 'Soft wool', stars: 5 });
    const taken = JSON.stringify(await reviewBelongings.exportOf(app, nina.member.id));
    assert.match(taken, /Soft wool/);
    await leave(nina, true);
    const html = String((await test.browser().get('/reviews/scarf')).body);
    assert.match(html, /Soft wool/);
    assert.match(html, /5 of 5 stars/);
    assert.ok(!/nina/i.test(html));
    const widget = JSON.stringify((await test.browser().get('/reviews/scarf/widget.json')).body);
    assert.ok(/Soft wool/.test(widget) && !/nina/i.test(widget));
    assert.equal((await read(id)).state, 'shown');
    assert.ok((await readMembers(app, [nina.member.id])).size > 0);
    assert.deepEqual(await miscounted(app), []);
  });

  it('at the moment in which others vote, remove and he writes leaves counts that are right', async () => {
    const [olga, pia] = [await shop.buyer('olga'), await shop.buyer('pia')];
    const { id } = await shop.review(olga, router);
    const { id: liked } = await shop.review(pia, router);
    await voteForReview(app, olga.doer, liked, true);
    through(
      await Promise.allSettled([
        leave(olga, false),
        voteForReview(app, pia.doer, id, true),
        removeReview(app, systemActor, id, { reason: 'fake', note: '' }),
        withdraw(olga, id),
        voteForReview(app, pia.doer, id, false),
      ]),
      'review.is_removed',
      'review.not_shown',
      'review.may_not',
    );
    assert.equal((await read(id)).state, 'removed');
    assert.deepEqual(await miscounted(app), []);
  });
});
