import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import {
  type Conversation,
  emptyConversation,
  facetsOf,
  hearAnswer,
  hearPost,
  loseAnswer,
  opensConversation,
  type SaidPost,
} from './conversation.ts';
import { forgetPosts } from './restate.ts';
import { applyChange, revertStep } from './change.ts';
import { describeActivity } from './history.ts';
import { findMentions } from './mentions.ts';

const NOON = new Date('2026-11-22T12:00:00Z').getTime();
const at = (minutes: number) => new Date(NOON + minutes * 60_000);
const calm = { topicKinds: [], earlierUnanswered: 0 };

function post(id: string, minutes: number, text = 'hello', more: Partial<SaidPost> = {}): SaidPost {
  return {
    id: `post_${id}`,
    origin: 'bluesky',
    network: 'bluesky',
    externalId: `at://ana/${id}`,
    rootExternalId: null,
    accountId: 'acct_ana',
    title: null,
    text,
    media: [],
    createdAt: at(minutes),
    receivedAt: at(Math.max(minutes, 0) + 1),
    addresses: ['brand'],
    mentions: [],
    topics: [],
    ...more,
  };
}

const kindsOf = () => [];

const opened = (first: SaidPost = post('1', 0)) => hearPost(emptyConversation('conv_1', first), first, calm);

test('only what is addressed to us or about an inbox topic opens a conversation', () => {
  assert.equal(opensConversation({ addresses: ['x'], topics: [] }), true);
  assert.equal(opensConversation({ addresses: [], topics: [{ topicId: 't', toInbox: true }] }), true);
  assert.equal(opensConversation({ addresses: [], topics: [{ topicId: 't', toInbox: false }] }), false);
});

test('the clock runs from the first post without an answer', () => {
  const twice = hearPost(opened(), post('2', 30, 'anybody?'), calm);
  assert.deepEqual(twice.waitingSince, at(0));
  assert.equal(twice.postsWaiting, 2);
  assert.equal(twice.excerpt, 'anybody?');
  assert.ok(twice.factors.some((factor) => factor.key === 'repeated'));
  assert.ok(twice.rank < opened().rank, 'writing again moves it forward');
});

test('our answer stops the clock, the next post starts it anew', () => {
  const answered = hearAnswer(opened(post('1', 0, 'a refund?')), at(10));
  assert.deepEqual([answered.status, answered.waitingSince, answered.postsWaiting], ['waiting', null, 0]);
  const again = hearPost(answered, post('2', 20, 'thanks'), calm);
  assert.deepEqual([again.status, again.waitingSince, again.postsWaiting], ['open', at(20), 1]);
  assert.ok(!again.factors.some((factor) => factor.key === 'urgency'), 'the old reasons are gone');
});

test('an answer that a reply of ours brought keeps the status chosen with it', () => {
  assert.equal(hearAnswer({ ...opened(), outgoing: 'sending' }, at(10)).status, 'open');
  assert.equal(hearAnswer({ ...opened(), status: 'done', outgoing: 'sending' }, at(10)).status, 'done');
});

test('posts and answers may come in any order', () => {
  const events: ((c: Conversation) => Conversation)[] = [
    (c) => hearPost(c, post('1', 0), calm),
    (c) => hearPost(c, post('2', 20), calm),
    (c) => hearAnswer(c, at(10)),
  ];
  const empty = emptyConversation('conv_1', post('1', 0));
  const outcomes = new Set<string>();
  for (const order of [
    [0, 1, 2],
    [0, 2, 1],
    [2, 0, 1],
    [2, 1, 0],
    [1, 0, 2],
    [1, 2, 0],
  ]) {
    const { waitingSince, postIds, status, excerpt, lastPostId } = order.reduce(
      (c, index) => events[index]!(c),
      empty,
    );
    outcomes.add(JSON.stringify({ waitingSince, postIds, status, excerpt, lastPostId }));
  }
  assert.equal(outcomes.size, 1, [...outcomes].join('\n'));
});

