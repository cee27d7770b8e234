import { type Actor, type App, type Role } from '#platform/app/index.ts';
import { takeIn, matcherPort, ownAccountsPort, postObserverPort } from '#listen/intake/index.ts';
import { topicLabelsPort } from '#listen/posts/index.ts';
import type { InboundItem, InboundPost } from '#connectors/kit/index.ts';
import { addUser } from '#people/sessions/index.ts';
import { createTestApp } from '../../../../test/helpers/app.ts';
import { inboxObserver } from '../service/observe.ts';

export const BRAND = 'did:plc:brand';
const MINUTE = 60_000;

/** A company with an inbox: posts that say "acme" are about its brand, those that say "stats" are only counted. */
export interface Company {
  app: App;
  close(): Promise<void>;
  agent(name: string, role?: Role): Promise<Actor>;
  /** Stores items as a source would. */
  hear(...items: InboundItem[]): Promise<void>;
}

export async function openCompany(): Promise<Company> {
  const { app, close } = await createTestApp();
  app.provide(matcherPort, {
    match: (post) => [
      ...(/acme/i.test(post.text) ? [{ topicId: 'topic_brand', toInbox: true }] : []),
      ...(/router/i.test(post.text) ? [{ topicId: 'topic_router', toInbox: true }] : []),
      ...(/stats/i.test(post.text) ? [{ topicId: 'topic_stats', toInbox: false }] : []),
    ],
  });
  app.provide(ownAccountsPort, { externalIds: (network) => new Set(network === 'bluesky' ? [BRAND] : []) });
  app.provide(postObserverPort, inboxObserver);
  const topics = new Map([
    ['topic_brand', { name: 'Acme', kind: 'brand' }],
    ['topic_router', { name: 'Router', kind: 'product' }],
  ]);
  app.provide(topicLabelsPort, { find: (id) => topics.get(id), label: async () => new Map() });
  return {
    app,
    close,
    async agent(name, role = 'agent') {
      const user = await addUser(app, {
        name,
        email: `${name.toLowerCase().replaceAll(' ', '.')}@acme.example`,
        role,
        passwordHash: 'x',
        address: '127.0.0.1',
      });
      return {
        kind: 'user',
        id: user.id,
        name,
        role,
        permissions: new Set(['inbox.read', 'inbox.work', 'replies.send', 'cases.work']),
      };
    },
    hear: async (...items) => void (await takeIn(app, { sourceId: null, items })),
  };
}

/** A post of a customer, `minutesAgo`. Its id shows who wrote it, as AT Protocol's do. */
export function say(
  author: string,
  rkey: string,
  text: string,
  more: Partial<InboundPost> & { minutesAgo?: number } = {},
): InboundPost {
  const { minutesAgo = 10, ...rest } = more;
  const createdAt = new Date(Date.now() - minutesAgo * MINUTE);
  return {
    type: 'post',
    origin: 'bluesky',
    externalId: uri(author, rkey),
    version: createdAt.getTime() * 1000,
    network: 'bluesky',
    kind: rest.parentExternalId ? 'reply' : 'post',
    author: { externalId: author, handle: `${author.split(':').at(-1)}.example` },
    text,
    createdAt,
    ...rest,
  };
}

export function uri(author: string, rkey: string): string {
  return `at://${author}/app.bsky.feed.post/${rkey}`;
}

/** Puts a post under another one. */
export function under(
  root: string,
  parent: string = root,
): Pick<InboundPost, 'rootExternalId' | 'parentExternalId'> {
  return { rootExternalId: root, parentExternalId: parent };
}
