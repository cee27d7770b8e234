import assert from 'node:assert/strict';
import { test } from 'node:test';
import { zoneChoices } from './zones.ts';

const company = { zone: 'Europe/London', isOpen: true, opensAt: null };

test('each clock can be chosen once, the telling ones first', () => {
  const customer = { zone: 'America/Denver', place: 'Denver' };
  const all = ['America/Denver', 'Asia/Tokyo', 'Europe/London'];
  assert.deepEqual(
    zoneChoices({ company, customer }, 'Europe/London', all).map(({ label }) => label),
    ['The company: Europe/London', 'The customer: America/Denver', 'Asia/Tokyo'],
  );
});

test('without a guess there is no customer’s clock', () => {
  const labels = zoneChoices({ company, customer: null }, 'Asia/Tokyo', ['UTC']).map(({ label }) => label);
  assert.deepEqual(labels, ['The company: Europe/London', 'Mine: Asia/Tokyo', 'UTC']);
});
