import assert from 'node:assert/strict';
import { test } from 'node:test';
import { carried, dropped, filled, moved, nameOf, newEntry, replaced, wholeOf } from './entries.ts';

const [forum, help, link] = [
  newEntry('section:forum'),
  newEntry('section:help'),
  newEntry('link:a', 'https://a.example'),
];
const parts = [
  { key: 'section:forum', label: 'Forum', path: '/community' },
  { key: 'section:help', label: 'Help', path: '/help' },
  { key: 'page:page_1', label: 'About', path: '/pages/en/about' },
];
const keys = (entries: readonly { key: string }[]) => entries.map(({ key }) => key);

test('what nobody named stands behind the others, and pages only where somebody put them', () => {
  const about = newEntry('page:page_1');
  const whole = wholeOf({ navigation: { header: [help, about], footer: [link] }, parts });
  assert.deepEqual(keys(whole.header), ['section:help', 'section:forum', 'page:page_1']);
  assert.deepEqual(keys(whole.footer), ['link:a']);
});

test('entries move within their place, and no further', () => {
  assert.deepEqual(
    keys(moved([forum, help, link], 'section:help', -1)),
    [help, forum, link].map(({ key }) => key),
  );
  assert.deepEqual(keys(moved([forum, help], 'section:help', 1)), keys([forum, help]));
  assert.deepEqual(keys(moved([forum, help], 'section:forum', -1)), keys([forum, help]));
  assert.deepEqual(keys(moved([forum], 'none', 1)), keys([forum]));
});

test('entries go to the other place, change and go', () => {
  const navigation = { header: [forum, help], footer: [link] };
  const down = carried(navigation, 'section:forum', 'footer');
  assert.deepEqual([keys(down.header), keys(down.footer)], [['section:help'], ['link:a', 'section:forum']]);
  assert.equal(carried(navigation, 'none', 'footer'), navigation);
  assert.deepEqual(keys(dropped(navigation, 'link:a').footer), []);
  assert.equal(replaced(navigation, { ...help, isShown: false }).header[1]!.isShown, false);
});

test('an entry is called by its own name, else by that of its part', () => {
  assert.equal(nameOf({ ...help, names: { de: 'Hilfe' } }, parts), 'Hilfe');
  assert.equal(
    nameOf({ ...help, names: { de: 'Hilfe', en: 'Ask' } }, parts),
    'Ask',
    'in the words of the console',
  );
  assert.equal(nameOf(help, parts), 'Help');
  assert.equal(nameOf(link, parts), 'https://a.example');
  assert.equal(nameOf(newEntry('section:reviews'), parts), undefined);
  assert.deepEqual(filled({ en: ' ', de: 'Hilfe' }), { de: 'Hilfe' });
});
