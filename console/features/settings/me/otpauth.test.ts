import assert from 'node:assert/strict';
import { test } from 'node:test';
import { secretOfUri } from './otpauth.ts';

test('the secret can be typed in groups', () => {
  assert.equal(
    secretOfUri('otpauth://totp/Rapport:ana%40tee.example?secret=ABCDEFGHIJKLMNOPQR&issuer=Rapport'),
    'ABCD EFGH IJKL MNOP QR',
  );
  assert.equal(secretOfUri('otpauth://totp/x?secret=ABCD'), 'ABCD');
  assert.equal(secretOfUri('nonsense'), '');
});
