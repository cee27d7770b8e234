import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DraftSaver } from './draft-saver.ts';
import { onOutsideDraft, tellDraft } from './outside-draft.ts';

const noShelf = { getItem: () => null, setItem: () => undefined, removeItem: () => undefined };

test('a draft that a macro wrote is shown, unless somebody is writing', async () => {
  const saver = new DraftSaver({ key: 'k', shelf: noShelf, saved: '', put: async () => undefined });
  const stop = onOutsideDraft('conv_1', (text) => saver.adopt(text));
  tellDraft('conv_2', 'Not this one');
  tellDraft('conv_1', 'Hi Maya');
  assert.deepEqual(saver.read(), { text: 'Hi Maya', state: 'saved' });
  saver.write('Hi Maya, and');
  tellDraft('conv_1', 'Something else');
  assert.equal(saver.read().text, 'Hi Maya, and', 'what somebody writes counts more');
  await saver.save();
  tellDraft('conv_1', '');
  assert.deepEqual(saver.read(), { text: '', state: 'none' });
  stop();
  tellDraft('conv_1', 'Nobody hears');
  assert.equal(saver.read().text, '');
});
