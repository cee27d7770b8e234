import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { broughtIn, isSame, wordsOfEdit } from './domain.ts';

const words = { title: 'Reset', body: 'Hold the button.', reason: 'It is ten seconds.' };

describe('the words of a change', () => {
  it('are kept without signs that nobody sees, with line ends of one kind', () => {
    assert.deepEqual(wordsOfEdit({ title: ' Re\u0000set\n it ', body: 'a\r\nb\u0007\r', reason: ' why ' }), {
      title: 'Reset it',
      body: 'a\nb',
      reason: 'why',
    });
  });

  it('need a title, a text and a reason, none too long', () => {
    for (const [part, code] of [
      [{ title: ' ' }, 'edits.bad_text'],
      [{ title: 'x'.repeat(201) }, 'edits.bad_text'],
      [{ body: '\n' }, 'edits.bad_text'],
      [{ body: 'x'.repeat(100_001) }, 'edits.bad_text'],
      [{ reason: '\t' }, 'edits.no_reason'],
      [{ reason: 'x'.repeat(501) }, 'edits.no_reason'],
    ] as const)
      assert.throws(() => wordsOfEdit({ ...words, ...part }), { code });
  });

  it('that are looked at are those brought in', () => {
    const before = { title: 'Reset', body: 'Hold the button. See https://acme.example/a' };
    const after = { ...words, body: 'Hold the button for ten seconds. See https://acme.example/a' };
    const brought = broughtIn(before, after);
    assert.match(brought, /for ten seconds/);
    assert.match(brought, /It is ten seconds/);
    assert.doesNotMatch(brought, /acme/);
  });

  it('are the same whatever ends their lines', () => {
    assert.ok(isSame({ title: 'A', body: 'a\nb' }, { title: ' A', body: 'a\r\nb\r\n' }));
    assert.ok(!isSame({ title: 'A', body: 'a' }, { title: 'A', body: 'b' }));
  });
});
