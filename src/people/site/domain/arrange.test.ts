import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Entry, navigationShape } from '../schema.ts';
import { arrange } from './arrange.ts';

const section = (key: string, label: string) => ({ key, label, path: `/${key}` });
const PARTS = [section('forum', 'Questions'), section('ideas', 'Ideas'), section('help', 'Help')];
const PAGE = section('page:page_00000000000000000000000000', 'About us');
const entry = (key: string, part: Partial<Entry> = {}): Entry => ({
  key,
  isShown: true,
  names: {},
  url: null,
  ...part,
});
const link = entry('link:a', { url: 'https://shop.example', names: { en: 'Shop', de: 'Laden' } });
const labels = (header: Entry[], footer: Entry[] = [], language = 'en') => {
  const arranged = arrange(PARTS, [PAGE], { header, footer }, language);
  return [arranged.header, arranged.footer].map((entries) => entries.map(({ label }) => label));
};

test('without an arrangement the parts stand in their own order, and no page of one’s own', () => {
  assert.deepEqual(labels([]), [['Questions', 'Ideas', 'Help'], []]);
});

test('what is named stands in its order; new parts of the program behind the last part, before pages and links', () => {
  assert.deepEqual(labels([entry('section:help'), entry(PAGE.key), link])[0], [
    'Help',
    'Questions',
    'Ideas',
    'About us',
    'Shop',
  ]);
});

test('what is hidden, or stands in the footer, is not in the header', () => {
  assert.deepEqual(labels([entry('section:forum', { isShown: false })], [entry('section:ideas'), link]), [
    ['Help'],
    ['Ideas', 'Shop'],
  ]);
});

test('what is closed, or a page that is gone, stands nowhere', () => {
  assert.deepEqual(labels([entry('section:reviews'), entry('page:page_11111111111111111111111111')])[0], [
    'Questions',
    'Ideas',
    'Help',
  ]);
});

test('names are in the reader’s language, else plain, else the entry’s own', () => {
  const named = [link, entry('section:help', { names: { de: 'Hilfe' } })];
  assert.deepEqual(labels(named, [], 'de-AT')[0]!.slice(0, 2), ['Laden', 'Hilfe']);
  assert.deepEqual(labels(named, [], 'fr')[0]!.slice(0, 2), ['Shop', 'Help']);
});

test('an arrangement is taken only if it is one', () => {
  const isTaken = (header: object[], footer: object[] = []) =>
    navigationShape.safeParse({ header, footer }).success;
  assert.ok(isTaken([link, entry('section:help')]));
  for (const [why, bad] of [
    ['a script', { ...link, url: 'javascript:alert(1)' }],
    ['plain http', { ...link, url: 'http://shop.example' }],
    ['no name', { ...link, names: {} }],
    ['an address of a part', entry('section:help', { url: 'https://evil.example' })],
    ['no address', entry('link:a', { names: { en: 'x' } })],
    ['no key', entry('help')],
    ['a language that is none', { ...link, names: { 'x"y': 'Shop' } }],
  ] as const)
    assert.equal(isTaken([bad]), false, why);
  assert.equal(isTaken([link], [link]), false, 'twice');
  assert.equal(isTaken(Array.from({ length: 31 }, (_one, i) => ({ ...link, key: `link:${i}` }))), false);
});
