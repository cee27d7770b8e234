import assert from 'node:assert/strict';
import type { InboundPost, Refusal, SourceBatch, SourceContext, StoredHint } from '#connectors/kit/index.ts';
import { mustBeKeepable } from './items.ts';
import type { ReadingRig } from './reading-rigs.ts';

/** Longest wait for what a source is to bring. */
const PATIENCE_MS = 8000;

interface Stored {
  version: number;
  /** Null once deleted. */
  post: InboundPost | null;
}

/** Keeps what a source brings, with the cursor, as the program does: a later version wins, equal and earlier ones are ignored. */
export class Keeper {
  readonly rig: ReadingRig;
  stored = new Map<string, Stored>();
  refusals: Refusal[] = [];
  cursor: string | undefined;
  /** Every cursor that was kept, the oldest first. */
  cursors: (string | undefined)[] = [undefined];
  batches = 0;
  brought = 0;

  constructor(rig: ReadingRig) {
    this.rig = rig;
  }

  /** Texts of the posts that stand, sorted. */
  texts(): string[] {
    return [...this.stored.values()].flatMap(({ post }) => (post ? [post.text] : [])).toSorted();
  }

  has(words: string): boolean {
    return this.posts().some(({ text, title }) => text.includes(words) || title?.includes(words) === true);
  }

  posts(): InboundPost[] {
    return [...this.stored.values()].flatMap(({ post }) => post ?? []);
  }

  /** What is kept, for comparing. */
  picture(): string {
    const rows = [...this.stored].map(([key, { post }]) => [
      key,
      post === null ? null : [post.title, post.text],
    ]);
    return JSON.stringify(rows.toSorted((a, b) => String(a[0]).localeCompare(String(b[0]))));
  }

  /**
   * Reads until `isEnough`. With `dies`, the first batch that brings something is lost and reading ends, as when the program is killed before
   * it has stored it. Throws when the source brings too little, or what it threw.
   */
  async read(
    isEnough: () => boolean,
    options: { dies?: boolean; cursor?: string | undefined } = {},
  ): Promise<void> {
    const end = performance.now() + PATIENCE_MS;
    let cursor = 'cursor' in options ? options.cursor : this.cursor;
    for (let round = 0; ; round++) {
      const stop = new AbortController();
      const patience = setTimeout(() => stop.abort(), Math.max(1, end - performance.now()));
      try {
        for await (const batch of this.rig.connector.read(
          this.rig.config,
          this.context(stop.signal, cursor),
        )) {
          if (options.dies && batch.items.length > 0) return;
          this.#take(batch);
          cursor = batch.cursor ?? cursor;
          if (isEnough()) return;
        }
      } finally {
        clearTimeout(patience);
        stop.abort();
      }
      if (isEnough()) return;
      assert.ok(
        performance.now() < end && round < 200,
        `${this.rig.connector.kind} brought only ${this.picture().slice(0, 500)}`,
      );
      // A source that is polled is asked again.
      if (this.rig.connector.reads === 'poll') await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  #take(batch: SourceBatch): void {
    this.batches += 1;
    for (const item of batch.items) {
      this.brought += 1;
      mustBeKeepable(item, this.rig.now());
      if (item.type === 'refusal') this.refusals.push(item);
      if (item.type !== 'post' && item.type !== 'delete') continue;
      const key = `${item.origin} ${item.externalId}`;
      const known = this.stored.get(key);
      if (known && known.version >= item.version) continue;
      this.stored.set(key, { version: item.version, post: item.type === 'post' ? item : null });
    }
    if (batch.cursor === undefined) return;
    this.cursor = batch.cursor;
    this.cursors.push(batch.cursor);
  }

  context(signal: AbortSignal, cursor: string | undefined): SourceContext {
    const { outward, log, accounts } = this.rig;
    const now = () => this.rig.now();
    const hintOf = (post: InboundPost): StoredHint => ({
      origin: post.origin,
      network: post.network,
      externalId: post.externalId,
      rootExternalId: post.rootExternalId ?? null,
      authorExternalId: post.author.externalId,
      authorHandle: post.author.handle ?? null,
      authorName: post.author.displayName ?? null,
      isOwn: false,
      revision: post.revision ?? null,
      createdAt: post.createdAt,
    });
    return {
      sourceId: 'source_conformance',
      cursor,
      outward,
      log,
      signal,
      ownAccounts: accounts,
      clock: {
        now,
        sleep: (milliseconds, stop) => sleep(Math.min(milliseconds, this.rig.longestSleepMs), stop ?? signal),
      },
      stored: {
        byExternalIds: async (origin, ids) =>
          this.posts()
            .filter((post) => post.origin === origin && ids.includes(post.externalId))
            .map(hintOf),
        byRef: async () => undefined,
      },
      keepFile: async ({ bytes }) => ({
        id: 'file_1',
        kind: 'file',
        mimeType: 'application/octet-stream',
        size: bytes.length,
      }),
    };
  }
}

function sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true });
  });
}
