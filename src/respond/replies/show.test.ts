import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { Dispatcher } from '#platform/outbox/index.ts';
import { connectorsPort } from '#connectors/kit/index.ts';
import { postObserverPort } from '#listen/intake/index.ts';
import { conversationRepliesPort, listInbox, readConversation } from '#respond/inbox/index.ts';
import { connectAccount } from '#people/brand/service/accounts.ts';
import { until } from '../../../test/helpers/app.ts';
import { inboxObserver } from '../inbox/service/observe.ts';
import { openCompany, say } from '../inbox/testing/company.ts';
import {
  forgetReplies,
  listConversationReplies,
  queueReply,
  readReply,
  registerReplySenders,
  removeReply,
  repliesFeature,
  unsentOwners,
} from './index.ts';
import { FakeReplies } from './testing/fake-replies.ts';

const company = await openCompany();
const { app } = company;
const ana = await company.agent('Ana', 'owner');
app.provide(connectorsPort, {
  sources: new Map(),
  replies: new Map([['bluesky', new FakeReplies().connector]]),
  profiles: new Map(),
  lineParsers: new Map(),
});
app.provide(conversationRepliesPort, { list: listConversationReplies, forget: forgetReplies });
registerReplySenders(app);
const wish = { network: 'bluesky', identifier: 'acme.example', password: 'secret' };
const { id: accountId } = await connectAccount(app, ana, wish);
const stopping = new AbortController();
const dispatcher = new Dispatcher(app, stopping.signal, { pollMs: 50 });
after(async () => {
  stopping.abort();
  await dispatcher.stopped();
  await company.close();
});

/** A reply that the network took while the database could not show it in the thread. */
async function sentUnseen(author: string) {
  await company.hear(say(author, '1', 'acme?'));
  const { items } = await listInbox(app, ana, { status: 'any', sort: 'newest', limit: 1 });
  const { id: conversationId } = items[0]!;
  const thread = async () => (await readConversation(app, ana, conversationId)).thread;
  app.provide(postObserverPort, {
    ...inboxObserver,
    onPostsStored: () => Promise.reject(new Error('deadlock detected')),
  });
  const { id } = await queueReply(app, ana, conversationId, {
    text: 'It is on its way',
    postId: (await thread())[0]!.id,
    accountId,
    idempotencyKey: author,
    thenStatus: 'waiting',
    isConfirmed: false,
  });
  await until('it is sent', async () => (await readReply(app, id)).state === 'sent');
  app.provide(postObserverPort, inboxObserver);
  const own = async () => (await thread()).filter(({ isOwn }) => isOwn).map(({ text }) => text);
  assert.deepEqual(await own(), []);
  const [job] = await app.db.query<{ payload: unknown }>(
    'select payload from graphile_worker._private_jobs where key = $1',
    [`replies.show:${id}`],
  );
  const work = () => repliesFeature.jobs!(app)['replies.show']!(job?.payload, AbortSignal.timeout(5000));
  return { id, own, work };
}

test('a reply that could not be shown in its thread is sent all the same, and a job shows it, once', async () => {
  const { own, work } = await sentUnseen('did:plc:lee');
  await work();
  await work();
  assert.deepEqual(await own(), ['It is on its way']);
});

test('one that was taken back meanwhile stays away', async () => {
  const { id, own, work } = await sentUnseen('did:plc:kim');
  await removeReply(app, ana, id);
  await work();
  assert.deepEqual(await own(), []);
});

test('files of a reply that may still leave stay as they were approved', async () => {
  const { id } = await sentUnseen('did:plc:sam');
  const owners = [`reply:${id}`, 'reply:out_gone', 'scheduled:plan', 'note:act_1'];
  assert.deepEqual([...(await unsentOwners(app, owners))], ['scheduled:plan']);
  await app.db.query(`update replies set state = 'failed' where id = $1`, [id]);
  assert.deepEqual([...(await unsentOwners(app, owners))].toSorted(), [`reply:${id}`, 'scheduled:plan']);
});
