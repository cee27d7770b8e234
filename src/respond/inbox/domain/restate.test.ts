import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { type Conversation, emptyConversation, hearAnswer, hearPost, type SaidPost } from './conversation.ts';
import { forgetPosts, restate } from './restate.ts';

const NOON = new Date('2026-11-22T12:00:00Z').getTime();
const at = (minutes: number) => new Date(NOON + minutes * 60_000);
const TEXTS = [
  'hello',
  'No internet since noon',
  'smoke from the router, help?',
  'I want a refund, twice charged',
  'why?',
  'thanks',
];
const kindsOf = (post: SaidPost) =>
  post.topics.map((topic) => (topic.topicId === 'topic_a' ? 'brand' : 'product'));

interface Said {
  text: string;
  isAddressed: boolean;
  topic: 'topic_a' | 'topic_b' | null;
}

const postOf = (index: number, said: Said): SaidPost => ({
  id: `post_${index}`,
  origin: 'bluesky',
  network: 'bluesky',
  externalId: `at://ana/${index}`,
  rootExternalId: index === 0 ? null : 'at://ana/0',
  accountId: 'acct_ana',
  title: null,
  text: said.text,
  media: [],
  createdAt: at(index * 7),
  receivedAt: at(60),
  addresses: said.isAddressed ? ['brand'] : [],
  mentions: [],
  topics: said.topic ? [{ topicId: said.topic, toInbox: true }] : [],
});

/** What the inbox does with what intake tells it: the latest version of each post counts, a delete is final. */
class Inbox {
  conversation: Conversation = emptyConversation(
    'conv_1',
    postOf(0, { text: '', isAddressed: false, topic: null }),
  );
  readonly #versions = new Map<number, number>();
  readonly #posts = new Map<number, SaidPost>();

  hear(index: number, version: number, said: Said | null): void {
    if (version <= (this.#versions.get(index) ?? -1)) return;
    this.#versions.set(index, version);
    const isKnown = this.#posts.has(index);
    if (said === null) {
      this.#posts.delete(index);
      if (isKnown)
        this.conversation = forgetPosts(
          this.conversation,
          new Set([`post_${index}`]),
          this.#standing(),
          kindsOf,
        );
      return;
    }
    const post = postOf(index, said);
    this.#posts.set(index, post);
    const heard = hearPost(this.conversation, post, { topicKinds: kindsOf(post), earlierUnanswered: 0 });
    this.conversation = isKnown ? restate(heard, this.#standing(), kindsOf) : heard;
  }

  #standing(): SaidPost[] {
    return [...this.#posts.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  }
}

/** All that does not depend on what people did meanwhile. */
function outcome({ conversation }: Inbox) {
  const { factors, rank, excerpt, postIds, postsWaiting, waitingSince, topicIds, isGone } = conversation;
  if (postIds.length === 0) return 'nothing';
  return {
    factors,
    rank,
    excerpt,
    postIds,
    postsWaiting,
    waitingSince,
    topicIds: topicIds.toSorted(),
    isGone,
    lastPostId: conversation.lastPostId,
    lastPostAt: conversation.lastPostAt,
  };
}

const said: fc.Arbitrary<Said> = fc.record({
  text: fc.constantFrom(...TEXTS),
  isAddressed: fc.boolean(),
  topic: fc.constantFrom('topic_a' as const, 'topic_b' as const, null),
});
/** For each post its versions, the last of which may be its end. */
const lives = fc.array(
  fc.record({ versions: fc.array(said, { minLength: 1, maxLength: 3 }), isDeleted: fc.boolean() }),
  { minLength: 1, maxLength: 4 },
);

test('new posts, edits and deletes may come in any order', () => {
  fc.assert(
    fc.property(lives, fc.infiniteStream(fc.nat()), (posts, picks) => {
      const events = posts.flatMap(({ versions, isDeleted }, index) =>
        [...versions, ...(isDeleted ? [null] : [])].map((words, version) => ({ index, version, words })),
      );
      const inOrder = new Inbox();
      for (const { index, version, words } of events) inOrder.hear(index, version, words);
      const anyOrder = new Inbox();
      for (const left = [...events]; left.length > 0;) {
        const [event] = left.splice(picks.next().value! % left.length, 1);
        anyOrder.hear(event!.index, event!.version, event!.words);
      }
      assert.deepEqual(outcome(anyOrder), outcome(inOrder));
    }),
    { numRuns: 500 },
  );
});

const plain = (text: string, more: Partial<Said> = {}): Said => ({
  text,
  isAddressed: false,
  topic: null,
  ...more,
});
const keys = (conversation: Conversation) => conversation.factors.map((factor) => factor.key);

test('a question that was edited away weighs nothing any more', () => {
  const inbox = new Inbox();
  inbox.hear(0, 0, plain('smoke from the router, help?', { isAddressed: true, topic: 'topic_a' }));
  assert.deepEqual(keys(inbox.conversation).slice(0, 1), ['urgency']);
  const urgent = inbox.conversation.rank;
  inbox.hear(0, 1, plain('thanks'));
  assert.deepEqual([keys(inbox.conversation), inbox.conversation.topicIds], [[], []]);
  assert.ok(inbox.conversation.rank > urgent);
});

test('an edit after our answer takes its words along and wakes nobody', () => {
  const inbox = new Inbox();
  inbox.hear(0, 0, plain('No internet since noon'));
  inbox.conversation = hearAnswer(inbox.conversation, at(30));
  inbox.hear(0, 1, plain('thanks'));
  const { status, waitingSince, excerpt } = inbox.conversation;
  assert.deepEqual(
    [status, waitingSince, excerpt, keys(inbox.conversation)],
    ['waiting', null, 'thanks', []],
  );
});

test('who deletes the first of two posts waits since the second', () => {
  const inbox = new Inbox();
  inbox.hear(0, 0, plain('hello'));
  inbox.hear(1, 0, plain('why?'));
  assert.deepEqual([inbox.conversation.waitingSince, inbox.conversation.postsWaiting], [at(0), 2]);
  inbox.hear(0, 1, null);
  assert.deepEqual([inbox.conversation.waitingSince, inbox.conversation.postsWaiting], [at(7), 1]);
  assert.deepEqual(keys(inbox.conversation), ['needs-reply', 'question']);
});

test('of a very long conversation only the words are judged anew', () => {
  const before = { ...new Inbox().conversation, postIds: Array.from({ length: 60 }, (_, i) => `post_${i}`) };
  const factors = [
    { key: 'addressed', points: 25, reason: 'Addressed to us' },
    { key: 'trouble-safety', points: 60, reason: 'says “smoke”' },
    { key: 'urgency', points: 480, reason: 'Emergency: somebody may get hurt — says “fire”' },
  ];
  const after = restate({ ...before, factors, postsWaiting: 60 }, [postOf(3, plain('why?'))], kindsOf);
  assert.deepEqual([keys(after), after.postsWaiting, after.excerpt], [['addressed'], 60, 'why?']);
});
