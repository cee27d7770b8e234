import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Chat, type Commands, takeOver } from './commands.ts';

function chatThatNotes(): { chat: Chat; done: unknown[] } {
  const done: unknown[] = [];
  const note =
    (name: string) =>
    (...values: unknown[]) =>
      void done.push([name, ...values]);
  const names = ['begin', 'open', 'close', 'toggle', 'identify', 'set', 'on', 'shutdown'] as const;
  return { chat: Object.fromEntries(names.map((name) => [name, note(name)])) as unknown as Chat, done };
}

describe('the commands of a page', () => {
  it('given before the script was there are done in order', () => {
    const { chat, done } = chatThatNotes();
    const listener = () => {};
    const page: { rapport?: Commands } = {};
    // As the snippet in the documentation makes it.
    page.rapport = Object.assign(() => {}, {
      q: [['identify', 'jwt'], ['on', 'open', listener], ['open']].map((words) => ({
        ...words,
        length: words.length,
      })),
    });
    takeOver(page, chat);
    page.rapport('set', { language: 'de', page: { url: 'https://shop.example/a' }, other: 1 });
    page.rapport('toggle');
    assert.deepEqual(done, [
      ['identify', 'jwt'],
      ['on', 'open', listener],
      ['open'],
      ['set', { language: 'de', page: { url: 'https://shop.example/a', title: '' } }],
      ['toggle'],
    ]);
    assert.equal(page.rapport.isLoaded, true);
  });

  it('that are none are named in the console and break nothing', (t) => {
    const warn = t.mock.method(console, 'warn', () => {});
    const { chat, done } = chatThatNotes();
    const page: { rapport?: Commands } = {};
    takeOver(page, chat);
    page.rapport!('explode');
    page.rapport!('identify');
    page.rapport!('on', 'open');
    page.rapport!('begin');
    assert.deepEqual(done, []);
    assert.equal(warn.mock.callCount(), 4);
  });
});
