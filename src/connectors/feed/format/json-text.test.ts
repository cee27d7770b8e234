import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AppError } from '#platform/errors/index.ts';
import { readJson } from './json-text.ts';

const mended: [string, string, unknown][] = [
  ['trailing commas', '{"a":[1,2,],"b":{"c":3,},}', { a: [1, 2], b: { c: 3 } }],
  ['comments', '/* x */{"a":1,// y\n"b":/* z */2}', { a: 1, b: 2 }],
  ['a comment without an end', '{"a":1 /* x', { a: 1 }],
  ['addresses, which are no comments', '{"a":"http://x.example/*y*/",}', { a: 'http://x.example/*y*/' }],
  ['raw line breaks in strings', '{"a":"x\ny\tz"}', { a: 'x\ny\tz' }],
  ['escapes', String.raw`{"a":"\"\\\/\n\t\u00e9\ud83d\ude00",}`, { a: '"\\/\n\té😀' }],
  ['an unknown escape', String.raw`{"a":"\q",}`, { a: 'q' }],
  [
    'words and numbers',
    '{"a":true,"b":false,"c":null,"d":-1.5e3,}',
    { a: true, b: false, c: null, d: -1500 },
  ],
  ['text after the end', '{"a":1} <!-- x -->', { a: 1 }],
  ['a missing end', '{"a":1,"items":[{"id":"1"},{"id":"2"', { a: 1 }],
];

for (const [what, text, expected] of mended)
  test(`forgives ${what}`, () => {
    const read = readJson(text);
    assert.equal(read?.isMended, true);
    const value = read.value as Record<string, unknown>;
    for (const [key, wanted] of Object.entries(expected as object)) assert.deepEqual(value[key], wanted);
  });

test('JSON as the standard has it is not touched', () =>
  assert.deepEqual(readJson('{"a":[1,{"b":"c"}]}'), { value: { a: [1, { b: 'c' }] }, isMended: false }));

test('of a text that breaks off only complete entries are kept', () => {
  const whole = '{"title":"T","items":[{"id":"1","t":"a"},{"id":"2","t":"b"},{"id":"3","t":"c"}],}';
  for (let length = 22; length < whole.length - 3; length++) {
    const value = readJson(whole.slice(0, length))?.value as { items?: { id: string; t: string }[] };
    for (const item of value.items ?? [])
      assert.equal(item.t, 'abc'[Number(item.id) - 1], `cut at ${length}`);
  }
});

test('what is not JSON is nothing', () => {
  for (const text of ['', 'hello', '<rss/>', "'x'"]) assert.equal(readJson(text), undefined);
});

test('prototypes stay as they are', () => {
  const value = readJson('{"__proto__":{"polluted":true},"a":1,}')?.value as Record<string, unknown>;
  assert.equal(value.polluted, undefined);
  assert.equal(Object.getPrototypeOf(value), Object.prototype);
});

test('too many levels are refused by name', () =>
  assert.throws(
    () => readJson(`${'['.repeat(5000)},`),
    (error) => error instanceof AppError && error.code === 'feed.too_deep',
  ));
