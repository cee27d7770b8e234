import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import {
  isAboutWords,
  judge,
  judgeWords,
  pointsOf,
  rankOf,
  type TriageInput,
  waitingFactor,
} from './index.ts';
import { anyText } from '../../../test/helpers/texts.ts';

const plain: TriageInput = {
  title: null,
  text: 'Nice shop',
  isAddressed: false,
  topicKinds: [],
  earlierUnanswered: 0,
  postsWaiting: 1,
};
const keys = (input: Partial<TriageInput>) => judge({ ...plain, ...input }).map((factor) => factor.key);
const urgency = (text: string) => judge({ ...plain, text }).find(({ key }) => key === 'urgency');

test('a plain remark earns nothing', () => {
  assert.deepEqual(judge(plain), []);
});

test('each factor has its reason in words and says what was found', () => {
  const factors = judge({
    ...plain,
    text: 'Smoke is coming out of my router, who can help me?',
    isAddressed: true,
    topicKinds: ['subject', 'brand'],
    earlierUnanswered: 2,
    postsWaiting: 3,
  });
  assert.deepEqual(
    factors.map(({ key }) => key),
    ['question', 'needs-reply', 'urgency', 'severity', 'addressed', 'brand-topic', 'history', 'repeated'],
  );
  const points = Object.fromEntries(factors.map((factor) => [factor.key, factor.points]));
  assert.deepEqual([points['question'], points['urgency'], points['history']], [15, 480, 20]);
  assert.ok(points['needs-reply']! >= 15 && points['needs-reply']! <= 30);
  assert.match(urgency('Smoke is coming out of my router')!.reason, /^Emergency: .*hurt — says “Smoke/);
  for (const factor of factors) assert.ok(factor.reason.length > 5);
});

const urgent: [string, RegExp][] = [
  ['I am stranded at the airport', /stranded — says “stranded at the airport”/],
  ['Überall Rauch in der Küche, der Herd brennt', /hurt — says “.*(Rauch|brennt)/],
  [
    'Plus d’internet ni de téléphone depuis ce matin, je travaille à la maison',
    /does not work — says “Plus d’internet/,
  ],
  ['Me han cobrado dos veces y hoy pago el alquiler', /money — says “.*(cobrado|dos veces)/],
  ['Es ist dringend, mein Flug geht heute Abend', /time — says “.*(dringend|heute)/],
  ['My lawyer has been informed', /takes it further — says “lawyer”/],
  ['No internet since noon and I work from home', /does not work — says “No internet/],
];
for (const [text, reason] of urgent)
  test(`“${text}” is urgent and says why`, () => {
    const found = urgency(text);
    assert.ok((found?.points ?? 0) >= 240, JSON.stringify(found));
    assert.match(found!.reason, reason);
  });

const wanting = [
  'Mein Internet funktioniert nicht.',
  'Quiero un reembolso',
  'Esto no funciona desde ayer',
  'Ça ne marche plus depuis hier',
  'Je veux être remboursée',
  "the app doesn't work",
  'how do I reset my password',
];
for (const text of wanting)
  test(`“${text}” wants an answer`, () =>
    assert.ok(keys({ text }).includes('needs-reply'), String(keys({ text }))));

const harmless = [
  'A refreshing drink',
  'smokehouse ribs',
  'https://example.org/refund?now=1',
  'firework',
  'downtown',
  'C’est tout droit',
  'my phone died lol',
  'Thanks, that worked!',
  'Thousands stranded as storm closes airport, police say',
  'no smoke, no fire, all good',
];
for (const text of harmless) test(`“${text}” is no concern`, () => assert.deepEqual(keys({ text }), []));

test('the title counts as much as the text', () => {
  assert.ok(keys({ title: 'No internet since noon', text: 'see above' }).includes('urgency'));
});

test('urgency counts once, however often it is said', () => {
  const points = (text: string) => urgency(text)?.points;
  assert.equal(points('I am stranded at the airport. '.repeat(40)), points('I am stranded at the airport.'));
});

test('the words alone give the same reasons again, and no others', () => {
  const said = { title: null, text: 'stuck at the airport, who can help?' };
  const all = judge({
    ...said,
    isAddressed: true,
    topicKinds: ['brand'],
    earlierUnanswered: 1,
    postsWaiting: 2,
  });
  assert.deepEqual(judgeWords(said), all.filter(isAboutWords));
  assert.ok(judgeWords(said).length > 1);
  assert.ok(isAboutWords({ key: 'trouble-money', points: 80, reason: 'of an earlier version' }));
  for (const key of ['addressed', 'brand-topic', 'history', 'repeated', 'waiting'])
    assert.equal(isAboutWords({ key, points: 1, reason: '' }), false, key);
});

test('history and repeats are bounded', () => {
  assert.equal(pointsOf(judge({ ...plain, earlierUnanswered: 500, postsWaiting: 500 })), 60);
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
  fc.assert(fc.property(anyText({ maxLength: 3000 }), (text) => pointsOf(judge({ ...plain, text })) >= 0));
  const start = performance.now();
  judge({ ...plain, text: `${'stuck '.repeat(200_000)}?` });
  assert.ok(performance.now() - start < 10_000);
});
