import { systemActor } from '#platform/app/index.ts';
import type { App } from '#platform/app/index.ts';
import { filesFeature } from '#platform/files/index.ts';
import type { Config } from '#platform/config/index.ts';
import { type ConnectedAccount, connectorsPort, type InboundItem } from '#connectors/kit/index.ts';
import { brandFeature, connectAccount } from '#people/brand/index.ts';
import { touchesPort } from '#people/persons/index.ts';
import { matcherPort, ownAccountsPort, postObserverPort, takeIn } from '#listen/intake/index.ts';
import { topicLabelsPort } from '#listen/posts/index.ts';
import { casesFeature } from '#respond/cases/index.ts';
import {
  conversationRepliesPort,
  inboxFeature,
  inboxObserver,
  inboxTouches,
  listInbox,
  readConversation,
  tellFollowers,
} from '#respond/inbox/index.ts';
import { knowledgeFeature, suggestionSourcesPort } from '#respond/knowledge/index.ts';
import {
  forgetReplies,
  listConversationReplies,
  registerReplySenders,
  repliesFeature,
  replyChecksPort,
} from '#respond/replies/index.ts';
import { createTestServer, type TestServer } from '../../../../test/helpers/server.ts';
import { FakeReplies } from '../../replies/testing/fake-replies.ts';
import { exampleSource, voiceCheck, voiceFeature } from '../index.ts';

export const BRAND = 'did:plc:brand';
const api = '/api/v1';
type Staff = Awaited<ReturnType<TestServer['staff']>>;
type Answer = Awaited<ReturnType<Staff['get']>>;

/** A company that answers on Bluesky, through HTTP. */
export interface VoiceStage {
  test: TestServer;
  app: App;
  lead: Staff;
  agent: Staff;
  viewer: Staff;
  accountId: string;
  hear(...items: InboundItem[]): Promise<void>;
  conversationOf(author: string): Promise<string>;
  /** Saves a guide with these parts in the place of the one that counts. */
  guide(guide: object): Promise<Answer>;
  /** Sends a reply to the newest post of a conversation. */
  reply(who: Staff, conversationId: string, text: string, more?: object): Promise<Answer>;
  tell(): Promise<void>;
  connect(handle: string): Promise<string>;
  close(): Promise<void>;
}

export async function openVoice(config: Partial<Config> = {}): Promise<VoiceStage> {
  const features = [
    filesFeature,
    brandFeature,
    inboxFeature,
    casesFeature,
    knowledgeFeature,
    repliesFeature,
    voiceFeature,
  ];
  const test = await createTestServer(features, config);
  const { app } = test;
  provideWorld(app);
  const [lead, agent, viewer] = [
    await test.staff('owner'),
    await test.staff('agent'),
    await test.staff('viewer'),
  ];
  const connect = async (handle: string) =>
    (await connectAccount(app, systemActor, { network: 'bluesky', identifier: handle, password: 'x' })).id;
  const accountId = await connect('acme.example');
  let keys = 0;
  return {
    test,
    app,
    lead,
    agent,
    viewer,
    accountId,
    connect,
    hear: async (...items) => void (await takeIn(app, { sourceId: null, items })),
    async conversationOf(author) {
      const { items } = await listInbox(app, systemActor, { status: 'any', sort: 'newest', limit: 200 });
      return items.find((row) => row.author.externalId === author)!.id;
    },
    async guide(guide) {
      const { revision } = (await lead.get(`${api}/voice/guide`)).body;
      return lead.put(`${api}/voice/guide`, { revision, guide });
    },
    async reply(who, id, text, more = {}) {
      const { thread } = await readConversation(app, systemActor, id);
      const postId = thread.findLast((post) => !post.isOwn)!.id;
      const idempotencyKey = `voice-key-${keys++}`;
      return who.post(`${api}/inbox/${id}/replies`, { text, postId, accountId, idempotencyKey, ...more });
    },
    async tell() {
      while (await tellFollowers(app));
    },
    close: () => test.close(),
  };
}

function provideWorld(app: App): void {
  let accounts = 0;
  const { connector } = new FakeReplies();
  const roomy = {
    ...connector,
    connect: async ({ identifier }: { identifier: string }): Promise<ConnectedAccount> => ({
      externalId: accounts++ === 0 ? BRAND : `did:plc:own${accounts}`,
      handle: identifier,
      credentials: {},
    }),
    preflight: (text: string) => ({
      verdict: 'allowed' as const,
      length: text.length,
      maxLength: 3000,
      facets: [],
    }),
  };
  app.provide(matcherPort, { match: () => [{ topicId: 'topic_brand', toInbox: true }] });
  app.provide(ownAccountsPort, { externalIds: () => new Set([BRAND]) });
  app.provide(postObserverPort, inboxObserver);
  app.provide(touchesPort, inboxTouches);
  app.provide(topicLabelsPort, {
    find: () => ({ name: 'Acme', kind: 'brand' }),
    label: async () => new Map(),
  });
  app.provide(connectorsPort, {
    sources: new Map(),
    replies: new Map([['bluesky', roomy]]),
    profiles: new Map(),
    lineParsers: new Map(),
  });
  app.provide(conversationRepliesPort, { list: listConversationReplies, forget: forgetReplies });
  app.provide(replyChecksPort, [voiceCheck]);
  app.provide(suggestionSourcesPort, [exampleSource]);
  registerReplySenders(app);
}
