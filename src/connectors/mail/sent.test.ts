import assert from 'node:assert/strict';
import { after, it } from 'node:test';
import { createLogger } from '#platform/log/index.ts';
import { createOutward } from '#platform/outward/index.ts';
import { packRevision } from '#lib/mail/index.ts';
import type { OutboundReply, OwnAccount, SendContext } from '#connectors/kit/index.ts';
import { FAKE_PASSWORD, type FakeMailOptions, startFakeMail } from '../../../test/helpers/fake-mail.ts';
import { mailReplies } from './index.ts';

const log = createLogger('silent');
const closing: (() => Promise<unknown>)[] = [];
after(() => Promise.all(closing.map((close) => close())));

async function desk(options: FakeMailOptions = {}, settings: object = { keepsSent: true }) {
  const fake = await startFakeMail();
  const outward = createOutward({ allow: new Set(fake.hosts), log });
  closing.push(
    () => outward.close(),
    () => fake.close(),
  );
  const places = { imapHost: '127.0.0.1', smtpHost: '127.0.0.1', imapSecurity: 'none', smtpSecurity: 'none' };
  const connected = await mailReplies.connect(
    {
      identifier: 'help@shop.example',
      password: FAKE_PASSWORD,
      settings: { ...places, imapPort: fake.imapPort, smtpPort: fake.smtpPort, ...settings },
    },
    { outward, log },
  );
  fake.set(options);
  const account = { id: 'account_1', network: 'mail', ...connected } as OwnAccount;
  const context: SendContext = { account, outward, log, signal: new AbortController().signal };
  const revision = {
    id: 'a@b',
    refs: [],
    to: 'ann@customer.example',
    name: 'Ann',
    subject: 'Lamp',
    others: [],
    print: 'x',
  };
  const reply: OutboundReply = {
    key: mailReplies.newKey(new Date()),
    text: 'Hello',
    target: { externalId: 'a@b', revision: packRevision(revision) },
    decidedAt: new Date(),
  };
  return { fake, context, reply, sent: () => fake.state().folders['Sent'] };
}

it('a reply lies in the folder of sent mail once, however often it is looked for', async () => {
  const { fake, context, reply, sent } = await desk();
  const { externalId } = await mailReplies.send(reply, context);
  assert.deepEqual(sent(), [`<${externalId}>`]);
  for (let again = 0; again < 3; again++)
    assert.equal((await mailReplies.readBack(reply, context)).state, 'present');
  assert.deepEqual(sent(), [`<${externalId}>`]);
  assert.equal(fake.state().delivered[`<${externalId}>`], 1);
});

it('one whose answer was lost is put there when it is found', async () => {
  const { context, reply, sent } = await desk({ smtp: { cutAt: 'taken' } });
  await assert.rejects(mailReplies.send(reply, context));
  assert.deepEqual(sent(), []);
  assert.equal((await mailReplies.readBack(reply, context)).state, 'present');
  assert.equal(sent()?.length, 1);
});

it('a folder that cannot be written makes no reply unsent', async () => {
  for (const options of [
    { imap: { cutAt: { word: 'APPEND', nth: 1 } } },
    { imap: { signIn: 'NO [UNAVAILABLE] later' } },
  ]) {
    const { context, reply, sent } = await desk(options);
    assert.ok((await mailReplies.send(reply, context)).externalId);
    assert.deepEqual(sent(), []);
  }
});

it('nothing is put there where the server does so itself, or nobody asked', async () => {
  const { context, reply, sent } = await desk({}, {});
  await mailReplies.send(reply, context);
  assert.deepEqual(sent(), []);
});
