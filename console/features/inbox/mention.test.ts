import assert from 'node:assert/strict';
import { test } from 'node:test';
import { finishMention, mentionAt, noteParts } from './mention.ts';

const at = (text: string) => mentionAt(text, text.length);

test('knows when a colleague is being named', () => {
  assert.deepEqual(at('@'), { start: 0, words: '' });
  assert.deepEqual(at('Ask @An'), { start: 4, words: 'An' });
  assert.deepEqual(at('Ask @Ana Be'), { start: 4, words: 'Ana Be' });
  assert.deepEqual(at('(@Dovilė'), { start: 1, words: 'Dovilė' });
  assert.deepEqual(mentionAt('Ask @An and more', 7), { start: 4, words: 'An' });
});

test('mail addresses, finished sentences and far words are no mentions', () => {
  for (const text of ['', 'ana@ex', 'Ask @Ana. Then', 'a @one two three four', `@${'x'.repeat(60)}`])
    assert.equal(at(text), null, text);
});

test('the chosen name takes the place of what was typed', () => {
  assert.deepEqual(finishMention('Ask @An please', 7, { start: 4, words: 'An' }, 'Ana Bell'), {
    text: 'Ask @Ana Bell please',
    caret: 14,
  });
  assert.deepEqual(finishMention('@', 1, { start: 0, words: '' }, 'Ben'), { text: '@Ben ', caret: 5 });
});

test('names are found in a note, the longest first, special characters included', () => {
  const parts = noteParts('@Ana Bell and @Ana, see @C++ (x)', ['Ana', 'Ana Bell', 'C++ (x)']);
  assert.deepEqual(
    parts.filter((part) => part.isMention).map((part) => part.text),
    ['@Ana Bell', '@Ana', '@C++ (x)'],
  );
  assert.ok(parts.every((part) => '@Ana Bell and @Ana, see @C++ (x)'.startsWith(part.text, part.start)));
  assert.equal(parts.map((part) => part.text).join(''), '@Ana Bell and @Ana, see @C++ (x)');
  assert.deepEqual(noteParts('plain', []), [{ start: 0, text: 'plain', isMention: false }]);
  assert.deepEqual(noteParts('', []), []);
});
