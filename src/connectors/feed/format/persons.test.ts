import assert from 'node:assert/strict';
import { test } from 'node:test';
import { authorLine, distinctPersons, person, readPerson } from './persons.ts';

test('persons in all the ways feeds write them', () => {
  const me = { name: 'Me', email: 'me@example.com', url: null };
  for (const written of [
    'me@example.com (Me)',
    'Me <me@example.com>',
    'Me (me@example.com)',
    'me@example.com Me',
    '"Me" <me@example.com>',
    'Me, me@example.com',
    'mailto:me@example.com (Me)',
    ' Me &lt;me@example.com&gt; '.replaceAll('&lt;', '<').replaceAll('&gt;', '>'),
  ])
    assert.deepEqual(readPerson(written), me, written);
  assert.deepEqual(readPerson('me@example.com'), { name: null, email: 'me@example.com', url: null });
  assert.deepEqual(readPerson('Ann Lee (Editor)'), { name: 'Ann Lee (Editor)', email: null, url: null });
  assert.deepEqual(readPerson('http://example.com/me'), {
    name: null,
    email: null,
    url: 'http://example.com/me',
  });
  assert.deepEqual(readPerson('<a href="/me">Ann &amp; Bo</a>'), {
    name: 'Ann & Bo',
    email: null,
    url: null,
  });
  assert.deepEqual(readPerson('@handle'), { name: '@handle', email: null, url: null });
  for (const nothing of ['', '  ', '()', null, undefined]) assert.equal(readPerson(nothing), null);
});

test('the same person twice is one, the parts joined', () => {
  const persons = distinctPersons([
    readPerson('Ann'),
    readPerson('ann (ann@example.com)'),
    null,
    readPerson('bo@example.com'),
  ]);
  assert.deepEqual(persons, [
    { name: 'Ann', email: 'ann@example.com', url: null },
    { name: null, email: 'bo@example.com', url: null },
  ]);
  assert.equal(authorLine(persons), 'Ann, bo@example.com');
  assert.equal(authorLine([]), null);
});

test('quotes around a whole name are not part of it, quotes inside are', () => {
  assert.equal(person('"Doe, John"', null, null)?.name, 'Doe, John');
  assert.equal(person('John "Jack" Doe', null, null)?.name, 'John "Jack" Doe');
  assert.equal(person('""', null, null), null);
});

test('a person known by name or by address is one, and what either said is kept', () => {
  const ann = { name: 'Ann', email: null, url: null };
  const mail = { name: null, email: 'ann@example.com', url: null };
  const both = { name: 'ANN', email: 'Ann@Example.com', url: 'http://ann.example/' };
  assert.deepEqual(distinctPersons([ann, both]), [
    { name: 'Ann', email: 'Ann@Example.com', url: 'http://ann.example/' },
  ]);
  assert.deepEqual(distinctPersons([mail, both, { ...ann }]), [
    { name: 'ANN', email: 'ann@example.com', url: 'http://ann.example/' },
  ]);
  assert.equal(distinctPersons([ann, { ...ann, name: 'Bo' }, null]).length, 2);
});
