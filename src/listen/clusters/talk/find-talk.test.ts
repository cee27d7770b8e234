import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as fc from 'fast-check';
import { pick, randomFrom } from '../../../../test/helpers/random.ts';
import { findTalk, type Talk } from './find-talk.ts';
import { findTalkApart } from './run.ts';
import type { PostToGroup } from './vectors.ts';
import { anyText } from '../../../../test/helpers/texts.ts';

/** What customers of one telecom talk about: the words of each matter, and small talk around them. */
const MATTERS: Record<string, string[]> = {
  roaming: ['roaming', 'abroad', 'surcharge', 'holiday', 'Spain', 'bill'],
  outage: ['outage', 'router', 'blinking', 'disconnected', 'evening', 'modem'],
  shop: ['queue', 'shop', 'assistant', 'friendly', 'counter', 'upgrade'],
  störung: ['Störung', 'Techniker', 'Termin', 'Leitung', 'Wochenende', 'Hotline'],
  信号: ['地铁没有信号', '信号很差', '地铁信号', '没有网络', '信号中断'],
};
const AROUND = [
  'honestly',
  'folks',
  'Orbit',
  'Orbit',
  'guess',
  'update',
  'hello',
  'wondering',
  'somehow',
  'mate',
];

function postsFrom(seed: number, count: number): { posts: PostToGroup[]; matters: string[] } {
  const random = randomFrom(seed);
  const names = Object.keys(MATTERS);
  const matters: string[] = [];
  const posts = Array.from({ length: count }, (_, i) => {
    const matter = names[pick(random, names.length)]!;
    matters.push(matter);
    const some = Array.from({ length: 4 }, () => MATTERS[matter]![pick(random, MATTERS[matter]!.length)]!);
    const text = `Orbit ${AROUND[pick(random, AROUND.length)]} ${some.join(' ')} ${AROUND[pick(random, AROUND.length)]}`;
    return { id: `post_${String(i).padStart(26, '0')}`, text };
  });
  return { posts, matters };
}

/** Share of the posts whose talk is mostly of their own matter. */
function purity(talks: readonly Talk[], matters: readonly string[]): number {
  const right = talks.map(({ posts }) => {
    const counts = Map.groupBy(posts, (post) => matters[post]!);
    return Math.max(...[...counts.values()].map((some) => some.length));
  });
  return right.reduce((sum, count) => sum + count, 0) / matters.length;
}

describe('talk', () => {
  it('is told apart and named by its telling words, in any language', () => {
    const { posts, matters } = postsFrom(1, 600);
    const talks = findTalk(posts);
    assert.ok(purity(talks, matters) > 0.95, String(purity(talks, matters)));
    for (const matter of Object.keys(MATTERS)) {
      const largest = talks.find(
        ({ posts: some }) => some.filter((post) => matters[post] === matter).length > some.length / 2,
      );
      assert.ok(largest, matter);
      const words = largest.words.map(({ word }) => word);
      assert.ok(words.length >= 3 && words.length <= 5, words.join(', '));
      assert.ok(
        words.every((word) => MATTERS[matter]!.some((own) => own.includes(word))),
        `${matter}: ${words.join(', ')}`,
      );
    }
    assert.ok(
      !talks.some(({ words }) => words.some(({ word }) => word === 'Orbit')),
      'what all say names nothing',
    );
  });

  it('has a representative that is one of it, each post at most once, largest first', () => {
    const { posts } = postsFrom(2, 300);
    const talks = findTalk(posts);
    const all = talks.flatMap(({ posts: some }) => some);
    assert.equal(new Set(all).size, all.length);
    for (const [i, talk] of talks.entries()) {
      assert.ok(talk.posts.includes(talk.representative));
      assert.ok(i === 0 || talks[i - 1]!.posts.length >= talk.posts.length);
    }
  });

  it('is the same for the same posts, here and in a thread, and tells its progress', async () => {
    const { posts } = postsFrom(3, 900);
    const once = findTalk(posts);
    assert.deepEqual(findTalk(posts), once);
    const progress: number[] = [];
    assert.deepEqual(await findTalkApart(posts, (share) => progress.push(share)), once);
    assert.ok(
      progress.length >= 2 && progress.every((share, i) => share <= 1 && share >= (progress[i - 1] ?? 0)),
      String(progress),
    );
  });

  it('stays together when more posts arrive', () => {
    const { posts } = postsFrom(4, 800);
    const before = findTalk(posts.slice(0, 700));
    const after = findTalk(posts);
    const talkAfter = new Map(
      after.flatMap(({ posts: some }, talk) => some.map((post) => [post, talk] as const)),
    );
    let [kept, all] = [0, 0];
    for (const { posts: some } of before) {
      const counts = Map.groupBy(some, (post) => talkAfter.get(post));
      kept += Math.max(...[...counts.values()].map((group) => group.length));
      all += some.length;
    }
    assert.ok(kept / all > 0.8, `${kept} of ${all}`);
  });

  it('counts a text that was spread as often as it stands, without letting it drown the others', () => {
    const { posts } = postsFrom(5, 200);
    const spread = { text: 'WIN a free phone, click the giveaway link and follow our prize account' };
    const copies = Array.from({ length: 412 }, (_, i) => ({
      id: `post_z${String(i).padStart(25, '0')}`,
      ...spread,
    }));
    const also = [
      'win a phone giveaway prize',
      'free phone prize giveaway again',
      'another giveaway prize account',
    ];
    const talks = findTalk([...posts, ...copies, ...also.map((text, i) => ({ id: `post_zz${i}`, text }))]);
    assert.equal(talks[0]!.posts.length, 415);
    assert.ok(talks[0]!.words.some(({ word }) => word === 'giveaway' || word === 'prize'));
    assert.ok(talks.length > 3, 'the others are still told apart');
  });

  it('is none where nothing is shared, and never fails', () => {
    assert.deepEqual(findTalk([]), []);
    assert.deepEqual(findTalk([{ id: 'post_1', text: 'one post alone says this' }]), []);
    const strangers = ['apples ripen', 'trains whistle', 'rivers freeze', 'painters sleep'].map(
      (text, i) => ({ id: `post_${i}`, text }),
    );
    assert.deepEqual(findTalk(strangers), []);
    const hostile = [
      '',
      '🔥🔥',
      '\ud800',
      'a'.repeat(1e5),
      'https://x.test',
      '@a @b',
      '1 2 3',
      '\u202e\u200f\u0000',
      'constructor __proto__ toString',
    ];
    findTalk(hostile.flatMap((text, i) => [1, 2, 3].map((n) => ({ id: `post_${i}_${n}`, text }))));
    fc.assert(
      fc.property(fc.array(anyText({ maxLength: 60 }), { maxLength: 40 }), (texts) => {
        const posts = texts.map((text, i) => ({ id: `post_${i}`, text }));
        for (const { posts: some, words } of findTalk(posts)) assert.ok(some.length >= 3 && words.length > 0);
      }),
      { numRuns: 60 },
    );
  });
});
