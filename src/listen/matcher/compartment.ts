import type { ByteTokens } from '#lib/tokens/index.ts';
import type { Query } from '#lib/query/index.ts';
import { Engine, type PostFacts } from './engine/engine.ts';
import type { Frequencies } from './engine/frequencies.ts';
import { type Tables, TablesBuilder } from './engine/tables.ts';

/** A topic as the matcher needs it. A changed query is another object; a query itself never changes. */
export interface MatchableTopic {
  readonly id: string | number;
  readonly query: Query;
}

/** A topic in its place among the others; all of it but the query may be set anew. */
export interface Entry<T> {
  topic: T;
  order: number;
  /** Its number in the compartment that it was last told to be in. */
  at: number;
}

/** Some topics with their engine. */
export class Compartment<T extends MatchableTopic> {
  readonly engine: Engine;
  readonly entries: readonly Entry<T>[];
  /** Topics taken out since it was made. */
  removed = 0;

  private constructor(tables: Tables, entries: readonly Entry<T>[]) {
    this.engine = new Engine(tables, (topic) => entries[topic]!.topic.query);
    this.entries = entries;
  }

  /** Made in steps, so that matching can go on between them. */
  static *of<T extends MatchableTopic>(
    entries: readonly Entry<T>[],
    frequencies: Frequencies,
  ): Generator<void, Compartment<T>> {
    const builder = new TablesBuilder(frequencies);
    for (const { topic } of entries) {
      builder.add(topic.query);
      yield;
    }
    return new Compartment(yield* builder.finish(), entries);
  }

  /** Tells all its topics that they are in it, which makes taking one out quick. */
  settle(): void {
    for (let at = 0; at < this.entries.length; at++) this.entries[at]!.at = at;
  }

  /** Whether the topic was in it. */
  remove(entry: Entry<T>): boolean {
    const at = this.entries[entry.at] === entry ? entry.at : this.entries.indexOf(entry);
    if (at === -1 || !this.engine.remove(at)) return false;
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

const TURN_MS = 1;
