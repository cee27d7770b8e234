import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { type ProfileWish, readProfile } from './profile.ts';
import { anyText } from '../../../../test/helpers/texts.ts';

const EMPTY: ProfileWish = { pronouns: '', bio: '', signature: '', languages: '', language: '' };
const SPOKEN = ['en', 'de'];
const read = (wish: Partial<ProfileWish>) => readProfile({ ...EMPTY, ...wish }, SPOKEN);

test('nothing said is nothing kept', () => {
  assert.deepEqual(read({}), {
    pronouns: null,
    bio: null,
    signature: null,
    languages: [],
    language: null,
  });
});

test('languages are tags as they are written, each once', () => {
  for (const [typed, kept] of [
    ['DE, pt-br;fr', ['de', 'pt-BR', 'fr']],
    ['en en EN', ['en']],
    ['zh-hant-tw', ['zh-Hant-TW']],
    [' , ; ', []],
  ] as const) {
    const profile = read({ languages: typed });
    assert.ok(!('wrong' in profile), typed);
    assert.deepEqual(profile.languages, kept);
  }
  for (const typed of ['deutsch!', 'x', 'en,de,fr,es,it,pt,nl,sv,da,fi,pl', 'e'.repeat(21)])
    assert.deepEqual(read({ languages: typed }), { wrong: 'languages' }, typed);
});

test('pages speak a language that they know', () => {
  for (const [wish, kept] of [
    ['de', 'de'],
    ['fr', null],
    ['', null],
    ['__proto__', null],
  ] as const) {
    const profile = read({ language: wish });
    assert.ok(!('wrong' in profile));
    assert.equal(profile.language, kept);
  }
});

test('a signature says who speaks and sells nothing', () => {
  for (const signature of ['Ana, Graz', 'one\ntwo\nthree', 'a.b', '❤️ routers'])
    assert.ok(!('wrong' in read({ signature })), signature);
  for (const signature of [
    'see https://spam.example',
    'see HTTP://spam',
    'www.spam.example',
    'cheap.shop',
    '![x](y)',
    'a\nb\nc\nd',
    'x'.repeat(201),
  ])
    assert.deepEqual(read({ signature }), { wrong: 'signature' }, signature);
});

test('what cannot be seen is left out, and lines stay lines', () => {
  const profile = read({ bio: 'a\u202eb\u0000c  \n\n\n\n\nd\u200b', pronouns: ' they ' });
  assert.ok(!('wrong' in profile));
  assert.deepEqual([profile.bio, profile.pronouns], ['abc\n\nd', 'they']);
});

test('lengths are counted as people count letters', () => {
  assert.ok(!('wrong' in read({ bio: '😀'.repeat(1000) })));
  assert.deepEqual(read({ bio: '😀'.repeat(1001) }), { wrong: 'bio' });
  assert.deepEqual(read({ pronouns: 'x\ny' }), { wrong: 'pronouns' });
});

test('whatever is typed, what is kept can be stored and shown', () => {
  const anything = anyText({ maxLength: 300 });
  fc.assert(
    fc.property(anything, anything, anything, (bio, signature, pronouns) => {
      const profile = read({ bio, signature, pronouns });
      if ('wrong' in profile) return;
      for (const text of [profile.bio, profile.signature, profile.pronouns]) {
        assert.ok(text === null || text.trim() !== '');
        assert.ok(text === null || !/[\0\u202a-\u202e\u2066-\u2069]/.test(text));
      }
    }),
  );
});
