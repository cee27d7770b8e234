import type { App } from '#platform/app/index.ts';
import type { InboundPost } from '#connectors/kit/index.ts';
import {
  authorKey,
  type Identity,
  identityKey,
  type PassingObserver,
  passingPort,
} from '#listen/intake/index.ts';
import { searchTerms } from '#listen/posts/index.ts';
import { passingPost } from './domain.ts';
import {
  deleteOldPassing,
  deletePassing,
  doubleShare,
  halve,
  insertPassing,
  lockState,
  selectShare,
  selectState,
} from './store.ts';

/** Most posts in the sample. */
const MOST = 20_000;
/** Posts that one process chooses before it asks whether the sample is full. */
const ASK_AFTER = 1000;
const MINUTE_MS = 60_000;

export interface SamplerOptions {
  most?: number;
  random?: () => number;
}

/** Chooses some of what passes, and keeps the sample at its size; looks after it each minute until `signal`. */
export async function samplePassing(
  app: App,
  signal: AbortSignal,
  options: SamplerOptions = {},
): Promise<{ stopped(): Promise<void> }> {
  const sampler = new Sampler(options);
  await sampler.balance(app);
  app.provide(passingPort, sampler);
  const running = (async () => {
    while (!signal.aborted) {
      await app.clock.sleep(MINUTE_MS, signal).catch(() => undefined);
      if (signal.aborted) return;
      await sampler
        .balance(app)
        .catch((error: unknown) =>
          app.log.warn({ err: error }, 'the sample of passing posts was not balanced'),
        );
    }
  })();
  return { stopped: () => running };
}

export class Sampler implements PassingObserver {
  readonly #most: number;
  readonly #random: () => number;
  #share = 0;
  #chosen = 0;

  constructor({ most = MOST, random = Math.random }: SamplerOptions = {}) {
    this.#most = most;
    this.#random = random;
  }

  pick(posts: readonly InboundPost[]): InboundPost[] {
    return posts.filter((post) => post.isDrawn ?? this.draw());
  }

  draw(): boolean {
    return this.#random() < this.#share;
  }

  async keep(app: App, posts: readonly InboundPost[]): Promise<void> {
    if (posts.length === 0) return;
    const rows = posts.map((post) => ({
      key: identityKey(post.origin, post.externalId),
      authorKey: authorKey(post.origin, post.author.externalId),
      post: passingPost(post),
      terms: searchTerms({
        title: post.title ?? null,
        text: post.text,
        links: post.links ?? [],
        tags: post.tags ?? [],
        url: post.url ?? null,
      }),
    }));
    await insertPassing(app, rows, this.#share);
    this.#chosen += rows.length;
    if (this.#chosen < Math.min(ASK_AFTER, this.#most)) return;
    // After the batch: thinning out must not wait for, or hold up, who stores.
    this.#chosen = 0;
    app.db.afterCommit(() => void this.balance(app).catch(() => undefined));
  }

  async forget(app: App, gone: { posts: readonly Identity[]; authors: readonly Identity[] }): Promise<void> {
    await deletePassing(
      app,
      gone.posts.map((post) => identityKey(post.origin, post.externalId)),
      gone.authors.map((author) => authorKey(author.origin, author.externalId)),
    );
  }

  /** Lets go what is too old or too much, and takes up the share that all processes choose by. */
  async balance(app: App): Promise<void> {
    this.#share = await app.db.transaction(async () => {
      await lockState(app);
      await deleteOldPassing(app);
      let { count } = await selectState(app);
      for (; count > this.#most; { count } = await selectState(app)) await halve(app);
      if (count < this.#most / 4) await doubleShare(app, (MINUTE_MS / 1000) * 0.8);
      return selectShare(app);
    });
  }
}
