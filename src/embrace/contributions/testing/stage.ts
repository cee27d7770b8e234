import { type Actor, type App, systemActor } from '#platform/app/index.ts';
import { Dispatcher } from '#platform/outbox/index.ts';
import { connectorsPort, type InboundItem } from '#connectors/kit/index.ts';
import { connectAccount } from '#people/brand/index.ts';
import { matcherPort, ownAccountsPort, postObserverPort, takeIn } from '#listen/intake/index.ts';
import { topicLabelsPort } from '#listen/posts/index.ts';
import { casesFeature } from '#respond/cases/index.ts';
import {
  conversationRepliesPort,
  inboxFeature,
  inboxObserver,
  listInbox,
  readConversation,
} from '#respond/inbox/index.ts';
import { addHelpCentre, besideArticlePort, knowledgeFeature, saveCentre } from '#respond/knowledge/index.ts';
import {
  forgetReplies,
  listConversationReplies,
  queueReply,
  readReply,
  registerReplySenders,
} from '#respond/replies/index.ts';
import { aboveThreadPort, acceptAnswer, addPost, forumKinds, forumPosts } from '#embrace/forum/index.ts';
import { moderatedPort } from '#embrace/moderation/index.ts';
import { noticeKindsPort, notificationsFeature } from '#embrace/notifications/index.ts';
import { until } from '../../../../test/helpers/app.ts';
import { FakeReplies } from '../../../respond/replies/testing/fake-replies.ts';
import type { CategoryRow } from '../../forum/talk/categories.ts';
import { openStage as openForum, type Signed, type Stage as Forum } from '../../forum/testing/stage.ts';
import { becameLine, creditLine } from '../credits/lines.ts';
import { contributionsFeature } from '../feature.ts';
import { contributionKinds } from '../notices.ts';
import { addContributionPages, suggestLine } from '../pages/pages.ts';
import { moderatedEdits } from '../edits/moderated.ts';

export const BRAND = 'did:plc:brand';
type Staff = Awaited<ReturnType<Forum['test']['staff']>>;

/** A company with inbox, help centre and community, where knowledge can grow. */
export interface Stage extends Forum {
  manager: Staff;
  agent: Staff;
  hear(...items: InboundItem[]): Promise<void>;
  /** Id of the conversation with a customer. */
  conversationOf(author: string): Promise<string>;
  /** Sends a reply to the newest post of a conversation, and answers it once it is on the network. */
  reply(conversationId: string, text: string): ReturnType<typeof readReply>;
  /** A question that a member's answer solved; ids of thread and answer. */
  solved(
    asker: Signed,
    answerer: Signed,
    more?: { category?: CategoryRow; answer?: string },
  ): Promise<{
    threadId: string;
    answerId: string;
  }>;
  /** Publishes an article through HTTP, and waits until this process knows it. */
  article(title: string, body: string): Promise<{ id: string; path: string }>;
  publish(id: string, language?: string): Promise<void>;
  /** Gives a member a level of trust for good. */
  level(member: Signed, level: number): Promise<void>;
  close(): Promise<void>;
}

export async function openStage(): Promise<Stage> {
  const more = [inboxFeature, casesFeature, knowledgeFeature, notificationsFeature, contributionsFeature];
  const forum = await openForum(more, {}, async (app, server) => {
    await addHelpCentre(app, server);
    await addContributionPages(app, server);
  });
  const { app, test } = forum;
  app.provide(moderatedPort, [forumPosts, moderatedEdits]);
  app.provide(noticeKindsPort, [...forumKinds, ...contributionKinds]);
  app.provide(aboveThreadPort, becameLine);
  app.provide(besideArticlePort, [creditLine, suggestLine]);
  listen(app);
  const replies = await replying(app);
  const manager = await test.staff('owner');
  const agent = await test.staff('agent');
  await openCentre(app);
  const help = await forum.category('Help');
  return {
    ...forum,
    manager,
    agent,
    hear: async (...items) => void (await takeIn(app, { sourceId: null, items })),
    conversationOf: (author) => conversationOf(app, author),
    reply: (conversationId, text) => replies.send(conversationId, text),
    solved: (asker, answerer, given = {}) => solved(forum, asker, answerer, { category: help, ...given }),
    article: async (title, body) => {
      const given = { title, body, language: 'en' };
      const { id } = (await manager.post('/api/v1/knowledge/articles', given)).body;
      await publish(app, manager, id, 'en');
      const { links } = (await manager.get(`/api/v1/knowledge/articles/${id}`)).body;
      return { id, path: new URL(links[0].url).pathname };
    },
    publish: (id, language = 'en') => publish(app, manager, id, language),
    level: async ({ member }, level) =>
      void (await app.db.query(
        `insert into trust_members (member_id, level, is_locked) values ($1, $2, true)
          on conflict (member_id) do update set level = excluded.level`,
        [member.id, level],
      )),
    async close() {
      await replies.stop();
      await test.close();
    },
  };
}

