import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { FeatureReader, seededRandom } from '#lib/model/index.ts';
import { builtInLexicon } from '../lexicon.ts';
import { FEELING_EXTRAS, FeelingWords } from './index.ts';

const reader = new FeatureReader(builtInLexicon());
const words = new FeelingWords();

/** Names of the numbers that are not nothing. */
function found(text: string): string[] {
  reader.read(text);
  words.read(reader);
  return FEELING_EXTRAS.filter((_, i) => words.extras[i]! > 0);
}

describe('rude words', () => {
  it('knows of whom they are said', () => {
    assert.ok(found('you are an idiot').includes('insult near you'));
    assert.ok(found('she is such a clown').includes('insult near one person'));
    assert.ok(found('republicans are idiots').includes('insult near a group'));
    assert.ok(!found('you should see the ring, the tent and later on the idiot').includes('insult near you'));
  });

  it('finds none where none is', () => {
    for (const text of [
      'my parcel came late',
      'call 0800 111 222',
      'the A55 is closed',
      'wow! but ok',
      '5$$',
      '',
    ])
      assert.deepEqual(
        found(text).filter((name) => /insult|swear|slur|hidden|crude/.test(name)),
        [],
        text,
      );
  });

  for (const text of [
    'f*ck',
    'f**k',
    'sh!t',
    'sh1t',
    'b1tch',
    'a$$hole',
    'b*tch',
    'm0ron',
    'F**KING',
    'bulls**t',
  ])
    it(`sees through ${text}`, () => {
      const names = found(`what a ${text} this is`);
      assert.ok(names.includes('hidden letters'), String(names));
      assert.ok(names.includes('insult, some') || names.includes('swear, some'), String(names));
    });

  it('says of a word without its end only that somebody swears', () => {
    const names = found('what the f*** is this');
    assert.ok(names.includes('swear, some'));
    assert.ok(!names.includes('slur, some') && !names.includes('insult, some'), String(names));
  });

  it('takes footnotes, bold words, bangs and prices for what they are', () => {
    for (const text of ['as* see below', '*great*', 'class!', 'I paid 20$', 'b* c* d*', 'hit! run'])
      assert.ok(!found(text).includes('hidden letters'), text);
  });

  it('tells swearing out of joy', () => {
    assert.ok(found('this is fucking great').includes('swearing before praise'));
    assert.ok(!found('this is fucking awful').includes('swearing before praise'));
  });

  it('counts a shouted insult and how much of a text is rude', () => {
    assert.ok(found('you IDIOT').includes('shouted insult'));
    const share = (text: string) => {
      found(text);
      return words.extras[FEELING_EXTRAS.indexOf('rude share')]!;
    };
    assert.ok(share('idiot') > share('this idiot says that the train is late again today'));
  });
});

describe('a rude word that is denied', () => {
  const isAllDenied = (text: string) => {
    found(text);
    return words.isAllDenied;
  };
  for (const text of [
    'You are not stupid',
    "you're not an idiot, you missed the button",
    "you aren't really a fool",
    'she is never rude or stupid',
    'that was not such a stupid idea',
  ])
    it(`is none: ${text}`, () => assert.ok(isAllDenied(text)));
  for (const text of [
    'you are stupid',
    'you are not only stupid but a liar',
    'are you not stupid?',
    'not you stupid',
    'no, idiot',
    "don't be stupid",
    'you are not clever, you moron',
    'you are not an idiot but a moron',
    'you are not a fucking idiot',
    'you are not slow',
  ])
    it(`is one: ${text}`, () => assert.ok(!isAllDenied(text)));
});

describe('words of feeling', () => {
  it('tells feelings, also in tags, and those that are turned', () => {
    assert.ok(found('so furious').includes('anger, some'));
    assert.ok(found('what a day #blessed').includes('joy, tag'));
    assert.ok(found('I am not happy').includes('joy, not'));
    assert.ok(!found('I am happy').includes('joy, not'));
    assert.ok(found('sad and lonely').includes('sadness, alone'));
    assert.ok(!found('sad but hopeful').includes('sadness, alone'));
  });

  it('remembers the last one, and nothing of the text before', () => {
    assert.ok(found('grief, then hope').includes('optimism, last'));
    assert.deepEqual(found('the train'), []);
  });
});

it('numbers lie between 0 and 1, whatever is read', () => {
  const seed = 20261122;
  const random = seededRandom(seed);
  const parts = [
    'you',
    'idiot',
    'f*ck',
    'sh1t',
    '***',
    '$$',
    '!',
    ' ',
    '@user',
    '#sad',
    '😡',
    '\ud800',
    '\u200b',
    'ass',
    'not',
    'ÄÖ',
    '0',
    '漢',
  ];
  for (let round = 0; round < 500; round++) {
    const text = Array.from(
      { length: 1 + Math.floor(random() * 40) },
      () => parts[Math.floor(random() * parts.length)]!,
    ).join(random() < 0.5 ? ' ' : '');
    found(text);
    const wrong = FEELING_EXTRAS.filter((_, i) => !(words.extras[i]! >= 0 && words.extras[i]! <= 1));
    assert.deepEqual(wrong, [], `seed ${seed}, round ${round}: ${JSON.stringify(text)}`);
  }
});
