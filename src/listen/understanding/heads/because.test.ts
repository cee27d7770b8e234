import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { understand } from '../understand.ts';

/** The words that spoke for offence, strongest first. */
function deciding(text: string): string[] {
  const { offensive } = understand({ text, lang: 'en' }, { isExplained: true });
  return offensive.because.filter(({ weight }) => weight > 0).map(({ start, end }) => text.slice(start, end));
}

describe('the words that decided on offence', () => {
  for (const [text, word] of [
    ['you absolute muppet', 'muppet'],
    ['she is such a clown', 'clown'],
    ['those people are vermin', 'vermin'],
    ['this is bullshit, fix it', 'bullshit'],
    ['my neighbour is a complete dickhead', 'dickhead'],
    ['what a nincompoop you are', 'nincompoop'],
  ] as const)
    it(`of “${text}” are led by “${word}”`, () => assert.equal(deciding(text)[0], word));

  it('speak of the letters that are left of a hidden word', () =>
    assert.ok(deciding('you stupid f*ck').includes('stupid')));

  it('speak against it in a polite text', () => {
    const { offensive } = understand({ text: 'thank you for the quick help' }, { isExplained: true });
    assert.ok(offensive.p < 0.1 && offensive.because[0]!.weight < 0);
  });
});

it('offsets lie in the text, strongest first, at most eight', () => {
  const text =
    'you idiot, you clown, you pathetic moron: I hate this shit, you lying, stupid, worthless loser of a company';
  const { offensive, emotion, sentiment } = understand({ text, lang: 'en' }, { isExplained: true });
  for (const { because } of [offensive, emotion!, sentiment!]) {
    assert.ok(because.length > 0 && because.length <= 8);
    for (const [i, { start, end, weight }] of because.entries()) {
      assert.ok(start >= 0 && start < end && end <= text.length);
      if (i > 0) assert.ok(Math.abs(weight) <= Math.abs(because[i - 1]!.weight));
    }
  }
});
