import type { App } from '#platform/app/index.ts';
import type { Feature } from '#platform/feature/index.ts';
import { filesFeature } from '#platform/files/index.ts';
import type { InboundItem } from '#connectors/kit/index.ts';
import { matcherPort, ownAccountsPort, postObserverPort, takeIn } from '#listen/intake/index.ts';
import { topicLabelsPort } from '#listen/posts/index.ts';
import { inboxFeature, inboxObserver, listInbox, tellFollowers } from '#respond/inbox/index.ts';
import { createTestServer, type TestServer } from '../../../../test/helpers/server.ts';
import { until } from '../../../../test/helpers/app.ts';
import { addHelpCentre } from '../centre/pages.ts';
import { knowledgeFeature } from '../feature.ts';
import { systemActor } from '#platform/app/index.ts';

export const BRAND = 'did:plc:brand';
const api = '/api/v1';

type Staff = Awaited<ReturnType<TestServer['staff']>>;

/** A company with an inbox, articles and a help centre, answered through HTTP. */
export interface Stage {
  test: TestServer;
  app: App;
  manager: Staff;
  agent: Staff;
  hear(...items: InboundItem[]): Promise<void>;
  /** Id of the conversation with a customer. */
  conversationOf(author: string): Promise<string>;
  /** Publishes an article through HTTP and waits until it is found; answers its id. */
  article(
    title: string,
    body: string,
    more?: { visibility?: 'internal'; language?: string; categoryId?: string },
  ): Promise<string>;
  /** Lets followers hear everything, and waits until this process knows it. */
  tell(): Promise<void>;
  openCentre(more?: object): Promise<void>;
  close(): Promise<void>;
}

/** `more`: features beside knowledge. */
export async function openStage(more: readonly Feature[] = []): Promise<Stage> {
  const features = [filesFeature, inboxFeature, knowledgeFeature, ...more];
  const test = await createTestServer(features, {}, addHelpCentre);
  const { app } = test;
  app.provide(matcherPort, { match: () => [{ topicId: 'topic_brand', toInbox: true }] });
  app.provide(ownAccountsPort, { externalIds: () => new Set([BRAND]) });
  app.provide(postObserverPort, inboxObserver);
  app.provide(topicLabelsPort, {
    find: () => ({ name: 'Acme', kind: 'brand' }),
    label: async () => new Map(),
  });
  const manager = await test.staff('owner');
  const agent = await test.staff('agent');
  return {
    test,
    app,
    manager,
    agent,
    hear: async (...items) => void (await takeIn(app, { sourceId: null, items })),
    async conversationOf(author) {
      const { items } = await listInbox(app, systemActor, { status: 'any', sort: 'newest', limit: 200 });
      return items.find((row) => row.author.externalId === author)!.id;
    },
    article: (title, body, more = {}) => publishNew(app, manager, title, body, more),
    async tell() {
      while (await tellFollowers(app));
      const told = heard(app);
      await app.bus.publish('knowledge.changed', { articleIds: [] });
      await told;
    },
    async openCentre(more = {}) {
      const told = heard(app);
      const { body } = await manager.get(`${api}/knowledge/centre`);
      const { url: _url, ...settings } = body;
      const answer = await manager.put(`${api}/knowledge/centre`, {
        ...settings,
        isOpen: true,
        name: 'Acme help',
        ...more,
      });
      if (answer.status !== 204) throw new Error(JSON.stringify(answer.body));
      await told;
    },
    close: () => test.close(),
  };
}

async function publishNew(
  app: App,
  manager: Staff,
  title: string,
  body: string,
  more: { visibility?: 'internal'; language?: string; categoryId?: string },
): Promise<string> {
  const told = heard(app);
  const given = { title, body, visibility: 'public', language: 'en', ...more };
  const { id } = (await manager.post(`${api}/knowledge/articles`, given)).body;
  await manager.post(`${api}/knowledge/articles/${id}/texts/${given.language}/publish`);
  await told;
  return id;
}

/** Resolves when this process was told of a change that is still to come. */
function heard(app: App): Promise<void> {
  let isHeard = false;
  const off = app.bus.on('knowledge.changed', () => void (isHeard = true));
  return until('the change is told', () => isHeard).finally(off);
}
