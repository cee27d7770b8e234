import type { ByteTokens } from '#lib/tokens/index.ts';
import type { Query } from '#lib/query/index.ts';
import { Engine, type PostFacts } from './engine/engine.ts';
import type { Frequencies } from './engine/frequencies.ts';
import { TablesBuilder } from './engine/tables.ts';

/** A topic as the matcher needs it. A changed query is another object; a query itself never changes. */
export interface MatchableTopic {
  readonly id: string | number;
  readonly query: Query;
}

/** A topic in its place among the others; both may be set anew while the query stays. */
export interface Entry<T> {
  topic: T;
  order: number;
}

/** Some topics with their engine. */
export class Compartment<T extends MatchableTopic> {
  readonly engine: Engine;
  readonly entries: readonly Entry<T>[];
  /** Topics taken out since it was made. */
  removed = 0;
  readonly #at: ReadonlyMap<T['id'], number>;

  private constructor(engine: Engine, entries: readonly Entry<T>[], at: ReadonlyMap<T['id'], number>) {
    this.engine = engine;
    this.entries = entries;
    this.#at = at;
  }

  /** Made in steps, so that matching can go on between them. */
  static *of<T extends MatchableTopic>(
    entries: readonly Entry<T>[],
    frequencies: Frequencies,
  ): Generator<void, Compartment<T>> {
    const builder = new TablesBuilder(frequencies);
    const queries: Query[] = [];
    const at = new Map<T['id'], number>();
    for (const [number, { topic }] of entries.entries()) {
      builder.add(topic.query);
      queries.push(topic.query);
      at.set(topic.id, number);
      yield;
    }
    const tables = yield* builder.finish();
    return new Compartment(new Engine(tables, queries), entries, at);
  }

  /** Whether the topic was in it. */
  remove(id: T['id']): boolean {
    const at = this.#at.get(id);
    if (at === undefined || !this.engine.remove(at)) return false;
    this.removed++;
    return true;
  }

  /** Adds the entries that a post matches. */
  match(tokens: ByteTokens, facts: PostFacts, found: Entry<T>[]): void {
    const { engine } = this;
    engine.match(tokens, facts);
    for (let i = 0; i < engine.foundCount; i++) found.push(this.entries[engine.found[i]!]!);
  }
}

/** Does all steps at once. */
export function atOnce<R>(steps: Generator<void, R>): R {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/** Does the steps a few milliseconds at a time, so that the thread stays free for others. */
export async function inTurns<R>(steps: Generator<void, R>): Promise<R> {
  for (;;) {
    const until = performance.now() + TURN_MS;
    do {
      const step = steps.next();
      if (step.done === true) return step.value;
    } while (performance.now() < until);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

const TURN_MS = 2;
