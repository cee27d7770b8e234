import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { startSample } from '#people/brand/index.ts';
import { takeIn } from '#listen/intake/index.ts';
import { removePostsOfOrigin } from '#listen/posts/index.ts';
import { listInbox, readConversation } from '#respond/inbox/index.ts';
import { systemActor } from '#platform/app/index.ts';
import { until } from '../../../test/helpers/app.ts';
import { keepOwnAccounts } from '../own-accounts.ts';
import { wholeServer } from '../testing/whole-server.ts';
import { burnMails, writeMails } from './mails.ts';
import { whisper } from './messages.ts';

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

test('somebody of the story writes to the sample company alone, is answered, and writes again', async () => {
  await startSample(app, systemActor);
  await keepOwnAccounts(app);
  const alone = async () => {
    const { items } = await listInbox(app, systemActor, { status: 'any', sort: 'newest', limit: 50 });
    return items.filter(({ excerpt }) => excerpt.includes('The bank says'));
  };
  await whisper(app);
  await whisper(app);
  await until('it is in the inbox', async () => (await alone()).length > 0);
  const [row, ...more] = await alone();
  assert.ok(row);
  assert.deepEqual(more, [], 'once');
  const { thread, speaker } = await readConversation(app, systemActor, row.id);
  assert.deepEqual(
    thread.map(({ isOwn, isPrivate }) => [isOwn, isPrivate]),
    [
      [false, true],
      [true, true],
      [false, true],
    ],
  );
  assert.equal(speaker?.handle, 'lumora.example');
  await removePostsOfOrigin(app, 'sample');
  const left = await app.db.query(`select 1 from posts where external_id like 'sample-alone-%'`);
  assert.deepEqual(left, [], 'it leaves with the sample');
});
