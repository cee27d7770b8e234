import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  array,
  assert as check,
  constantFrom,
  integer,
  property,
  shuffledSubarray,
  string,
} from 'fast-check';
import { randomFrom, shuffled } from '../../../../test/helpers/random.ts';
import { type Ballots, optionsOf, POLL_KINDS, tallyOf } from './domain.ts';

/** Instant runoff as it is told to children: everybody stands behind his first choice that is still there. */
function plainRunoff(papers: readonly (readonly number[])[], options: number): number[] {
  let standing = Array.from({ length: options }, (_, index) => index + 1);
  for (;;) {
    const behind = new Map(standing.map((one) => [one, 0]));
    for (const paper of papers) {
      const first = paper.find((one) => behind.has(one));
      if (first !== undefined) behind.set(first, behind.get(first)! + 1);
    }
    const voices = [...behind.values()].reduce((sum, n) => sum + n, 0);
    if (voices === 0) return [];
    const most = Math.max(...behind.values());
    const least = Math.min(...behind.values());
    const first = standing.filter((one) => behind.get(one) === most);
    if (most > voices / 2 || most === least) return first;
    standing = standing.filter((one) => behind.get(one) !== least);
  }
}

const together = (papers: readonly (readonly number[])[]): Ballots[] =>
  [...Map.groupBy(papers, String).values()].map((same) => ({ choices: same[0]!, n: same.length }));

describe('what became of votes', () => {
  const OPTIONS = 5;
  const paper = shuffledSubarray(
    Array.from({ length: OPTIONS }, (_, index) => index + 1),
    { minLength: 1 },
  );
  const papers = array(paper, { maxLength: 14 });

  it('is by ranks what it is when everybody walks behind his first choice that is left', () => {
    check(
      property(papers, (all) => {
        assert.deepEqual(tallyOf(together(all), 'ranked', OPTIONS).leading, plainRunoff(all, OPTIONS));
      }),
    );
  });

  it('does not depend on the order of the votes, nor on the numbers of the options', () => {
    check(
      property(papers, integer(), constantFrom(...POLL_KINDS), (all, seed, kind) => {
        const cast = kind === 'single' ? all.map(([first]) => [first!]) : all;
        const before = tallyOf(together(cast), kind, OPTIONS);
        const random = randomFrom(seed);
        assert.deepEqual(tallyOf(together(shuffled(random, cast)), kind, OPTIONS), before);
        const names = shuffled(random, [1, 2, 3, 4, 5]);
        const renamed = tallyOf(
          together(cast.map((choices) => choices.map((one) => names[one - 1]!))),
          kind,
          OPTIONS,
        );
        assert.deepEqual(
          renamed.leading,
          before.leading.map((one) => names[one - 1]!).toSorted((a, b) => a - b),
        );
        for (const [index, count] of before.counts.entries())
          assert.equal(renamed.counts[names[index]! - 1], count);
      }),
    );
  });

  it('gives each option the votes that name it, and the first place to who has most of them', () => {
    check(
      property(papers, (all) => {
        const { counts, leading } = tallyOf(together(all), 'several', OPTIONS);
        const plain = [1, 2, 3, 4, 5].map((one) => all.filter((choices) => choices.includes(one)).length);
        assert.deepEqual(counts, plain);
        for (const one of [1, 2, 3, 4, 5])
          assert.equal(leading.includes(one), all.length > 0 && plain[one - 1] === Math.max(...plain));
      }),
    );
  });

  it('never overrules more than half of the first choices', () => {
    check(
      property(papers, integer({ min: 1, max: OPTIONS }), (all, loved) => {
        const many = [...all, ...Array.from({ length: all.length + 1 }, () => [loved])];
        assert.deepEqual(tallyOf(together(many), 'ranked', OPTIONS).leading, [loved]);
      }),
    );
  });

  it('takes lines of a form as they stand there: in order, each once, none empty', () => {
    check(
      property(array(string({ maxLength: 6 }), { maxLength: 8 }), (lines) => {
        const options = optionsOf(lines.join('\r\n'));
        assert.equal(new Set(options).size, options.length);
        for (const option of options) assert.equal(option, option.trim());
        assert.ok(!options.includes(''));
        assert.deepEqual(optionsOf(options.join('\n')), options);
      }),
    );
  });
});
