import assert from 'node:assert/strict';
import { test } from 'node:test';
import { broughtBack, signInOf } from './sign-in-elsewhere.ts';
import { entered, guessed, newMailbox, portFor, settingsOf } from './mailbox-values.ts';

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

test('whoever signs in elsewhere brings servers and places along, and goes back to the password without them', () => {
  const google = entered({ ...newMailbox('a@shop.example'), password: 'secret' }, 'google');
  assert.deepEqual([google.imapHost, google.smtpPort], ['imap.gmail.com', '465']);
  const asked = signInOf({ ...google, provider: { ...google.provider, clientId: 'me' } }) as {
    service: string;
    memo: string;
    settings: { oauth: { clientId: string; tokenUrl: string } };
  };
  assert.deepEqual([asked.service, asked.memo], ['https://accounts.google.com', 'read']);
  assert.deepEqual(
    [asked.settings.oauth.clientId, asked.settings.oauth.tokenUrl],
    ['me', 'https://oauth2.googleapis.com/token'],
  );
  assert.ok(!('service' in signInOf(entered(google, 'elsewhere'))), 'what is no address is sent as it is');
  const microsoft = entered(google, 'microsoft');
  assert.deepEqual([microsoft.smtpHost, microsoft.smtpSecurity], ['smtp.office365.com', 'starttls']);
  assert.equal(settingsOf(entered(microsoft, 'password'))['oauth'], undefined);
});

test('only who comes back from a provider brings something', () => {
  assert.deepEqual(broughtBack('?state=a&code=b%2Fc'), { state: 'a', code: 'b/c', problem: '' });
  assert.equal(broughtBack('?state=a&error=access_denied')?.problem, 'access_denied');
  for (const search of ['', '?code=b', '?state=a', '?error=x']) assert.equal(broughtBack(search), undefined);
});
