import assert from 'node:assert/strict';
import { test } from 'node:test';
import { wholeAddress } from './address.ts';

test('a site may be typed without its scheme', () => {
  assert.equal(wholeAddress('shop.example'), 'https://shop.example');
  assert.equal(wholeAddress(' //shop.example/x '), 'https://shop.example/x');
  assert.equal(wholeAddress('http://shop.example'), 'http://shop.example');
  assert.equal(wholeAddress('HTTPS://shop.example'), 'HTTPS://shop.example');
});

test('nothing typed is no site', () => {
  assert.equal(wholeAddress('  '), null);
});
