import assert from 'node:assert/strict';
import { test } from 'node:test';
import { envelopeOf, NO_WORDS } from './mail-words.ts';

test('what nobody typed is not sent', () => {
  assert.equal(envelopeOf(NO_WORDS), undefined);
  assert.equal(envelopeOf({ subject: '  ', to: ' ', cc: ' , ', bcc: '' }), undefined);
});

test('addresses are separated by whatever people type', () => {
  assert.deepEqual(
    envelopeOf({ subject: ' Your bill ', to: 'ann@work.example', cc: 'a@b.c, d@e.f;g@h.i', bcc: '' }),
    {
      subject: 'Your bill',
      to: ['ann@work.example'],
      cc: ['a@b.c', 'd@e.f', 'g@h.i'],
    },
  );
});