function listen(app: App): void {
  app.provide(matcherPort, { match: () => [{ topicId: 'topic_brand', toInbox: true }] });
  app.provide(ownAccountsPort, { externalIds: () => new Set([BRAND]) });
  app.provide(postObserverPort, inboxObserver);
  app.provide(topicLabelsPort, {
    find: () => ({ name: 'Acme', kind: 'brand' }),
    label: async () => new Map(),
  });
  app.provide(conversationRepliesPort, { list: listConversationReplies, forget: forgetReplies });
}

/** A network that takes replies at once. */
async function replying(app: App) {
  const { connector } = new FakeReplies();
  const roomy = {
    ...connector,
    capabilities: { ...connector.capabilities, maxLength: 1000 },
    preflight: (text: string) => ({
      verdict: 'allowed' as const,
      length: text.length,
      maxLength: 1000,
      facets: [],
    }),
  };
  app.provide(connectorsPort, {
    sources: new Map(),
    replies: new Map([['bluesky', roomy]]),
    profiles: new Map(),
    lineParsers: new Map(),
  });
  registerReplySenders(app);
  const wish = { network: 'bluesky', identifier: 'acme.example', password: 'secret' };
  const account = await connectAccount(app, systemActor, wish);
  const stopping = new AbortController();
  const limits = { maxAttempts: 4, maxChecks: 2, retryMs: 10, maxAgeMs: 1e9 };
  const dispatcher = new Dispatcher(app, stopping.signal, { pollMs: 50, limits });
  let count = 0;
  return {
    async send(conversationId: string, text: string) {
      const { thread } = await readConversation(app, ama, conversationId);
      const { id } = await queueReply(app, ama, conversationId, {
        text,
        postId: thread.findLast(({ isOwn }) => !isOwn)!.id,
        accountId: account.id,
        idempotencyKey: `key-${++count}`,
        thenStatus: 'waiting',
        isConfirmed: true,
      });
      await until('the reply is sent', async () => (await readReply(app, id)).state === 'sent');
      return readReply(app, id);
    },
    async stop() {
      stopping.abort();
      await dispatcher.stopped();
    },
  };
}

const ama: Actor = { ...systemActor, kind: 'user', id: 'user_ama', name: 'Ama Boateng' };

async function openCentre(app: App): Promise<void> {
  await saveCentre(app, systemActor, {
    isOpen: true,
    name: 'Acme help',
    welcome: 'How can we help?',
    languages: ['en', 'de'],
    contactUrl: null,
    contactWords: 'Write to us',
    homeUrl: null,
    reviewAfterDays: null,
  });
}

async function conversationOf(app: App, author: string): Promise<string> {
  const { items } = await listInbox(app, systemActor, { status: 'any', sort: 'newest', limit: 200 });
  return items.find((row) => row.author.externalId === author)!.id;
}

async function solved(
  forum: Forum,
  asker: Signed,
  answerer: Signed,
  { category, answer = 'Hold the button for **ten** seconds.' }: { category: CategoryRow; answer?: string },
) {
  const { thread } = await forum.start(asker, category, {
    title: 'How do I reset the router?',
    markdown: 'It blinks red.',
  });
  const { post } = await addPost(forum.app, answerer.doer, thread.id, { markdown: answer, replyTo: 1 });
  await acceptAnswer(forum.app, asker.doer, post.id, true);
  return { threadId: thread.id, answerId: post.id };
}

async function publish(app: App, manager: Staff, id: string, language: string): Promise<void> {
  let isHeard = false;
  const off = app.bus.on('knowledge.changed', () => void (isHeard = true));
  const answer = await manager.post(`/api/v1/knowledge/articles/${id}/texts/${language}/publish`);
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
  await until('the change is told', () => isHeard).finally(off);
}
