import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { judge, pointsOf, rankOf, type TriageInput, waitingFactor } from './index.ts';
import { TROUBLES } from './lexicon.ts';

const plain: TriageInput = {
  title: null,
  text: 'Nice shop',
  isAddressed: false,
  topicKinds: [],
  earlierUnanswered: 0,
  postsWaiting: 1,
};
const keys = (input: Partial<TriageInput>) => judge({ ...plain, ...input }).map((factor) => factor.key);

test('a plain remark earns nothing', () => {
  assert.deepEqual(judge(plain), []);
});

test('each factor has its reason in words and says what was found', () => {
  const factors = judge({
    ...plain,
    text: 'My router caught FIRE, can I get a refund?',
    isAddressed: true,
    topicKinds: ['subject', 'brand'],
    earlierUnanswered: 2,
    postsWaiting: 3,
  });
  assert.deepEqual(
    factors.map(({ key, points }) => [key, points]),
    [
      ['addressed', 25],
      ['question', 15],
      ['trouble-safety', 480],
      ['trouble-money', 80],
      ['brand-topic', 15],
      ['history', 20],
      ['repeated', 20],
    ],
  );
  assert.match(factors[2]!.reason, /caught fire/);
  assert.match(factors[3]!.reason, /refund/);
  for (const factor of factors) assert.ok(factor.reason.length > 5);
});

const spoken: [string, string][] = [
  ['I am stranded at the airport', 'trouble-stranded'],
  ['Überall RAUCH in der Küche', 'trouble-safety'],
  ['Mein Internet funktioniert nicht.', 'trouble-outage'],
  ['Es ist dringend', 'trouble-deadline'],
  ['Der Anwalt ist informiert', 'trouble-escalation'],
  ['Quiero un reembolso', 'trouble-money'],
  ['Esto no funciona desde ayer', 'trouble-outage'],
  ['Ça ne marche plus depuis hier', 'trouble-outage'],
  ['Je veux être remboursée', 'trouble-money'],
  ['plus rien, pas d’internet', 'trouble-outage'],
  ["the app doesn't work", 'trouble-outage'],
  ['They were overcharging us #scam', 'trouble-money'],
  ['c’est une urgence', 'trouble-deadline'],
];
for (const [text, key] of spoken)
  test(`“${text}” is ${key}`, () => assert.ok(keys({ text }).includes(key), String(keys({ text }))));

const harmless = [
  'A refreshing drink',
  'smokehouse ribs',
  'https://example.org/refund?now=1',
  'the presses',
  'firework',
  'downtown',
  'C’est tout droit',
];
for (const text of harmless)
  test(`“${text}” is no trouble and no question`, () => assert.deepEqual(keys({ text }), []));

test('the title counts as much as the text', () => {
  assert.deepEqual(keys({ title: 'Outage again?', text: 'see above' }), ['question', 'trouble-outage']);
});

test('one kind of trouble counts once, however often it is said', () => {
  const once = judge({ ...plain, text: 'refund' });
  assert.equal(pointsOf(judge({ ...plain, text: 'refund refund scam fraud '.repeat(50) })), pointsOf(once));
});

test('history and repeats are bounded', () => {
  assert.equal(pointsOf(judge({ ...plain, earlierUnanswered: 500, postsWaiting: 500 })), 60);
});

test('every entry of the word lists is found in a text that says it', () => {
  for (const trouble of TROUBLES) {
    for (const entry of trouble.entries) {
      const text = `well, ${entry.replace('*', 'xx').toUpperCase()}!`;
      assert.ok(keys({ text }).includes(`trouble-${trouble.key}`), `${trouble.key}: ${entry}`);
    }
  }
});

test('ageing never changes the order of two who wait', () => {
  const at = fc.integer({ min: 1_600_000_000, max: 1_900_000_000 });
  const points = fc.integer({ min: 0, max: 400 });
  fc.assert(
    fc.property(
      at,
      points,
      at,
      points,
      fc.integer({ min: 0, max: 10_000_000 }),
      (a, pointsA, b, pointsB, later) => {
        const now = new Date((Math.max(a, b) + later) * 1000);
        const total = (since: number, base: number) =>
          (base + ((now.getTime() / 1000 - since) / 3600) * 10).toFixed(6);
        const first = rankOf(new Date(a * 1000), pointsA, true);
        const second = rankOf(new Date(b * 1000), pointsB, true);
        if (first < second) assert.ok(Number(total(a, pointsA)) > Number(total(b, pointsB)));
        if (first === second) assert.equal(total(a, pointsA), total(b, pointsB));
      },
    ),
  );
});

test('whoever waits comes before whoever was answered', () => {
  const answered = rankOf(new Date('2020-01-01'), 400, false);
  assert.ok(rankOf(new Date('2049-01-01'), 0, true) < answered);
});

test('waiting earns ten points an hour and is told in words', () => {
  const now = new Date('2026-11-22T12:00:00Z');
  const waited = (minutes: number) => waitingFactor(new Date(now.getTime() - minutes * 60_000), now);
  assert.deepEqual(waited(60), { key: 'waiting', points: 10, reason: 'Waiting for 1 hour' });
  assert.deepEqual(waited(0), { key: 'waiting', points: 0, reason: 'Waiting for less than a minute' });
  assert.equal(waited(60 * 72)?.points, 720);
  assert.equal(waitingFactor(null, now), undefined);
  assert.equal(waited(-5)?.points, 0, 'a clock that runs ahead earns nothing');
});

test('whatever people write is judged without failing and quickly', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary', maxLength: 3000 }),
      (text) => pointsOf(judge({ ...plain, text })) >= 0,
    ),
  );
  const start = performance.now();
  judge({ ...plain, text: `${'stuck '.repeat(200_000)}?` });
  assert.ok(performance.now() - start < 10_000);
});
