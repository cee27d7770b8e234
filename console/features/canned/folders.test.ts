import assert from 'node:assert/strict';
import { test } from 'node:test';
import { byFolder } from './folders.ts';
import type { CannedView } from './queries.ts';

const canned = (
  name: string,
  folder: string,
  body = 'Hello',
  shortcut: string | null = null,
): CannedView => ({
  id: `canned_${name}`,
  name,
  folder,
  shortcut,
  scope: 'all',
  teamId: null,
  texts: [{ language: 'en', body }],
  uses: 0,
  lastUsedAt: null,
  version: 1,
  changedBy: 'Ana',
  changedAt: '2026-11-22T10:00:00.000Z',
  canChange: true,
});
const all = [
  canned('Sorry', ''),
  canned('Refund', 'Bills', 'The amount goes back', 'refund'),
  canned('Bill by post', 'Bills', 'We send it again'),
  canned('Mast', 'Network', 'The mast is repaired'),
];
const shown = (words: string) =>
  byFolder(all, words).map(({ folder, items }) => [folder, items.map(({ name }) => name)]);

test('canned replies stand in their folders, those without one first', () => {
  assert.deepEqual(shown(''), [
    ['', ['Sorry']],
    ['Bills', ['Refund', 'Bill by post']],
    ['Network', ['Mast']],
  ]);
});

test('words are looked for in name, shortcut, folder and text', () => {
  assert.deepEqual(shown('repaired'), [['Network', ['Mast']]]);
  assert.deepEqual(shown('bills again'), [['Bills', ['Bill by post']]]);
  assert.deepEqual(shown('refund'), [['Bills', ['Refund']]]);
  assert.deepEqual(shown('nothing like it'), []);
});
