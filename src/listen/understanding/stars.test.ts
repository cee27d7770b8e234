import assert from 'node:assert/strict';
import { test } from 'node:test';
import { starsOf, withStars } from './stars.ts';
import { understand } from './understand.ts';

test('a rating is read where a text begins with it; ornaments are none', () => {
  for (const [text, stars] of [
    ['★★★★★ Router 3: Set up before the tea was ready', 5],
    [' ★☆☆☆☆ Charged twice', 1],
    ['4/5 stars: good', 4],
    ['3 von 5 Sternen, geht so', 3],
    ['★ New ★ lamps', undefined],
    ['★★★ three of how many', undefined],
    ['☆☆☆☆☆ nothing', undefined],
    ['★★★★★★ six', undefined],
    ['3/5 of us wait', undefined],
    ['Still ★☆☆☆☆ inside', undefined],
  ] as const)
    assert.equal(starsOf(text)?.stars, stars, text);
});

const TEXT =
  'Mesh point: set up before the tea was ready. Plugged in, scanned the code, done. The old one took an evening.';

test('five stars make less of a complaint of the same words than one, and more of a praise', () => {
  const [one, three, five] = [1, 3, 5].map((stars) =>
    understand({ text: `${'★'.repeat(stars)}${'☆'.repeat(5 - stars)} ${TEXT}` }),
  );
  assert.ok(five!.complaint.p < three!.complaint.p && three!.complaint.p < one!.complaint.p);
  assert.ok(one!.praise.p < three!.praise.p && three!.praise.p < five!.praise.p);
  assert.ok(five!.needsReply.p < three!.needsReply.p && three!.needsReply.p < one!.needsReply.p);
  assert.equal(five!.sentiment!.label, 'positive');
  assert.equal(one!.sentiment!.label, 'negative');
});

test('words that are clear are not drowned by five stars', () => {
  const { complaint } = understand({
    text: '★★★★★ Worst company ever: you charged me twice, nobody answers and I want my money back now. Terrible service!',
  });
  assert.ok(complaint.p > 0.5, String(complaint.p));
});

test('the stars are told among what decided, only where that is asked for', () => {
  const text = `★☆☆☆☆ ${TEXT}`;
  const { complaint } = understand({ text }, { isExplained: true });
  assert.ok(
    complaint.because.some(({ start, end, weight }) => text.slice(start, end) === '★☆☆☆☆' && weight === 2),
  );
  assert.ok(complaint.because.length <= 8);
  assert.deepEqual(understand({ text }).complaint.because, []);
});

test('certainty and impossibility stay chances', () => {
  const said = understand({ text: TEXT });
  for (const p of [0, 1])
    assert.equal(
      withStars(`★☆☆☆☆ x`, { ...said, complaint: { ...said.complaint, p } }, false).complaint.p,
      p,
    );
});
