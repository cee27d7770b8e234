import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { EMOTICON_VALENCES, emoticonHash, FeatureReader, Lexicon, ratedWordsOf } from './index.ts';

const reader = new FeatureReader(
  new Lexicon([
    ...ratedWordsOf(
      'good\t1.9\ngreat\t3.1\nbad\t-2.5\nlove\t3.2\nhate\t-2.7\nhell\t-3.6\nill\t-1.8\nawful\t-2\nlol\t1.8\n😡\t-2.3\n😍\t3\n',
    ),
    ...Object.entries(EMOTICON_VALENCES).map(([name, valence]) => ({ hash: emoticonHash(name), valence })),
  ]),
);

function compound(text: string): number {
  reader.read(text);
  return reader.intensity.compound;
}

/** Each text is stronger than the one before. */
function rises(...texts: string[]): void {
  const values = texts.map(compound);
  for (let i = 1; i < values.length; i++)
    assert.ok(
      values[i]! > values[i - 1]!,
      `${texts[i]} (${values[i]}) over ${texts[i - 1]} (${values[i - 1]})`,
    );
}

describe('intensity by rules', () => {
  it('is nothing where no word is rated', () => assert.equal(compound('the parcel is in the van'), 0));

  it('rises with strength, capitals, stretching and marks', () => {
    rises('it is kinda good', 'it is good', 'it is really good', 'it is REALLY good');
    rises('it is good', 'it is GOOD', 'it is GOOD!', 'it is GOOD!!!');
    rises('it is good', 'it is goooood');
    rises('it is awful!!', 'it is awful', 'it is kinda awful');
  });

  it('turns on a negation within three words, and not behind the end of the clause', () => {
    rises('not good', 'good');
    rises('bad', 'not bad');
    assert.ok(compound('not bad') > 0);
    assert.ok(compound("it isn't really very good") < 0);
    assert.ok(compound('isnt good') < 0);
  });

  it('is not turned by "not only" and "nothing but"', () => {
    assert.ok(compound('not only good') > 0);
    assert.ok(compound('nothing but great') > 0);
  });

  it('does not take "he’ll" and "I’ll" for other words', () => {
    assert.equal(compound("he'll come"), 0);
    assert.equal(compound('I’ll come'), 0);
    assert.ok(compound('ill') < 0);
  });

  it('counts what stands behind "but" more', () => {
    assert.ok(compound('great phone but bad service') < compound('bad service but great phone'));
    assert.ok(compound('good phone but awful service') < 0);
  });

  it('counts emoji and faces', () => {
    assert.ok(compound('my parcel 😍') > 0);
    assert.ok(compound('my parcel 😡') < 0);
    assert.ok(compound('my parcel :(') < compound('my parcel :)'));
  });

  it('takes a phrase with a negation as one, and turns nothing behind it', () => {
    assert.ok(compound("can't wait for the good part") > compound('the good part'));
    assert.ok(compound("I can't stop, I love it") > 0);
    assert.ok(compound('can’t believe how great it is') > 0);
    assert.ok(compound("couldn't be good") > 0);
    assert.ok(compound("I can't stand it") < 0);
    assert.ok(compound('no problem') > 0);
  });

  it('does not count words that only go along', () => {
    assert.equal(compound('it looks like rain'), 0);
    assert.equal(compound('as hell'), 0);
    assert.ok(compound('good as hell') > 0);
  });

  it('turns what stands before a late negation', () => {
    assert.ok(compound('good nahi hai') < 0);
    assert.ok(compound('bad nahi hai') > 0);
    assert.ok(compound('nahi good') < 0, 'and what follows, where nothing stands before');
  });

  it('stays between −1 and 1', () => {
    assert.ok(compound('love '.repeat(2000)) <= 1);
    assert.ok(compound('hate '.repeat(2000)) >= -1);
  });
});
