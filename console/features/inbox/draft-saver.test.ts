import assert from 'node:assert/strict';
import { afterEach, beforeEach, mock, test } from 'node:test';
import { safeShelf } from '../../components/shelf.ts';
import { aShelf } from '../../components/testing/shelf.ts';
import { DraftSaver } from './draft-saver.ts';

/** A server that answers when told to. */
function aServer() {
  const taken: string[] = [];
  let isDown = false;
  return {
    taken,
    goDown: () => (isDown = true),
    comeBack: () => (isDown = false),
    put: async (text: string) => {
      if (isDown) throw new Error('away');
      taken.push(text);
    },
  };
}
const settled = async () => {
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
};

beforeEach(() => mock.timers.enable({ apis: ['setTimeout'] }));
afterEach(() => mock.timers.reset());

test('one save for a burst of keys, and the shelf is cleared once the server has it', async () => {
  const shelf = aShelf();
  const server = aServer();
  const saver = new DraftSaver({ key: 'k', shelf, saved: '', put: server.put });
  assert.deepEqual(saver.read(), { text: '', state: 'none' });
  for (const text of ['S', 'So', 'Sor', 'Sorry']) saver.write(text);
  assert.equal(shelf.map.get('k'), 'Sorry');
  assert.equal(saver.read().state, 'saving');
  mock.timers.tick(700);
  await settled();
  assert.deepEqual(server.taken, ['Sorry']);
  assert.deepEqual(saver.read(), { text: 'Sorry', state: 'saved' });
  assert.equal(shelf.map.size, 0);
});

test('what the server did not take stays here and is tried again', async () => {
  const shelf = aShelf();
  const server = aServer();
  const saver = new DraftSaver({ key: 'k', shelf, saved: '', put: server.put });
  server.goDown();
  saver.write('kept words');
  mock.timers.tick(700);
  await settled();
  assert.equal(saver.read().state, 'kept');
  assert.equal(shelf.map.get('k'), 'kept words');
  server.comeBack();
  mock.timers.tick(10_000);
  await settled();
  assert.deepEqual(server.taken, ['kept words']);
  assert.equal(saver.read().state, 'saved');
});

test('the next page goes on where this one was lost', async () => {
  const shelf = aShelf();
  shelf.map.set('k', 'before the crash');
  const server = aServer();
  const saver = new DraftSaver({ key: 'k', shelf, saved: 'older on the server', put: server.put });
  assert.deepEqual(saver.read(), { text: 'before the crash', state: 'kept' });
  await saver.save();
  assert.deepEqual(server.taken, ['before the crash']);
});

test('words typed while a save is under way are not marked as saved, and win over a failed save', async () => {
  const shelf = aShelf();
  let fail: (error: Error) => void = () => undefined;
  const saver = new DraftSaver({
    key: 'k',
    shelf,
    saved: '',
    put: () => new Promise((_, reject) => (fail = reject)),
  });
  saver.write('first');
  mock.timers.tick(700);
  saver.write('second');
  fail(new Error('away'));
  await settled();
  assert.equal(saver.read().text, 'second');
  assert.equal(shelf.map.get('k'), 'second');
});

test('an emptied draft is emptied on the server too', async () => {
  const shelf = aShelf();
  const server = aServer();
  const saver = new DraftSaver({ key: 'k', shelf, saved: 'old', put: server.put });
  saver.write('');
  await saver.save();
  assert.deepEqual(server.taken, ['']);
  assert.deepEqual(saver.read(), { text: '', state: 'none' });
});

test('with nothing new there is nothing to save', async () => {
  const server = aServer();
  await new DraftSaver({ key: 'k', shelf: aShelf(), saved: 'x', put: server.put }).save(true);
  assert.deepEqual(server.taken, []);
});

test('a refused storage holds nothing and breaks nothing', () => {
  const shelf = safeShelf(() => {
    throw new Error('denied');
  });
  shelf.setItem('a', 'b');
  shelf.removeItem('a');
  assert.equal(shelf.getItem('a'), null);
});