test('a clock that runs wrong wins nothing', () => {
  const past = opened(post('1', 0, 'x', { createdAt: new Date('1971-01-01'), receivedAt: at(0) }));
  assert.ok(past.waitingSince! >= at(-7 * 24 * 60));
  const future = opened(post('1', 0, 'x', { createdAt: new Date('2039-01-01'), receivedAt: at(0) }));
  assert.deepEqual([future.waitingSince, future.lastPostAt], [at(0), at(0)]);
});

test('reach never counts', () => {
  const small = opened({ ...post('1', 0), author: { followers: 3 } } as SaidPost);
  const large = opened({ ...post('1', 0), author: { followers: 3_000_000 } } as SaidPost);
  assert.deepEqual(large, small);
});

test('a new post opens what was waiting, snoozed or done', () => {
  for (const status of ['waiting', 'snoozed', 'done'] as const) {
    const closed = {
      ...opened(),
      status,
      snoozedUntil: status === 'snoozed' ? at(1000) : null,
      isUnread: false,
    };
    const again = hearPost(closed, post('2', 5), calm);
    assert.deepEqual([again.status, again.snoozedUntil, again.isUnread], ['open', null, true]);
  }
});

test('an edit changes the words and nothing else', () => {
  const done = { ...opened(), status: 'done' as const, isUnread: false };
  const edited = hearPost(done, post('1', 0, 'edited'), calm);
  assert.deepEqual(
    [edited.excerpt, edited.status, edited.isUnread, edited.postIds.length],
    ['edited', 'done', false, 1],
  );
});

test('deleting a post takes its words out of the reasons; those that stand remain', () => {
  const first = post('1', 0, 'No internet since noon');
  const two = hearPost(hearPost(opened(), first, calm), post('2', 5, 'smoke from the router, help?'), calm);
  assert.match(JSON.stringify(two.factors), /smoke/);
  const one = forgetPosts(two, new Set(['post_2']), [first], kindsOf);
  assert.deepEqual(
    one.factors.map((factor) => factor.key),
    ['urgency', 'needs-reply', 'addressed', 'severity'],
  );
  assert.ok(one.rank > two.rank);
});

test('deleting the newest post shows the one before; deleting all takes it out of the queue', () => {
  const two = hearPost(opened(), post('2', 5, 'secret'), calm);
  const one = forgetPosts(two, new Set(['post_2']), [post('1', 0, 'hello')], kindsOf);
  assert.deepEqual([one.excerpt, one.isGone, one.postIds], ['hello', false, ['post_1']]);
  assert.equal(forgetPosts(two, new Set(['post_2']), [], kindsOf).excerpt, '', 'never the deleted words');
  const none = forgetPosts(two, new Set(['post_1', 'post_2']), [], kindsOf);
  assert.deepEqual(
    [none.excerpt, none.title, none.isGone, none.waitingSince, none.factors],
    ['', null, true, null, []],
  );
  assert.equal(hearPost(none, post('3', 9), calm).isGone, false);
});

test('an answer that is taken back starts the clock again', () => {
  const answered = hearAnswer(opened(), at(10));
  const lost = loseAnswer(answered, null);
  assert.deepEqual([lost.status, lost.waitingSince], ['open', at(0)]);
  assert.equal(loseAnswer(answered, at(9)).waitingSince, null, 'an earlier answer still stands');
});

test('the excerpt is one line of whole characters', () => {
  const { excerpt } = opened(post('1', 0, `a\n\n b\t${'😀'.repeat(400)}`));
  assert.ok(excerpt.startsWith('a b 😀'));
  assert.ok(excerpt.length <= 280 && excerpt.endsWith('…') && excerpt.isWellFormed());
});

test('facets name everything that lists are filtered by', () => {
  assert.deepEqual(
    facetsOf({
      network: 'bluesky',
      assigneeId: null,
      teamId: null,
      caseId: 'case_1',
      writtenTo: 'did:plc:brand',
      labels: ['VIP'],
      topicIds: ['topic_a'],
    }),
    ['n:bluesky', 'a:-', 'c:case_1', 'w:did:plc:brand', 't:topic_a', 'l:vip'],
  );
});

