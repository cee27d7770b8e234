import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { takeIn } from '#listen/intake/index.ts';
import { listInbox } from '#respond/inbox/index.ts';
import { systemActor } from '#platform/app/index.ts';
import { wholeServer } from '../testing/whole-server.ts';
import { burnMails, writeMails } from './mails.ts';

const rapport = await wholeServer();
const { app } = rapport;
after(() => rapport.close());

const inMail = async () =>
  (
    await listInbox(app, systemActor, { network: 'mail', status: 'any', sort: 'newest', limit: 50 })
  ).items.map(({ title }) => title);

test('letters to the sample company come once and leave with it; real ones stay', async () => {
  await writeMails(app);
  await writeMails(app);
  assert.deepEqual((await inMail()).toSorted(), [
    'Re: Moving on the 1st: will my number come along?',
    'Third reminder for a bill that is paid',
    'Your refund is waiting',
  ]);
  const real = {
    type: 'post',
    origin: 'mail',
    externalId: 'a@customer.example',
    version: 1,
    network: 'mail',
    kind: 'message',
    visibility: 'private',
    author: { externalId: 'ann@customer.example' },
    title: 'A real one',
    text: 'Hello',
    createdAt: new Date(),
  } as const;
  await takeIn(app, { sourceId: null, items: [real] });
  await burnMails(app);
  assert.deepEqual(await inMail(), ['A real one']);
});
