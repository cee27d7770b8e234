import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as fc from 'fast-check';
import { stemLength } from './stem.ts';
import { LETTERS, MEANING, TermReader, WORDS } from './terms.ts';

const reader = new TermReader();

/** Hashes of a block that a text has. */
function hashes(text: string, block: number): Set<number> {
  reader.read(text);
  return new Set([...reader.hashes.subarray(0, reader.count)].filter((_, i) => reader.blocks[i] === block));
}

const shared = (a: string, b: string, block: number) => hashes(a, block).intersection(hashes(b, block)).size;

describe('stems', () => {
  const stem = (word: string) =>
    word.slice(
      0,
      stemLength(
        Uint16Array.from(word, (char) => char.charCodeAt(0)),
        0,
        word.length,
      ),
    );

  for (const family of [
    ['charge', 'charges', 'charged', 'charging'],
    ['refund', 'refunds', 'refunded'],
    ['stops', 'stopped', 'stopping'],
    ['pay', 'pays', 'payment', 'payments'],
  ])
    it(`of ${family.join(', ')} are one`, () => assert.equal(new Set(family.map(stem)).size, 1));

  it('keep short words whole, and never less than three letters', () => {
    assert.deepEqual(['as', 'is', 'pin', 'fee'].map(stem), ['as', 'is', 'pin', 'fee']);
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z]{3,20}$/), (word) => {
        assert.ok(stem(word).length >= 3 && word.startsWith(stem(word)));
      }),
    );
  });
});

describe('terms', () => {
  it('are the same for other endings, capitals, marks and handles', () => {
    assert.deepEqual(hashes('Charged FEES!', WORDS), hashes('@bank charge fee', WORDS));
    assert.notDeepEqual(hashes('fee?', WORDS), hashes('fee', WORDS));
  });

  it('tell order, and find words around one', () => {
    assert.notDeepEqual(hashes('card lost', WORDS), hashes('lost card', WORDS));
    assert.deepEqual(hashes('card lost', LETTERS), hashes('lost card', LETTERS));
    assert.ok(
      shared('lost my card', 'lost the card', WORDS) > shared('lost my card', 'card and lost', WORDS),
    );
  });

  it('hear what is denied', () => {
    assert.ok(shared("it isn't here", 'no or not', WORDS) > shared('it is here', 'no or not', WORDS));
    assert.notDeepEqual(hashes("didn't arrive", WORDS), hashes('did arrive', WORDS));
  });

  it('share meanings where they share no word', () => {
    assert.equal(shared('the cost', 'a fee', WORDS), 0);
    assert.ok(shared('the cost', 'a fee', MEANING) > 0);
    assert.equal(hashes('xylophone', MEANING).size, 0);
  });

  it('lie where their words stand', () => {
    const text = 'Where is my 2nd #parcel 📦?';
    reader.read(text);
    const words = Array.from({ length: reader.wordCount }, (_, i) =>
      text.slice(reader.starts[i], reader.ends[i]),
    );
    assert.deepEqual(words, ['Where', 'is', 'my', '2nd', '#parcel', '📦', '?']);
    for (let i = 0; i < reader.count; i++) {
      assert.ok(reader.firstWords[i]! >= -1 && reader.firstWords[i]! <= reader.lastWords[i]!);
      assert.ok(reader.lastWords[i]! < reader.wordCount);
    }
  });
});