const change = fc.record(
  {
    status: fc.constantFrom('open', 'waiting', 'done'),
    assigneeId: fc.constantFrom(null, 'user_a', 'user_b'),
    addLabels: fc.array(fc.constantFrom('a', 'b', 'C')),
    removeLabels: fc.array(fc.constantFrom('a', 'b', 'c')),
    isUnread: fc.boolean(),
  },
  { requiredKeys: [] },
);
const visible = ({ status, snoozedUntil, assigneeId, isUnread, labels, rank }: Conversation) => ({
  status,
  snoozedUntil,
  assigneeId,
  isUnread,
  rank,
  labels: labels.toSorted(),
});

test('every change can be taken back, and done again', () => {
  fc.assert(
    fc.property(fc.array(change), change, (earlier, wish) => {
      const before = earlier.reduce((conversation, next) => applyChange(conversation, next).after, opened());
      const { after, step } = applyChange(before, wish);
      if (!step) return assert.deepEqual(visible(after), visible(before));
      const back = revertStep(after, step);
      assert.equal(back.isPartial, false);
      assert.deepEqual(visible(back.after), visible(before));
      if (back.step) assert.deepEqual(visible(revertStep(back.after, back.step).after), visible(after));
    }),
  );
});

test('undo leaves alone what somebody else changed since', () => {
  const { after, step } = applyChange(opened(), { status: 'done', assigneeId: 'user_a', addLabels: ['x'] });
  const since = applyChange(after, { assigneeId: 'user_b' }).after;
  const back = revertStep(since, step!);
  assert.deepEqual(
    [back.isPartial, back.after.status, back.after.assigneeId, back.after.labels],
    [true, 'open', 'user_b', []],
  );
});

test('undo brings a snooze back with its time', () => {
  const snoozed = applyChange(opened(), { status: 'snoozed', snoozedUntil: at(600) }).after;
  const { after, step } = applyChange(snoozed, { status: 'open' });
  assert.equal(after.snoozedUntil, null);
  assert.deepEqual(revertStep(after, step!).after.snoozedUntil, at(600));
});

test('mentions find full names, single first names and mail names, and nobody by accident', () => {
  const ana = { id: 'u1', name: 'Ana Sol', email: 'ana.sol@x.example' };
  const anna = { id: 'u2', name: 'Anna', email: 'anna@x.example' };
  const ben1 = { id: 'u3', name: 'Ben Ode', email: 'ode@x.example' };
  const ben2 = { id: 'u4', name: 'Ben Ito', email: 'ito@x.example' };
  const found = (text: string) =>
    findMentions(text, [ana, anna, ben1, ben2]).map((colleague) => colleague.id);
  assert.deepEqual(found('please @Ana look'), ['u1']);
  assert.deepEqual(found('@anna!'), ['u2']);
  assert.deepEqual(found('@ana.sol and @BEN ITO'), ['u1', 'u4']);
  assert.deepEqual(found('@Ben?'), [], 'two are called so');
  assert.deepEqual(found('mail ana@anna.example, @anastasia'), []);
});

test('history says the end of a snooze as a time, not in words', () => {
  const line = {
    id: 'act_1',
    at: at(0),
    actorName: 'Ana',
    undoId: null,
    isUndone: false,
  };
  const told = (action: string, detail: Record<string, unknown>) => {
    const { text, until } = describeActivity({ ...line, action, detail }, () => 'Ben');
    return [text, until];
  };
  const until = '2026-11-23T09:00:00.000Z';
  assert.deepEqual(told('status.snoozed', { from: 'open', until }), ['Ana snoozed it', until]);
  assert.deepEqual(told('status.snoozed', { until: null }), ['Ana snoozed it', null]);
  assert.deepEqual(told('status.done', { until }), ['Ana marked it done', null]);
  assert.deepEqual(told('labels.added', { labels: ['a', 'b'] }), ['Ana added the labels “a”, “b”', null]);
  assert.deepEqual(told('reply.rejected', { because: 'Too curt' }), [
    'Ana rejected the reply: Too curt',
    null,
  ]);
  assert.deepEqual(told('reply.rejected', {}), ['Ana rejected the reply', null]);
  assert.deepEqual(told('assigned', { to: 'user_b' }), ['Ana assigned it to Ben', null]);
});
