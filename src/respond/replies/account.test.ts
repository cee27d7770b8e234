import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { connectorsPort, type InboundPost } from '#connectors/kit/index.ts';
import { ownAccountsPort } from '#listen/intake/index.ts';
import { connectAccount, disconnectAccount, ownExternalIds } from '#people/brand/index.ts';
import { conversationSpeakerPort, findConversations, readConversation } from '#respond/inbox/index.ts';
import { say, under, uri } from '../inbox/testing/company.ts';
import { openSendingDesk } from '../schedule/testing/desk.ts';
import { accountFor, accountWrittenTo, cancelReply, queueReply, speakerIn } from './index.ts';

const desk = await openSendingDesk();
const { app, ana } = desk;
after(() => desk.company.close());
const owner = { ...desk.ben, role: 'owner' as const };
const NETWORKS = ['bluesky', 'mail'];
const connector = {
  ...desk.network.connector,
  connect: async ({ identifier }: { identifier: string }) => ({
    externalId: identifier,
    handle: identifier.replace('did:plc:', ''),
    credentials: {},
  }),
};
app.provide(connectorsPort, {
  ...app.use(connectorsPort),
  replies: new Map(NETWORKS.map((network) => [network, { ...connector, network }])),
});
app.provide(conversationSpeakerPort, { read: speakerIn });

/** Connects it, and lets intake know whose it is, as the program does. */
async function connect(network: string, identifier: string): Promise<string> {
  const { id } = await connectAccount(app, owner, { network, identifier, password: 'x' });
  const own = await ownExternalIds(app);
  app.provide(ownAccountsPort, {
    externalIds: (of) =>
      new Set([...own].flatMap((key) => (key.startsWith(`${of}:`) ? [key.slice(of.length + 1)] : []))),
  });
  return id;
}
const help = await connect('mail', 'help@acme.example');
const billing = await connect('mail', 'billing@acme.example');
const shop = await connect('bluesky', 'did:plc:shop');
const care = await connect('bluesky', 'did:plc:care');

/** A customer who wrote, and what follows from it. */
async function customer(...posts: Partial<InboundPost>[]) {
  const author = desk.somebody();
  await desk.company.hear(
    ...posts.map((more, n) =>
      say(author, `${n}`, `acme ${n}`, {
        minutesAgo: 20 - n,
        ...(n > 0 ? under(uri(author, '0')) : {}),
        ...more,
      }),
    ),
  );
  const { id, network } = await desk.of(author);
  const conversation = async () => (await findConversations(app, [id]))[0]!;
  const speaker = async () => (await accountFor(app, await conversation()))?.id;
  const answer = async (accountId: string) =>
    queueReply(app, ana, id, {
      text: `as ${accountId.slice(-8)}`,
      postId: (await conversation()).lastPostId,
      accountId,
      idempotencyKey: `${id}-${accountId}`,
      thenStatus: 'open',
      isConfirmed: true,
    });
  const told = async () => (await readConversation(app, ana, id)).speaker;
  return { id, author, network, conversation, speaker, answer, told };
}
const mail = (...mentions: string[]): Partial<InboundPost> => ({
  network: 'mail',
  kind: 'message',
  visibility: 'private',
  mentions,
});

describe('where nobody chooses', () => {
  it('the mailbox and the handle that were written to answer, whatever was connected first', async () => {
    const asked: [Partial<InboundPost>, string][] = [
      [mail('billing@acme.example'), billing],
      [mail('help@acme.example'), help],
      [{ mentions: ['did:plc:somebody', 'did:plc:care', 'did:plc:shop'] }, care],
      [{ mentions: ['did:plc:shop'] }, shop],
      [under('at://did:plc:care/app.bsky.feed.post/1'), care],
    ];
    for (const [post, expected] of asked) {
      const one = await customer(post);
      assert.equal(await one.speaker(), expected, JSON.stringify(post));
      assert.equal((await accountWrittenTo(app, await one.conversation()))?.id, expected);
    }
  });

  it('what names nobody changes nothing, what names another of ours does', async () => {
    const same = await customer({ mentions: ['did:plc:care'] }, {}, {});
    assert.equal(await same.speaker(), care);
    const other = await customer({ mentions: ['did:plc:shop'] }, { mentions: ['did:plc:care'] });
    assert.equal(await other.speaker(), care);
  });

  it('who spoke last goes on, also when it was said with the app of the network', async () => {
    const one = await customer({ mentions: ['did:plc:shop'] });
    const queued = await one.answer(care);
    assert.equal(await one.speaker(), care);
    assert.equal(
      (await accountWrittenTo(app, await one.conversation()))?.id,
      shop,
      'hours are of who was asked',
    );
    await cancelReply(app, ana, queued.id);
    assert.equal(await one.speaker(), shop, 'it said nothing after all');
    const root = uri(one.author, '0');
    await desk.company.hear(say('did:plc:care', `by-${one.id}`, 'On it', { minutesAgo: 1, ...under(root) }));
    assert.equal(await one.speaker(), care);
  });

  it('the first that is connected answers whoever named none of ours', async () => {
    const one = await customer({});
    assert.deepEqual(
      [await speakerIn(app, await one.conversation()), await one.speaker()],
      [null, desk.accountId],
    );
  });

  it('none takes the place of one that is not connected any more, until it is again', async () => {
    const asked = await customer(mail('billing@acme.example'));
    const answered = await customer(mail('help@acme.example'));
    await answered.answer(billing);
    await disconnectAccount(app, owner, billing);
    for (const one of [asked, answered]) assert.equal(await one.speaker(), undefined);
    const gone = { accountId: null, handle: 'billing@acme.example' };
    assert.deepEqual(await speakerIn(app, await asked.conversation()), { ...gone, because: 'written-to' });
    assert.deepEqual(await speakerIn(app, await answered.conversation()), { ...gone, because: 'spoke' });
    assert.deepEqual(await asked.told(), { ...gone, because: 'written-to' }, 'as the composer hears it');
    const anew = await connect('mail', 'billing@acme.example');
    assert.notEqual(anew, billing);
    for (const one of [asked, answered]) assert.equal(await one.speaker(), anew, 'under another id');
  });
});
