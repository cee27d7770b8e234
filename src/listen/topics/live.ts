import type { App } from '#platform/app/index.ts';
import type { Query } from '#lib/query/index.ts';
import type { InboundPost } from '#connectors/kit/index.ts';
import { matcherPort, type Matcher } from '#listen/intake/index.ts';
import { createMatcher, documentOf } from '#listen/matcher/index.ts';
import { topicLabelsPort, type PostView, type TopicLabels } from '#listen/posts/index.ts';
import { storedQuery } from './domain.ts';
import { spansOf } from './preview.ts';
import { selectTopics } from './store.ts';

interface LiveTopic {
  id: string;
  name: string;
  kind: string;
  query: Query;
  match: { topicId: string; toInbox: boolean };
}

/** The topics in memory, in step with the database: what intake matches by and what screens show. */
export async function keepTopicsLive(app: App, signal: AbortSignal): Promise<void> {
  const live = new LiveTopics(app);
  await live.load();
  app.provide(matcherPort, live);
  app.provide(topicLabelsPort, live);
  const off = [app.bus.on('topic.changed', () => live.load()), app.bus.on('bus.resync', () => live.load())];
  signal.addEventListener('abort', () => off.forEach((stop) => stop()), { once: true });
}

class LiveTopics implements Matcher, TopicLabels {
  readonly #app: App;
  readonly #matcher = createMatcher<LiveTopic>();
  #byId: ReadonlyMap<string, LiveTopic> = new Map();
  #loading: Promise<void> = Promise.resolve();
  #fingerprint = '';

  constructor(app: App) {
    this.#app = app;
  }

  /** One load after the other, so that an older picture never replaces a newer one. */
  load(): Promise<void> {
    this.#loading = this.#loading.catch(() => undefined).then(() => this.#loadNow());
    return this.#loading;
  }

  match(post: InboundPost, isOwn: boolean): LiveTopic['match'][] {
    return this.#matcher.match(documentOf(post, isOwn)).map((topic) => topic.match);
  }

  find(topicId: string): { name: string; kind: string } | undefined {
    return this.#byId.get(topicId);
  }

  async label(
    _app: App,
    posts: Parameters<TopicLabels['label']>[1],
  ): Promise<ReadonlyMap<string, Pick<PostView, 'topics' | 'spans'>>> {
    return new Map(
      posts.map((post) => {
        const topics = post.topicIds.flatMap((id) => this.#byId.get(id) ?? []);
        const spans = topics.flatMap(({ id, query }) => spansOf(query, post, id));
        return [post.id, { topics: topics.map(({ id, name }) => ({ id, name })), spans }];
      }),
    );
  }

  async #loadNow(): Promise<void> {
    const rows = await selectTopics(this.#app);
    const fingerprint = JSON.stringify(
      rows.map(({ id, name, kind, query, state, to_inbox }) => [id, name, kind, query, state, to_inbox]),
    );
    if (fingerprint === this.#fingerprint) return;
    this.#fingerprint = fingerprint;
    const topics = rows.flatMap((row) => {
      const query = storedQuery(row.query);
      if (!query)
        this.#app.log.warn({ topicId: row.id }, 'a stored query is not valid any more and matches nothing');
      return query
        ? [
            {
              id: row.id,
              name: row.name,
              kind: row.kind,
              query,
              state: row.state,
              match: { topicId: row.id, toInbox: row.to_inbox },
            },
          ]
        : [];
    });
    this.#byId = new Map(topics.map((topic) => [topic.id, topic]));
    this.#matcher.replaceTopics(topics.filter((topic) => topic.state === 'active'));
  }
}
