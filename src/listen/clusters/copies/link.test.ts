import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { randomFrom, shuffled } from '../../../../test/helpers/random.ts';
import { edited, EDITS } from '../testing/edits.ts';
import { canonicalOf } from './canonical.ts';
import { Groups, groupTexts, type TextToLink } from './link.ts';
import { bandsOf, likeness, NEAR, piecesOf, SKETCH_SIZE, sketchOf } from './sketch.ts';

const BASES = [
  'The broadband in Harbour Street is down again since Monday, and nobody answers the phone',
  'Two hours on hold with the bank about a payment that was taken twice from my account',
  'Loved the new tram line, the drivers were kind and the windows finally open in summer',
  'Flight 12 to Bergen is delayed by fog and three hundred passengers sleep at the gate tonight',
  'Flight 14 to Bergen is delayed by fog and three hundred passengers sleep at the gate tonight',
  'Die Pakete für unsere Straße liegen seit einer Woche im Depot und niemand bringt sie vorbei',
  'Le nouveau forfait coûte deux fois plus cher et le réseau tombe toujours chaque dimanche soir',
  'Your recipe for lentil soup saved our Sunday, the children asked for a second bowl and then a third',
];

interface Case extends TextToLink {
  text: string;
  base: number;
}

function casesFrom(seed: number, copies: number): Case[] {
  const random = randomFrom(seed);
  const cases = new Map<number, Case>();
  for (const [base, text] of BASES.entries()) {
    for (let i = 0; i <= copies; i++) {
      const said = i === 0 ? text : edited(random, text).text;
      const canonical = canonicalOf(null, said);
      if (canonical) cases.set(canonical.key, { ...canonical, sketch: sketchOf(canonical.text), base });
    }
  }
  return [...cases.values()];
}

/** The definition: common pieces of every pair, nothing estimated. */
function byEveryPair(cases: readonly Case[]): Map<number, number> {
  const groups = new Groups();
  const pieces = cases.map(({ text }) => new Set(piecesOf(text)));
  for (const [i, a] of cases.entries()) {
    groups.add(a.key);
    for (const [j, b] of cases.entries()) {
      const both = pieces[i]!.intersection(pieces[j]!).size;
      if (a.numbers === b.numbers && both / pieces[i]!.union(pieces[j]!).size >= NEAR)
        groups.join(a.key, b.key);
    }
  }
  return groups.all();
}

describe('near copies', () => {
  it('are those that comparing every pair finds, whatever their order', () => {
    for (let seed = 1; seed <= 12; seed++) {
      const cases = casesFrom(seed, 12);
      const found = groupTexts(cases);
      assert.deepEqual(new Map([...found].sort()), new Map([...byEveryPair(cases)].sort()), `seed ${seed}`);
      const again = groupTexts(shuffled(randomFrom(seed + 99), cases));
      assert.deepEqual(new Map([...again].sort()), new Map([...found].sort()), `seed ${seed}, another order`);
    }
  });

  it('stand with their original and with nothing else', () => {
    let [joined, all] = [0, 0];
    for (let seed = 20; seed < 30; seed++) {
      const cases = casesFrom(seed, 10);
      const groups = groupTexts(cases);
      const original = new Map(BASES.map((text, base) => [base, groups.get(canonicalOf(null, text)!.key)]));
      for (const { key, base } of cases) {
        const with_ = [...original].filter(([, group]) => group === groups.get(key)).map(([other]) => other);
        assert.ok(
          with_.length === 0 || (with_.length === 1 && with_[0] === base),
          `seed ${seed}: two bases in one group`,
        );
        all++;
        if (with_.length === 1) joined++;
      }
    }
    assert.ok(joined / all > 0.85, `${joined} of ${all}`);
  });

  it('of each kind of edit are found', () => {
    const random = randomFrom(5);
    for (const kind of EDITS) {
      let found = 0;
      for (let i = 0; i < 80; i++) {
        const base = BASES[i % BASES.length]!;
        const [a, b] = [base, edited(random, base, kind).text].map((text) => canonicalOf(null, text)!);
        found += Number(a!.numbers === b!.numbers && likeness(sketchOf(a!.text), sketchOf(b!.text)) >= NEAR);
      }
      assert.ok(found >= 60, `${kind}: ${found} of 80`);
    }
  });

  it('never differ in a number', () => {
    const [a, b] = [canonicalOf(null, BASES[3]!)!, canonicalOf(null, BASES[4]!)!];
    assert.ok(likeness(sketchOf(a.text), sketchOf(b.text)) >= NEAR, 'nearly the same letters');
    const shared = bandsOf(sketchOf(a.text), a.numbers).filter((band) =>
      bandsOf(sketchOf(b.text), b.numbers).includes(band),
    );
    assert.deepEqual(shared, [], 'they do not even meet');
  });
});

describe('a sketch', () => {
  it('is exact for short texts and within a few percent for long ones', () => {
    const random = randomFrom(3);
    const words = (count: number) =>
      Array.from({ length: count }, () => Math.floor(random() * 1e9).toString(36));
    for (const size of [10, 30, 400, 3000]) {
      const [same, ownA, ownB] = [words(size), words(Math.ceil(size / 5)), words(Math.ceil(size / 6))];
      const [a, b] = [[...same, ...ownA].join(' '), [...same, ...ownB].join(' ')];
      const [left, right] = [new Set(piecesOf(a)), new Set(piecesOf(b))];
      const exact = left.intersection(right).size / left.union(right).size;
      const told = likeness(sketchOf(a), sketchOf(b));
      const within = Math.max(left.size, right.size) < SKETCH_SIZE ? 1e-9 : 0.12;
      assert.ok(Math.abs(told - exact) <= within, `${size} words: ${told} for ${exact}`);
    }
  });

  it('and its bands are numbers that the database holds exactly', () => {
    for (const text of ['x', BASES[0]!, BASES[5]!.repeat(50)])
      for (const band of bandsOf(sketchOf(text), '12')) assert.ok(Number.isSafeInteger(band) && band >= 0);
  });
});
