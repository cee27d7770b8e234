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

/** Compartments that are there at the same time; each keeps its number of a topic in the field of its name. */
export type Side = 'even' | 'odd' | 'recent';

/** A topic in its place among the others; all of it but the query may be set anew. */
export interface Entry<T> extends Record<Side, number> {
  topic: T;
  order: number;
}

export function entryOf<T>(topic: T, order: number): Entry<T> {
  return { topic, order, even: -1, odd: -1, recent: -1 };
}

/** Some topics with their engine. */
export class Compartment<T extends MatchableTopic> {
  readonly engine: Engine;
  readonly entries: readonly Entry<T>[];
  readonly side: Side;
  /** Topics taken out since it was made. */
  removed = 0;

  private constructor(tables: Tables, entries: readonly Entry<T>[], side: Side) {
    this.engine = new Engine(tables, (topic) => entries[topic]!.topic.query);
    this.entries = entries;
    this.side = side;
  }

  /** Made in steps, so that matching can go on between them. */
  static *of<T extends MatchableTopic>(
    entries: readonly Entry<T>[],
    side: Side,
    frequencies: Frequencies,
  ): Generator<void, Compartment<T>> {
    const builder = new TablesBuilder(frequencies);
    for (let at = 0; at < entries.length; at++) {
      const entry = entries[at]!;
      builder.add(entry.topic.query);
      entry[side] = at;
      yield;
    }
    return new Compartment(yield* builder.finish(), entries, side);
  }

  /** Whether the topic was in it. */
  remove(entry: Entry<T>): boolean {
    const at = entry[this.side];
    if (this.entries[at] !== entry || !this.engine.remove(at)) return false;
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
