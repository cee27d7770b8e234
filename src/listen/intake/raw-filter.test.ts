import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { InboundPost, RawLook } from '#connectors/kit/index.ts';
import { parseQuery } from '#lib/query/index.ts';
import { randomDocument, randomQuery } from '#lib/query/testing/index.ts';
import { documentOf, Matcher } from '#listen/matcher/index.ts';
import { createTestApp } from '../../../test/helpers/app.ts';
import { matcherPort, ownAccountsPort, passingPort, rawFilter } from './index.ts';

type TestApp = Awaited<ReturnType<typeof createTestApp>>;

/** The look that a network would give of a post. */
function lookOf(post: InboundPost): RawLook {
  const words = [post.title ?? '', post.text, ...(post.tags ?? [])];
  const offsets: number[] = [];
  let at = 0;
  for (const word of words) {
    const { length } = Buffer.from(word);
    offsets.push(at, at + length);
    at += length;
  }
  return {
    bytes: Buffer.from(words.join('')),
    parts: offsets.slice(0, 4),
    tags: offsets.slice(4),
    author: post.author.externalId,
    accounts: [post.author.externalId, ...(post.mentions ?? [])],
    links: post.links ?? [],
  };
}

function postOf(text: string, more: Partial<InboundPost> = {}): InboundPost {
  return {
    type: 'post',
    origin: 'bluesky',
    network: 'bluesky',
    externalId: 'at://x/1',
    version: 1,
    kind: 'post',
    author: { externalId: 'did:plc:ann' },
    createdAt: new Date(),
    text,
    ...more,
  };
}

function topic(id: string, source: string) {
  const parsed = parseQuery(source);
  assert.ok(parsed.isValid, source);
  return { id, query: parsed.query };
}

describe('what need not be parsed', () => {
  let database: TestApp;
  const matcher = new Matcher<ReturnType<typeof topic>>();
  let own = new Set<string>();
  let isDrawn = false;

  before(async () => {
    database = await createTestApp();
    database.app.provide(matcherPort, {
      match: () => [],
      mayMatch: (network, look) => matcher.mayMatch(network, look),
    });
    database.app.provide(ownAccountsPort, { externalIds: () => own });
    database.app.provide(passingPort, {
      pick: () => [],
      draw: () => isDrawn,
      keep: async () => undefined,
      forget: async () => undefined,
    });
  });
  after(() => database.close());

  const verdict = (post: InboundPost) => rawFilter(database.app, 'bluesky')!.judge(lookOf(post));

  test('is what matches no topic, however much its words are like one', () => {
    matcher.replaceTopics([
      topic('1', 'refund late'),
      topic('2', '"train strike" -tram'),
      topic('3', 'in:bio nurse'),
    ]);
    assert.equal(verdict(postOf('nothing of it')), 'skip');
    assert.equal(verdict(postOf('a refund, early')), 'skip');
    assert.equal(verdict(postOf('a train, no strike')), 'skip');
    assert.equal(verdict(postOf('late refund')), 'wanted');
    assert.equal(verdict(postOf('train strike')), 'wanted');
  });

  test('is never a post by the brand, or one that names it', () => {
    matcher.replaceTopics([]);
    own = new Set(['did:plc:brand']);
    assert.equal(verdict(postOf('x', { author: { externalId: 'did:plc:brand' } })), 'wanted');
    assert.equal(verdict(postOf('x', { mentions: ['did:plc:brand'] })), 'wanted');
    assert.equal(verdict(postOf('x')), 'skip');
    own = new Set();
  });

  test('may be drawn for the sample of what passes', () => {
    isDrawn = true;
    assert.equal(verdict(postOf('x')), 'drawn');
    isDrawn = false;
    assert.equal(verdict(postOf('x')), 'skip');
  });

  test('is nothing where a topic waits for what a look does not tell', async () => {
    matcher.replaceTopics([topic('1', 'site:forum.example')]);
    assert.equal(verdict(postOf('x')), 'wanted');
    matcher.replaceTopics([topic('1', 'source:bluesky')]);
    assert.equal(verdict(postOf('x')), 'wanted');
    matcher.replaceTopics([topic('1', 'source:mastodon')]);
    await matcher.settled();
    assert.equal(verdict(postOf('x')), 'skip');
  });

  test('never matches, on random topics and posts', () => {
    const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000_000);
    let [skipped, matched] = [0, 0];
    for (let group = 0; group < 40; group++) {
      const base = seed + group * 1000;
      const posts = Array.from({ length: 60 }, (_, i) => {
        const { text, title, tags, links, mentions, author, langs, kind } = randomDocument(base + i);
        return postOf(text, {
          ...(title !== undefined && { title }),
          ...(tags && { tags: [...tags] }),
          ...(links && { links: [...links] }),
          ...(mentions && { mentions: [...mentions] }),
          ...(langs && { langs: [...langs] }),
          ...(kind === 'reply' && { kind }),
          author: { externalId: author?.externalId ?? 'did:plc:ann' },
        });
      });
      const topics = posts.map((post, i) => ({ id: `${i}`, ...randomQuery(base + i, documentOf(post)) }));
      // One at a time: among many some topic always may match.
      for (const [i, one] of topics.entries()) {
        matcher.replaceTopics([one]);
        for (const post of [posts[i]!, posts[(i + 7) % posts.length]!]) {
          const isMatch = matcher.match(documentOf(post)).length > 0;
          const isSkipped = verdict(post) === 'skip';
          assert.ok(
            !(isMatch && isSkipped),
            `SEED=${seed} ${one.source} ${JSON.stringify(post).slice(0, 1000)}`,
          );
          matched += isMatch ? 1 : 0;
          skipped += isSkipped ? 1 : 0;
        }
      }
    }
    assert.ok(matched > 300 && skipped > 300, `${matched} matched, ${skipped} skipped`);
  });
});
