import assert from 'node:assert/strict';
import { test } from 'node:test';
import { helpOf } from './help.ts';

const of = (group: string, keys: string, label: string) => ({ group, keys, label });

test('two keys for one thing are one line', () => {
  const shortcuts = [
    of('Inbox', 'j', 'Next'),
    of('Inbox', 'k', 'Previous'),
    of('Inbox', 'ArrowDown', 'Next'),
  ];
  assert.deepEqual(helpOf(shortcuts), [
    {
      group: 'Inbox',
      lines: [
        { label: 'Next', keys: ['j', 'ArrowDown'] },
        { label: 'Previous', keys: ['k'] },
      ],
    },
  ]);
});

test('the screen comes before what works everywhere', () => {
  const groups = helpOf([of('Everywhere', '?', 'Help'), of('Inbox', 'e', 'Done')]);
  assert.deepEqual(
    groups.map(({ group }) => group),
    ['Inbox', 'Everywhere'],
  );
});

test('of two that want a key the later is told, and the earlier is not', () => {
  const [group] = helpOf([of('Inbox', 'e', 'Open'), of('Inbox', 'e', 'Done')]);
  assert.deepEqual(group!.lines, [{ label: 'Done', keys: ['e'] }]);
});

test('without keys there is nothing to tell', () => {
  assert.deepEqual(helpOf([]), []);
});
