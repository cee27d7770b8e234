import { after, test } from 'node:test';
import assert from 'node:assert/strict';
import { startSmtp } from '../../../test/helpers/smtp.ts';
import { canMail, sendMail } from './index.ts';

const smtp = await startSmtp({ refuse: (recipient) => recipient === 'nobody@example.com' });
after(() => smtp.close());
const config = { smtpUrl: smtp.url, mailFrom: 'Tee & Co <hello@tee.example>' };

test('sends plain text that arrives as it was written', async () => {
  await sendMail(config, {
    to: 'ada@example.com',
    subject: 'Grüße',
    text: 'Hej,\n\n.hidden dot\nhttps://tee.example/a?b=c=d\n– ✓ fin',
  });
  const mail = await smtp.mailTo('ada@example.com');
  assert.equal(mail.from, 'hello@tee.example');
  assert.match(mail.text.replaceAll('\r\n', '\n'), /\.hidden dot\nhttps:\/\/tee\.example\/a\?b=c=d\n– ✓ fin/);
  assert.equal(mail.headers['auto-submitted'], 'auto-generated');
});

test('a subject cannot add headers', async () => {
  await sendMail(config, { to: 'bob@example.com', subject: 'Hello\r\nBcc: eve@example.com', text: 'x' });
  const mail = await smtp.mailTo('bob@example.com');
  assert.deepEqual(mail.to, ['bob@example.com']);
  assert.equal(mail.headers['bcc'], undefined);
});

test('an address is one address', async () => {
  await sendMail(config, { to: 'carol@example.com, eve@example.com', subject: 'x', text: 'x' }).catch(
    () => undefined,
  );
  assert.ok(smtp.mails.every((mail) => !mail.to.includes('eve@example.com')));
});

test('says why the server refused', async () => {
  await assert.rejects(sendMail(config, { to: 'nobody@example.com', subject: 'x', text: 'x' }), {
    code: 'mail.refused',
    message: /no such mailbox/,
  });
});

test('says that mail is not set up', async () => {
  const none = { smtpUrl: undefined, mailFrom: 'x@example.com' };
  assert.equal(canMail(none), false);
  await assert.rejects(sendMail(none, { to: 'ada@example.com', subject: 'x', text: 'x' }), {
    code: 'mail.not_set_up',
  });
});

test('a server that is away is a refusal, not a crash', async () => {
  const away = await startSmtp();
  await away.close();
  await assert.rejects(
    sendMail({ ...config, smtpUrl: away.url }, { to: 'a@example.com', subject: 'x', text: 'x' }),
    { code: 'mail.refused' },
  );
});
