import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { areaUnderCurve } from '#lib/model/index.ts';
import { concernOf, understand } from '../index.ts';

interface HeldOut {
  readonly text: string;
  readonly labels: readonly string[];
  readonly needsReply: 0 | 1;
  readonly urgency: number;
}

const HELD_OUT = path.resolve(import.meta.dirname, '../../../../tools/train/held-out/care.ndjson');
const rows = readFileSync(HELD_OUT, 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as HeldOut);
const said = rows.map(({ text }) => understand({ text }));

describe('industries that no training sentence is about', () => {
  const floors: [string, (row: HeldOut) => boolean, (i: number) => number, number][] = [
    ['needs reply', (row) => row.needsReply === 1, (i) => said[i]!.needsReply.p, 0.93],
    ['urgency 2 or more', (row) => row.urgency >= 2, (i) => said[i]!.urgency.p, 0.9],
    ['complaint', (row) => row.labels.includes('complaint'), (i) => said[i]!.complaint.p, 0.9],
    ['question', (row) => row.labels.includes('question'), (i) => said[i]!.question.p, 0.93],
    ['praise', (row) => row.labels.includes('praise'), (i) => said[i]!.praise.p, 0.87],
    ['purchase', (row) => row.labels.includes('purchase'), (i) => said[i]!.purchase.p, 0.9],
  ];
  for (const [name, isMeant, chance, floor] of floors)
    test(`${name}: AUC at least ${floor}`, () => {
      const auc = areaUnderCurve(
        rows.map((row) => Number(isMeant(row))),
        rows.map((_, i) => chance(i)),
      );
      assert.ok(auc >= floor, auc.toFixed(3));
    });

  test('no sentence of the sample is trained on', () => {
    const folder = path.resolve(HELD_OUT, '../../corpus');
    const corpus = ['care-extra', 'chatter', 'spam', 'shops'].map((name) =>
      readFileSync(path.join(folder, `${name}.ndjson`), 'utf8'),
    );
    for (const { text } of rows) assert.ok(!corpus.some((file) => file.includes(JSON.stringify(text))), text);
  });
});

/** Pairs that differ in what matters: the first must be told above the second. */
const pairs: [keyof typeof CHANCE, string, string][] = [
  ['needsReply', 'My phone died and your shop will not replace it', 'my phone died lol'],
  ['needsReply', 'Our flight was cancelled and nobody helps us', 'If my flight was cancelled I would cry'],
  ['needsReply', '@acme the app is down, I cannot pay', 'Outage at Acme hits thousands, shares fall http'],
  ['needsReply', 'still not fixed @acme', 'Thanks, that worked!'],
  ['needsReply', 'how do I reset my password', 'who needs sleep anyway?'],
  ['needsReply', 'great job losing my bag again', 'great job team, what a game'],
  [
    'needsReply',
    'I think there may be a small mistake on my bill, could you look?',
    'I made a small mistake in my essay',
  ],
  ['complaint', 'great job losing my bag again', 'great job finding my bag again'],
  [
    'complaint',
    'was the best phone I ever had, now the screen is broken',
    'Not a single complaint, the best phone I ever had',
  ],
  ['complaint', 'your bread is stale', 'I love the smell of your bread'],
  ['question', 'I wonder whether you ship to Iceland', 'I wonder at the stars'],
  ['question', 'tell me how to turn the sound off', 'Really? You call this a burger?'],
  [
    'spam',
    'I love this! I doubled my money with @crypto_jane, message her to earn',
    'I love this! It halved my bill',
  ],
  ['urgency', 'smoke is coming out of your heater', 'smoke on the hills, lovely morning'],
  ['urgency', 'stuck at the airport, nobody here', '"Stuck at the airport" is a lovely film'],
  ['urgency', 'I smell gas in the kitchen', 'Gas is expensive this year'],
  ['urgency', 'I am stranded at the station with two kids', 'Chapter 3: stranded on an island'],
  ['urgency', 'Estoy tirada en el aeropuerto con dos niños', 'El aeropuerto es bonito'],
  ['urgency', 'Ma box fume et sent le brûlé', 'Ma box est jolie'],
  ['urgency', 'you charged me twice and rent is due tomorrow', 'WHY IS YOUR LOGO SO UGLY!!!'],
  ['suggestion', '@acme please add dark mode', '@acme please reset my password'],
  ['praise', 'your team is amazing, thank you', 'your team lost my file, thank you'],
];
const CHANCE = {
  needsReply: (text: string) => understand({ text }).needsReply.p,
  complaint: (text: string) => understand({ text }).complaint.p,
  question: (text: string) => understand({ text }).question.p,
  spam: (text: string) => understand({ text }).spam.p,
  suggestion: (text: string) => understand({ text }).suggestion.p,
  praise: (text: string) => understand({ text }).praise.p,
  urgency: (text: string) => understand({ text }).urgency.p,
};
describe('what matters is told apart', () => {
  for (const [name, more, less] of pairs)
    test(`${name}: “${more}” above “${less}”`, () => {
      const [first, second] = [CHANCE[name](more), CHANCE[name](less)];
      assert.ok(first > second + 0.1, `${first.toFixed(2)} and ${second.toFixed(2)}`);
    });
});

describe('urgency', () => {
  test('has a level, a chance and reasons that lie in the text', () => {
    const text = 'Stuck at the airport, and you charged me twice, my rent is due tomorrow';
    const { urgency, needsReply } = concernOf(text);
    assert.ok(urgency >= 2 && needsReply > 0.5);
    const found = concernOf(text).reasons;
    assert.deepEqual(found.map(({ reason }) => reason).slice(0, 2), ['stranded', 'money']);
    for (const { words } of found) assert.ok(text.includes(words) && words.length >= 4, words);
  });

  test('is explained by phrases that stand in the text, strongest first', () => {
    const text = '@acme I smell gas in the kitchen, please call me';
    const { because } = understand({ text }, { isExplained: true }).urgency;
    assert.ok(because.length > 0 && because.length <= 8);
    const weights = because.map(({ weight }) => Math.abs(weight));
    assert.deepEqual(
      weights,
      weights.toSorted((a, b) => b - a),
    );
    assert.ok(because.some(({ start, end }) => text.slice(start, end).includes('smell gas')));
    assert.equal(understand({ text }).urgency.because.length, 0, 'only when asked for');
  });

  test('shouting and anger alone are none', () => {
    for (const text of ['I AM SO ANGRY AT THIS STUPID MATCH', 'worst film ever!!!', 'I hate Mondays'])
      assert.equal(understand({ text }).urgency.level, 0, text);
  });
});

describe('odd input', () => {
  for (const text of [
    '',
    ' ',
    '😀😀😀',
    'https://a.example/b',
    '@a @b @c',
    '\ud83d',
    '\u200b\u200b',
    'שלום',
    '?'.repeat(32_000),
  ])
    test(`${JSON.stringify(text.slice(0, 20))} is no concern`, () => {
      const { urgency, needsReply, spam } = understand({ text });
      assert.ok(urgency.level < 2 && urgency.p < 0.5);
      for (const p of [urgency.p, needsReply.p, spam.p]) assert.ok(p >= 0 && p <= 1);
    });
});
