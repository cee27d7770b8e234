import type { App } from '#platform/app/index.ts';
import { onArrival, type Query } from '#lib/query/index.ts';
import type { InboundPost, RawLook } from '#connectors/kit/index.ts';
import { type FoundPost, type FoundTopic, matcherPort, type Matcher } from '#listen/intake/index.ts';
import { documentOf, Matcher as TopicMatcher } from '#listen/matcher/index.ts';
import { topicLabelsPort, type PostView, type TopicLabels, type TopicMatch } from '#listen/posts/index.ts';
import { storedQuery } from './domain.ts';
import { judgeOf } from './meaning.ts';
import { spansOf } from './preview.ts';
import { selectTopics, selectTopicsById, type TopicRow } from './store.ts';

/** A topic as matchers know it. As long as nothing of it changes it stays the same object, so an engine can tell what is new. */
export interface LiveTopic {
  id: string;
  name: string;
  kind: string;
  /** What can be asked of a post when it arrives. */
  query: Query;
  /** All that is asked; another one where it also asks what the post means. */
  whole: Query;
  match: FoundTopic;
}

/** The topics in memory, in step with the database: what intake matches by and what screens show. */
export async function keepTopicsLive(app: App, signal: AbortSignal): Promise<void> {
  const live = new LiveTopics(app);
  await live.refresh(EVERYTHING);
  app.provide(matcherPort, live);
  app.provide(topicLabelsPort, live);
  const off = [
    app.bus.on('topic.changed', ({ topicId }) => refreshUntilDone(app, live, topicId, signal)),
    app.bus.on('bus.resync', () => refreshUntilDone(app, live, EVERYTHING, signal)),
  ];
  signal.addEventListener('abort', () => off.forEach((stop) => stop()), { once: true });
}

/** A change is told once, so a database that is away for a moment must not leave the process with old topics. */
async function refreshUntilDone(
  app: App,
  live: LiveTopics,
  topicId: string,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    try {
      return await live.refresh(topicId);
    } catch (error) {
      app.log.warn({ err: error, topicId }, 'topics could not be read; the ones in memory stay');
      await app.clock.sleep(RETRY_MS, signal);
    }
  }
}

const RETRY_MS = 500;

/** What `topic.changed` names when many topics changed at once. */
export const EVERYTHING = '*';

interface Known {
  topic: LiveTopic;
  isActive: boolean;
  createdAt: number;
  /** All that decides how the topic is matched and shown. */
  print: string;
}

class LiveTopics implements Matcher, TopicLabels {
  readonly #app: App;
  readonly #matcher = new TopicMatcher<LiveTopic>();
  readonly #known = new Map<string, Known>();
  #loading: Promise<void> = Promise.resolve();
  #asked = new Set<string>();

  constructor(app: App) {
    this.#app = app;
  }

  /** One load after the other, so that an older picture never replaces a newer one; what is asked for meanwhile is loaded together. */
  refresh(topicId: string): Promise<void> {
    this.#asked.add(topicId);
    this.#loading = this.#loading.catch(() => undefined).then(() => this.#load());
    return this.#loading;
  }

  match(post: InboundPost, isOwn: boolean): FoundTopic[] {
    return this.#matcher.match(documentOf(post, isOwn)).map((topic) => topic.match);
  }

  async decide(posts: readonly FoundPost[]): Promise<TopicMatch[][]> {
    const holds = await judgeOf(this.#app);
    return posts.map(({ post, isOwn, topics }) =>
      topics
        .filter(({ topicId, isOpen }) => {
          const whole = this.#known.get(topicId)?.topic.whole;
          return !isOpen || (whole !== undefined && holds(whole, post, isOwn));
        })
        .map(({ topicId, toInbox }) => ({ topicId, toInbox })),
    );
  }

  mayMatch(network: string, look: RawLook): boolean {
    return this.#matcher.mayMatch(network, look);
  }

  find(topicId: string): { name: string; kind: string } | undefined {
    return this.#known.get(topicId)?.topic;
  }

  async label(
    _app: App,
    posts: Parameters<TopicLabels['label']>[1],
  ): Promise<ReadonlyMap<string, Pick<PostView, 'topics' | 'spans'>>> {
    return new Map(
      posts.map((post) => {
        const topics = post.topicIds.flatMap((id) => this.#known.get(id)?.topic ?? []);
        const spans = topics.flatMap(({ id, whole }) => spansOf(whole, post, id));
        return [post.id, { topics: topics.map(({ id, name }) => ({ id, name })), spans }];
      }),
    );
  }

  async #load(): Promise<void> {
    if (this.#asked.size === 0) return;
    const asked = this.#asked;
    this.#asked = new Set();
    try {
      const isAll = asked.has(EVERYTHING);
      const rows = isAll ? await selectTopics(this.#app) : await selectTopicsById(this.#app, [...asked]);
      const changed = this.#take(rows, isAll ? [...this.#known.keys()] : [...asked]);
      if (changed.length > 0) this.#renewMatcher(isAll, changed);
    } catch (error) {
      for (const id of asked) this.#asked.add(id);
      throw error;
    }
  }

  /** Takes over what the database says of these topics; answers those that are different. */
  #take(rows: readonly TopicRow[], ids: readonly string[]): string[] {
    const present = new Set(rows.map((row) => row.id));
    const changed = ids.filter((id) => !present.has(id) && this.#known.delete(id));
    for (const row of rows) {
      const print = JSON.stringify([row.name, row.kind, row.query, row.state, row.to_inbox]);
      if (this.#known.get(row.id)?.print === print) continue;
      changed.push(row.id);
      const query = storedQuery(row.query);
      if (query) this.#known.set(row.id, knownFrom(row, query, print));
      else {
        this.#known.delete(row.id);
        this.#app.log.warn({ topicId: row.id }, 'a stored query is not valid any more and matches nothing');
      }
    }
    return changed;
  }

  /** Everything anew, oldest first, as lists show them; or only what changed, which takes no time however many topics there are. */
  #renewMatcher(isAll: boolean, changed: readonly string[]): void {
    if (isAll) {
      const active = [...this.#known.values()].filter((known) => known.isActive);
      active.sort((a, b) => a.createdAt - b.createdAt || (a.topic.id < b.topic.id ? -1 : 1));
      this.#matcher.replaceTopics(active.map((known) => known.topic));
      return;
    }
    for (const id of changed) {
      const known = this.#known.get(id);
      if (known?.isActive) this.#matcher.put(known.topic);
      else this.#matcher.remove(id);
    }
  }
}

function knownFrom(row: TopicRow, query: Query, print: string): Known {
  const { id, name, kind } = row;
  const asked = onArrival(query);
  return {
    topic: {
      id,
      name,
      kind,
      query: asked,
      whole: query,
      match: { topicId: id, toInbox: row.to_inbox, ...(asked !== query && { isOpen: true }) },
    },
    isActive: row.state === 'active',
    createdAt: row.created_at.getTime(),
    print,
  };
}
