import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { systemActor } from '#platform/app/index.ts';
import { staffDoer } from '#embrace/forum/index.ts';
import { refused, through } from '../ideas/testing/board.ts';
import { randomFrom } from '../../../test/helpers/random.ts';
import { invite, writeByLink } from './buyers/invitations.ts';
import { wilson } from './domain.ts';
import { listReviews } from './review/find.ts';
import { holdReview, removeReview, restoreReview, withdrawReview } from './review/removal.ts';
import { answerFromInbox, answerReview } from './review/replies.ts';
import { selectRemovals, selectVersions } from './review/history-store.ts';
import { selectReviews } from './review/store.ts';
import { voteForReview } from './review/votes.ts';
import { memberWriter } from './review/writer.ts';
import { miscounted, openShop } from './testing/shop.ts';
import { selectProducts } from './product/store.ts';

const shop = await openShop();
const { app } = shop;
after(() => shop.test.close());
const router = await shop.product('Lumora Router 3');
const [maya, bob, cleo] = [await shop.buyer('maya'), await shop.buyer('bob'), await shop.buyer('cleo')];
const countsOf = async (id: string) => (await selectProducts(app, [id]))[0]!.counts;
const read = async (id: string) => (await selectReviews(app, [id]))[0]!;

describe('a review', () => {
  it('is one for each member and product, though 64 are sent at once, and the counts follow the last', async () => {
    const results = await Promise.all(
      Array.from({ length: 64 }, (_, n) =>
        shop.review(maya, router, { stars: (n % 5) + 1, title: `Turn ${n}` }),
      ),
    );
    assert.equal(new Set(results.map(({ id }) => id)).size, 1);
    const review = await read(results[0]!.id);
    assert.equal(review.version, 64);
    const versions = await selectVersions(app, review.id);
    assert.equal(versions.length, 63);
    const titles = new Set([review.title, ...versions.map(({ title }) => title)]);
    assert.equal(titles.size, 64, 'nothing that was said is lost');
    assert.deepEqual(await miscounted(app), []);
    assert.equal((await countsOf(router.id))[review.stars - 1], 1);
  });

  it('sent twice by the same form, or with the same words, is not changed', async () => {
    const first = await shop.review(bob, router, { formId: 'form_1', stars: 2 });
    const again = await shop.review(bob, router, { formId: 'form_1', stars: 5, title: 'Other' });
    assert.equal(again.version, first.version);
    assert.equal((await shop.review(bob, router, { stars: 2, formId: 'form_2' })).version, first.version);
    assert.deepEqual(await selectVersions(app, first.id), []);
  });

  it('of a member and of the same buyer by a link is one', async () => {
    const { link } = await invite(app, systemActor, {
      productId: router.id,
      mail: ' CLEO@buyers.example ',
      incentive: 'free',
      language: 'en',
    });
    const token = link.split('/').at(-1)!;
    const said = { stars: 3, title: 'By the link', markdown: '', name: 'Somebody', address: '192.0.2.7' };
    const byLink = await writeByLink(app, token, said);
    assert.deepEqual([byLink.memberId, byLink.verifiedBy, byLink.incentive], [null, 'link', 'free']);
    const byMember = await shop.review(cleo, router, { stars: 5 });
    assert.equal(byMember.id, byLink.id);
    assert.deepEqual(
      [byMember.memberId, byMember.verifiedBy, byMember.incentive],
      [cleo.member.id, 'link', 'free'],
    );
    const back = await writeByLink(app, token, { ...said, title: 'By the link again' });
    assert.deepEqual([back.id, back.memberId, back.authorName], [byLink.id, cleo.member.id, 'Name of cleo']);
    assert.deepEqual(await miscounted(app), []);
  });

  it('goes and comes back with its stars, whoever does what at once', async () => {
    const lamp = await shop.product('Lamp');
    const people = await Promise.all(Array.from({ length: 8 }, (_, n) => shop.member(`walker-${n}`)));
    const seed = Number(process.env['SEED'] ?? Date.now() % 1e6);
    console.log(`seed ${seed}`);
    const random = randomFrom(seed);
    const reviews = await Promise.all(people.map((one, n) => shop.review(one, lamp, { stars: (n % 5) + 1 })));
    const acts = Array.from({ length: 120 }, () => {
      const at = Math.floor(random() * people.length);
      const [{ id }, person] = [reviews[at]!, people[at]!];
      const stars = Math.floor(random() * 5) + 1;
      return [
        () => shop.review(person, lamp, { stars, title: `Now ${stars}` }),
        () => removeReview(app, systemActor, id, { reason: 'spam', note: '' }),
        () => restoreReview(app, systemActor, id),
        () => holdReview(app, systemActor, id),
        () => withdrawReview(app, memberWriter(app, person.member), id),
        () => voteForReview(app, people[(at + 1) % 8]!.doer, id, random() < 0.5),
        () => answerReview(app, systemActor, id, `Thank you ${stars}`),
      ][Math.floor(random() * 7)]!;
    });
    through(
      await Promise.allSettled(acts.map((act) => act())),
      'review.is_removed',
      'review.removed',
      'review.not_shown',
    );
    assert.deepEqual(await miscounted(app), []);
    for (const { id } of reviews) {
      const row = await read(id);
      assert.equal(row.state === 'removed', row.removedReason !== null);
    }
  });
});

