import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withCorrections } from './corrected.ts';
import { isFromPosts, judge, judgeWords } from './index.ts';

const plain = { title: null, isAddressed: false, topicKinds: [], earlierUnanswered: 0, postsWaiting: 1 };
const say = (label: string, value: string) => ({ label, value, by: 'Ana' });
const found = (text: string, ...corrections: ReturnType<typeof say>[]) =>
  Object.fromEntries(judge({ ...plain, text, corrections }).map(({ key, points }) => [key, points]));

test('what people say counts before the model, both ways', () => {
  const text = 'I am stranded at the airport, who can help me?';
  const before = found(text);
  assert.equal(before['urgency'], 240);
  assert.equal(found(text, say('urgency', '0'))['urgency'], undefined);
  assert.equal(found(text, say('urgency', '3'))['urgency'], 480);
  assert.equal(found(text, say('question', 'no'))['question'], undefined);
  assert.equal(found(text, say('needsReply', 'no'))['needs-reply'], undefined);
  const calm = found('Nice shop', say('urgency', '1'), say('question', 'yes'), say('needsReply', 'yes'));
  assert.deepEqual(calm, { urgency: 40, question: 15, 'needs-reply': 30 });
});

test('the same level keeps the words that say why', () => {
  const text = 'I am stranded at the airport';
  const [, reason] = [
    '',
    judge({ ...plain, text, corrections: [say('urgency', '2')] }).find(({ key }) => key === 'urgency')
      ?.reason,
  ];
  assert.match(reason!, /stranded at the airport/);
});

test('a complaint wants an answer, unless somebody says that it does not; no complaint says nothing of that', () => {
  assert.deepEqual(found('Nice shop', say('complaint', 'yes')), { 'needs-reply': 30 });
  assert.deepEqual(found('Nice shop', say('complaint', 'yes'), say('needsReply', 'no')), {});
  const text = 'Quiero un reembolso';
  assert.deepEqual(found(text, say('complaint', 'no')), found(text));
  assert.deepEqual(found(text, say('sentiment', 'negative')), found(text));
});

test('words alone are corrected alike, and what others gave is told from what posts give', () => {
  const corrections = [say('urgency', '3')];
  assert.deepEqual(
    judgeWords({ title: null, text: 'Nice shop', corrections }).map(({ points }) => points),
    [480],
  );
  assert.deepEqual(withCorrections([], []), []);
  assert.ok(isFromPosts({ key: 'brand-topic', points: 1, reason: '' }));
  for (const key of ['history', 'promise'])
    assert.equal(isFromPosts({ key, points: 1, reason: '' }), false, key);
});
