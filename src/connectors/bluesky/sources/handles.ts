import type { Outward } from '#platform/outward/index.ts';
import type { SourceBatch } from '../../kit/index.ts';
import { xrpc } from '../network/xrpc.ts';
import { isHandle, type Shape } from '../records/shapes.ts';

const MOST_KNOWN = 10_000;
const MOST_AT_ONCE = 40;
const TIMEOUT_MS = 4000;

/** Handles of the accounts that a PDS keeps: commits name their authors by DID only, and the server knows the rest. */
export class Handles {
  readonly #service: string;
  readonly #outward: Outward;
  readonly #signal: AbortSignal;
  /** Without a handle: asked for in vain. */
  readonly #known = new Map<string, string | undefined>();

  constructor(service: string, { outward, signal }: { outward: Outward; signal: AbortSignal }) {
    this.#service = service;
    this.#outward = outward;
    this.#signal = signal;
  }

  /** Puts the handles into the posts of a batch; a handle that cannot be had is left out. */
  async addTo(items: SourceBatch['items']): Promise<void> {
    for (const item of items) {
      if (item.type === 'profile' && item.author.handle)
        this.#keep(item.author.externalId, item.author.handle);
    }
    const posts = items.filter((item) => item.type === 'post');
    const unknown = new Set(
      posts.map(({ author }) => author.externalId).filter((did) => !this.#known.has(did)),
    );
    await Promise.all([...unknown].slice(0, MOST_AT_ONCE).map((did) => this.#ask(did)));
    for (const { author } of posts) {
      const handle = this.#known.get(author.externalId);
      if (handle !== undefined) author.handle = handle;
    }
  }

  async #ask(did: string): Promise<void> {
    const call = { service: this.#service, method: 'com.atproto.repo.describeRepo', query: { repo: did } };
    const answer = await xrpc(this.#outward, { ...call, signal: this.#signal, timeoutMs: TIMEOUT_MS }).catch(
      (): Shape => ({}),
    );
    this.#keep(did, isHandle(answer['handle']) ? answer['handle'] : undefined);
  }

  #keep(did: string, handle: string | undefined): void {
    if (this.#known.size >= MOST_KNOWN) this.#known.clear();
    this.#known.set(did, handle);
  }
}
