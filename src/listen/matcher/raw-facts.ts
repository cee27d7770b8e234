import type { FieldNode } from '#lib/query/index.ts';
import type { PostFacts } from './engine/engine.ts';

/** What is known of a post whose event was not parsed: its words, and some facts. Everything else counts as given. */
export class RawFacts implements PostFacts {
  facts: readonly string[] = [];

  awaited(_names: ReadonlySet<string>, found: (fact: string) => void): void {
    for (const fact of this.facts) found(fact);
  }

  hasMore(isWanted: boolean): boolean {
    return isWanted;
  }

  field(_field: FieldNode, isWanted: boolean): boolean {
    return isWanted;
  }

  prepared(): undefined {
    return undefined;
  }
}
