import assert from 'node:assert/strict';
import { test } from 'node:test';
import { guessed, newMailbox, portFor, settingsOf } from './mailbox-values.ts';

test('servers are guessed from the address while nobody typed others', () => {
  let values = newMailbox('');
  for (const typed of ['h', 'help@', 'help@shop', 'help@shop.example']) values = guessed(values, typed);
  assert.deepEqual([values.imapHost, values.smtpHost], ['imap.shop.example', 'smtp.shop.example']);
  values = guessed({ ...values, imapHost: 'mail.hoster.example' }, 'help@other.example');
  assert.deepEqual([values.imapHost, values.smtpHost], ['mail.hoster.example', 'smtp.other.example']);
});

test('ports follow the way of TLS', () => {
  assert.deepEqual(
    [
      portFor('imap', 'tls'),
      portFor('imap', 'starttls'),
      portFor('smtp', 'tls'),
      portFor('smtp', 'starttls'),
    ],
    ['993', '143', '465', '587'],
  );
});

test('secrets and what is ours alone are no settings', () => {
  const settings = settingsOf({ ...newMailbox('a@b.example'), password: 'x' });
  assert.deepEqual([settings['imapPort'], settings['smtpPort']], [993, 465]);
  for (const name of ['address', 'password', 'isRead']) assert.ok(!(name in settings), name);
});
