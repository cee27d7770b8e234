import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { assert as holds, property } from 'fast-check';
import {
  EMOJI,
  EMOTICON,
  HANDLE,
  IS_SHOUTED,
  IS_STRETCHED,
  LINK,
  MARKS,
  NUMBER,
  TAG,
  TextReader,
  WORD,
  wordHash,
} from './index.ts';
import { anyText } from '../../../test/helpers/texts.ts';

const reader = new TextReader();
const NAMES: Readonly<Record<number, string>> = {
  [WORD]: 'word',
  [TAG]: 'tag',
  [NUMBER]: 'number',
  [HANDLE]: 'handle',
  [LINK]: 'link',
  [EMOJI]: 'emoji',
  [EMOTICON]: 'face',
  [MARKS]: 'marks',
};

/** Tokens as `kind:what stands in the text`. */
function tokensOf(text: string): string[] {
  reader.read(text);
  return Array.from({ length: reader.count }, (_, i) => {
    const written = text.slice(reader.starts[i], reader.ends[i]);
    return `${NAMES[reader.kinds[i]!]}:${written}`;
  });
}

/** The word as the models see it. */
function foldedOf(text: string): string {
  reader.read(text);
  return String.fromCharCode(...reader.units.subarray(reader.unitStarts[0], reader.unitStarts[1]));
}

function hashesOf(text: string): number[] {
  reader.read(text);
  return [...reader.hashes.subarray(0, reader.count)];
}

describe('the text reader', () => {
  it('tells words, handles, tags, links, numbers, faces, pictures and marks apart', () => {
    assert.deepEqual(tokensOf('@NorthTel_Help my #wifi is DOWN :( 😡😡 see https://t.co/x?a=1 24 hrs!!!'), [
      'handle:@NorthTel_Help',
      'word:my',
      'tag:#wifi',
      'word:is',
      'word:DOWN',
      'face::(',
      'emoji:😡',
      'emoji:😡',
      'word:see',
      'link:https://t.co/x?a=1',
      'number:24',
      'word:hrs',
      'marks:!!!',
    ]);
  });

  it('masks what points to a person: the same token for every handle, link and mail address', () => {
    assert.deepEqual(hashesOf('@ann'), hashesOf('@bob.bsky.social'));
    assert.deepEqual(tokensOf('mail ann@mail.example now'), [
      'word:mail',
      'link:ann@mail.example',
      'word:now',
    ]);
    assert.deepEqual(hashesOf('call 0207946000'), hashesOf('call 9999999999'));
  });

  it('reads the same word in any writing', () => {
    const plain = wordHash('cafe');
    for (const word of ['cafe', 'CAFÉ', 'café', 'cafe\u0301', 'ca\u200bfe', '𝐜𝐚𝐟𝐞', 'ｃａｆｅ'])
      assert.deepEqual(hashesOf(word), [plain], word);
  });

  it('draws stretched words together and says so', () => {
    for (const word of ['sooo', 'soooooooo', 'SOOOO']) {
      assert.equal(foldedOf(word), 'soo');
      assert.equal(reader.flags[0]! & IS_STRETCHED, IS_STRETCHED);
    }
    assert.equal(foldedOf('good'), 'good');
    assert.equal(reader.flags[0]! & IS_STRETCHED, 0);
  });

  it('sees capitals, but not in single letters', () => {
    hashesOf('I HATE this');
    assert.deepEqual(
      [0, 1, 2].map((i) => reader.flags[i]! & IS_SHOUTED),
      [0, IS_SHOUTED, 0],
    );
  });

  it('keeps words with an apostrophe whole, and knows what stands behind it', () => {
    assert.deepEqual(hashesOf('don’t'), [wordHash('dont')]);
    assert.deepEqual(hashesOf("l'amour"), [wordHash('lamour')]);
    assert.equal(reader.tailHash(0), wordHash('amour'));
    assert.deepEqual(hashesOf("he'll"), [wordHash('hell')]);
    assert.equal(reader.tailHash(0), 0);
  });

  it('takes an emoji with its skin tone, variant and family as one', () => {
    assert.deepEqual(tokensOf('👍🏽❤️👩‍👩‍👧'), ['emoji:👍🏽', 'emoji:❤️', 'emoji:👩‍👩‍👧']);
    assert.deepEqual(hashesOf('👍🏽'), hashesOf('👍'));
  });

  it('does not see faces inside words and times', () => {
    for (const text of ['MySQL:Postgres', '12:30', 'option D:', 'XPath', 'http://x'])
      assert.equal(
        tokensOf(text).some((token) => token.startsWith('face')),
        false,
        text,
      );
    assert.deepEqual(tokensOf('no :D'), ['word:no', 'face::D']);
  });

  it('keeps the vowel signs of Hindi and drops those of Arabic', () => {
    assert.notDeepEqual(hashesOf('की'), hashesOf('का'));
    assert.deepEqual(hashesOf('مُحَمَّد'), hashesOf('محمد'));
  });

  it('holds its limits on any length', () => {
    for (const text of ['a'.repeat(100_000), 'a '.repeat(100_000), '😡'.repeat(50_000), '#'.repeat(99_999)]) {
      reader.read(text);
      assert.ok(reader.count <= 1500);
    }
  });

  it('never throws, stays within the text, and moves on', () => {
    holds(
      property(anyText({ maxLength: 300 }), (text) => {
        reader.read(text);
        let last = 0;
        for (let i = 0; i < reader.count; i++) {
          assert.ok(reader.starts[i]! >= last && reader.ends[i]! > reader.starts[i]!);
          assert.ok(reader.ends[i]! <= text.length);
          last = reader.ends[i]!;
        }
      }),
    );
  });
});
