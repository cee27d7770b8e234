import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { say } from '../inbox/testing/company.ts';
import { openDesk } from '../inbox/testing/desk.ts';
import { WEIGHABLE } from '../triage/index.ts';

const { company, somebody } = await openDesk();
after(() => company.close());

const TEXTS = [
  'acme, no internet since noon',
  'acme, I was charged twice, refund?',
  'acme is nice',
  'Smoke comes out of my acme router, help!',
  'acme, how do I reset my password?',
];

test('who has millions of followers stands where who has none stands: the same words at the same time have the same rank and reasons', async () => {
  const at = new Date(Date.now() - 30 * 60_000);
  const pairs = TEXTS.map((text) => {
    const [famous, unknown] = [somebody(), somebody()];
    const by = (externalId: string, followers: number) => ({
      author: { externalId, handle: `${externalId.split(':').at(-1)}.example`, followers },
      createdAt: at,
    });
    return {
      famous,
      unknown,
      posts: [say(famous, '1', text, by(famous, 9_000_000)), say(unknown, '1', text, by(unknown, 0))],
    };
  });
  await company.hear(...pairs.flatMap(({ posts }) => posts));
  const rows = await company.app.db.query<{
    author: string;
    rank: number;
    factors: unknown;
    followers: number;
  }>(
    `select a.external_id as author, c.rank, c.factors, a.followers from conversations c join accounts a on a.id = c.account_id`,
  );
  const of = (author: string) => rows.find((row) => row.author === author)!;
  for (const { famous, unknown } of pairs) {
    assert.equal(of(famous).followers, 9_000_000, 'the followers are known, and do not count');
    assert.equal(of(famous).rank, of(unknown).rank);
    assert.deepEqual(of(famous).factors, of(unknown).factors);
  }
});

test('nobody can give reach a weight: it is no factor', () => {
  for (const { key, label, usually } of WEIGHABLE)
    assert.doesNotMatch(`${key} ${label} ${usually}`, /reach|follower|like/i);
});