describe('a helpful vote', () => {
  it('is one a member, is turned, taken back, and never for oneself', async () => {
    const review = await shop.review(bob, router, { title: 'To vote for' });
    await Promise.all(
      Array.from({ length: 32 }, (_, n) => voteForReview(app, maya.doer, review.id, n % 2 === 0)),
    );
    const { helpful, unhelpful } = await read(review.id);
    assert.equal(helpful + unhelpful, 1);
    await voteForReview(app, maya.doer, review.id, true);
    await voteForReview(app, cleo.doer, review.id, false);
    const { score, ...counted } = await read(review.id);
    assert.deepEqual([counted.helpful, counted.unhelpful], [1, 1]);
    assert.ok(Math.abs(score - wilson(1, 1)) < 1e-12);
    await voteForReview(app, maya.doer, review.id, undefined);
    await voteForReview(app, maya.doer, review.id, undefined);
    assert.deepEqual(await miscounted(app), []);
    await assert.rejects(voteForReview(app, bob.doer, review.id, true), refused('review.own_vote'));
    await assert.rejects(
      voteForReview(app, staffDoer(systemActor), review.id, true),
      refused('review.may_not'),
    );
    await assert.rejects(voteForReview(app, bob.doer, 'rev_nothing', true), refused('review.not_found'));
  });

  it('sorts by how sure it is: 40 of 50 before 2 of 2, and nothing twice over pages', async () => {
    assert.ok(wilson(40, 10) > wilson(2, 0));
    assert.ok(wilson(2, 0) > wilson(1, 0));
    assert.equal(wilson(0, 0), 0);
    assert.ok(wilson(0, 9) < 1e-9);
    // Newcombe 1998, table I: 81 of 263 gives .2553.
    assert.ok(Math.abs(wilson(81, 182) - 0.2553) < 0.0001);
    const desk = await shop.product('Desk');
    const people = await Promise.all(Array.from({ length: 7 }, (_, n) => shop.member(`sorter-${n}`)));
    for (const [n, one] of people.entries())
      await shop.review(one, desk, { stars: (n % 5) + 1, title: `No ${n}` });
    await app.db.query(
      `update reviews set helpful = length(title) + stars, unhelpful = stars, score = review_score(length(title) + stars, stars) where product_id = $1`,
      [desk.id],
    );
    for (const sort of ['helpful', 'newest', 'highest', 'lowest'] as const) {
      const whole = (await listReviews(app, { productId: desk.id, sort, limit: 50 })).rows;
      const ids: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await listReviews(app, { productId: desk.id, sort, limit: 2, cursor });
        ids.push(...page.rows.map(({ id }) => id));
        cursor = page.next;
      } while (cursor !== undefined);
      assert.deepEqual(
        ids,
        whole.map(({ id }) => id),
        sort,
      );
      const key = { helpful: 'score', newest: 'id', highest: 'stars', lowest: 'stars' }[sort] as 'score';
      const values = whole.map((row) => (sort === 'lowest' ? -row.stars : row[key]));
      assert.deepEqual(
        values,
        values.toSorted((a, b) => (a < b ? 1 : a > b ? -1 : 0)),
        sort,
      );
    }
    await assert.rejects(listReviews(app, { sort: 'newest', cursor: 'x' }), refused('http.cursor_invalid'));
  });
});

describe('the answer of the company', () => {
  it('is one, though the inbox and the console send at once, and a key answers the same', async () => {
    const review = await shop.review(maya, await shop.product('Cable'), { stars: 1 });
    const answer = (key: string) =>
      answerFromInbox(app, systemActor, {
        key,
        reviewId: review.id,
        text: `We are sorry. ${key}`,
        name: 'Ama',
      });
    const came = through(
      await Promise.allSettled(Array.from({ length: 24 }, (_, n) => answer(`key_${n % 6}`))),
      'review.answered',
    );
    assert.equal(came, 4, 'one key, sent four times');
    const [reply] = await app.db.query<{ count: number }>(
      'select count(*)::int as count from review_replies where review_id = $1',
      [review.id],
    );
    assert.equal(reply!.count, 1);
    const changed = await answerReview(app, systemActor, review.id, 'We sent a new one.');
    assert.equal(changed.markdown, 'We sent a new one.');
  });

  it('says what was done in the order in which it was done', async () => {
    const review = await shop.review(cleo, await shop.product('Plug'));
    await removeReview(app, systemActor, review.id, {
      reason: 'private',
      note: 'It tells a telephone number.',
    });
    await assert.rejects(
      shop.review(cleo, (await selectProducts(app, [review.productId]))[0]!),
      refused('review.removed'),
    );
    await assert.rejects(answerReview(app, systemActor, review.id, 'Hm'), refused('review.is_removed'));
    await restoreReview(app, systemActor, review.id);
    const removals = (await selectRemovals(app, review.id)).map(({ reason, note }) => [reason, note]);
    assert.deepEqual(removals, [
      ['private', 'It tells a telephone number.'],
      [null, ''],
    ]);
  });
});
