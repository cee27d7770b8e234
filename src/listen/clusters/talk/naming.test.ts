import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { findTalk, type Talk } from './find-talk.ts';
import { nameOf } from './naming.ts';
import { wordsOf } from './terms.ts';
import { vectorsOf } from './vectors.ts';

const posts = (...texts: string[]) =>
  texts.map((text, i) => ({ id: `post_${String(i).padStart(26, '0')}`, text }));
const words = ({ words: all }: { words: Talk['words'] }) => all.map(({ word }) => word);
/** Posts of other matters, so that something can be told from them. */
const OTHERS = ['parcel', 'garden', 'music', 'bicycle', 'coffee', 'winter'].flatMap((thing) =>
  ['morning', 'evening', 'colour', 'yellow', 'street'].map((more) => `about ${thing} and ${more} ${thing}s`),
);

function nameIn(texts: readonly string[], own?: ReadonlySet<string>): string[] {
  const vectors = vectorsOf(posts(...texts, ...OTHERS));
  const members = [...vectors.texts.keys()].filter((i) => vectors.texts[i]!.posts[0]! < texts.length);
  return words(nameOf(vectors, members, own));
}

describe('the name of a talk', () => {
  it('has what most of its posts say and others do not, before what is only rare', () => {
    const texts = [
      'router blinking red hallway',
      'router blinking amber kitchen',
      'router blinking green attic',
      'router blinking slowly cellar',
      'router silent bedroom coffee',
    ];
    assert.deepEqual(nameIn(texts).slice(0, 2), ['router', 'blinking']);
    assert.ok(!nameIn(texts).includes('coffee'), nameIn(texts).join(', '));
  });

  it('has none of the words of the topic’s own name, in any form', () => {
    const texts = [
      'Orbit router blinking',
      'orbit router blinking red',
      '#Orbit router blinking since noon',
      'router blinking',
    ];
    assert.ok(nameIn(texts).some((word) => word.toLowerCase() === 'orbit'));
    const own = new Set(wordsOf('Orbit Broadband').map(({ term }) => term));
    assert.ok(!nameIn(texts, own).some((word) => word.toLowerCase() === 'orbit'));
    const talks = findTalk(posts(...texts, ...OTHERS), () => undefined, 'Orbit');
    assert.ok(talks.length > 0);
    assert.ok(!talks.some((talk) => words(talk).some((word) => word.toLowerCase() === 'orbit')));
  });

  it('writes a word as it stands inside sentences', () => {
    const texts = [
      'Cancelled in May. Tired of Norwich',
      '@orbit.example Cancelled in June, so tired, Norwich',
      'So it goes: Cancelled, tired in Norwich',
      'Cancelled! "Tired" in Norwich',
    ];
    const name = nameIn(texts);
    for (const word of ['cancelled', 'tired', 'Norwich'])
      assert.ok(name.includes(word), `${word} in ${name.join(', ')}`);
  });

  it('leaves capitals that are more than the beginning of a sentence', () => {
    const texts = [
      'BREAKING iPhone recall',
      'BREAKING: iPhone recall',
      'BREAKING! iPhone',
      'iPhone BREAKING',
    ];
    assert.deepEqual(nameIn(texts).slice(0, 2).sort(), ['BREAKING', 'iPhone']);
  });

  it('finds its posts again: those with two of its words are the talk', () => {
    const matters = {
      surcharge: ['roaming', 'surcharge', 'abroad', 'holiday'],
      outage: ['outage', 'router', 'modem', 'blinking'],
    };
    const texts = Object.values(matters).flatMap((own) =>
      Array.from({ length: 40 }, (_, i) => {
        const some = own.filter((_word, k) => k !== i % own.length);
        return `${some.join(' ')} ${['again', 'today', 'honestly'][i % 3]}`;
      }),
    );
    const all = posts(...texts);
    for (const talk of findTalk(all).filter(({ posts: some }) => some.length >= 20)) {
      const terms = new Set(talk.words.map(({ term }) => term));
      const asked = all.filter(({ text }) => wordsOf(text).filter(({ term }) => terms.has(term)).length >= 2);
      const ids = new Set(talk.posts.map((post) => all[post]!.id));
      const right = asked.filter(({ id }) => ids.has(id)).length;
      const f1 = (2 * right) / (asked.length + ids.size);
      assert.ok(f1 > 0.9, `${words(talk).join(', ')}: ${f1}`);
    }
  });
});

describe('the words of a text', () => {
  it('tell which begin a sentence', () => {
    const first = wordsOf('Router blinking. Modem dead\nKitchen “Attic” hallway')
      .filter(({ isFirst }) => isFirst)
      .map(({ written }) => written);
    assert.deepEqual(first, ['Router', 'Modem', 'Kitchen', 'Attic', 'hallway']);
    const behindHandle = wordsOf('@orbit.example @kim.example Router blinking');
    assert.deepEqual(
      behindHandle.map(({ written, isFirst }) => [written, isFirst]),
      [
        ['Router', true],
        ['blinking', false],
      ],
    );
  });
});
