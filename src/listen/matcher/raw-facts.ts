import type { RawLook } from '#connectors/kit/index.ts';
import { factName, type FieldNode, plainName } from '#lib/query/index.ts';
import { hostOf, linkTerms } from '#lib/tokens/index.ts';
import type { PostFacts } from './engine/engine.ts';

/** What is known of a post whose event was not parsed: its words and some facts. Everything else counts as given. */
export class RawFacts implements PostFacts {
  readonly isPartial = true;
  #look: RawLook | undefined;
  #network = '';

  set(network: string, look: RawLook): void {
    this.#network = network;
    this.#look = look;
  }

  awaited(
    names: ReadonlySet<string>,
    found: (fact: string) => void,
    mayWait: (valueHash: number) => boolean,
  ): void {
    const look = this.#look!;
    const { authorHash } = look;
    if (names.has('author') && (authorHash === undefined || mayWait(authorHash))) {
      found(accountFact('author', look.author));
    }
    if (names.has('source')) found(factName('source', plainName(this.#network)));
    for (const name of ['to', 'mention']) {
      if (names.has(name)) for (const account of look.accounts) found(accountFact(name, account));
    }
    if (!names.has('link')) return;
    for (const link of look.links) {
      const host = hostOf(link);
      if (host !== undefined)
        for (const term of linkTerms(host)) found(factName('link', term.slice('link:'.length)));
    }
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

/** Facts that a look at an event tells; topics that wait for others have to see every post. */
export const TOLD: ReadonlySet<string> = new Set(['source', 'author', 'to', 'mention', 'link', 'in']);

function accountFact(name: string, account: string): string {
  return PLAIN.test(account) ? `${name}:${account}` : factName(name, plainName(account));
}

const PLAIN = /^[a-z0-9][a-z0-9:._-]{0,150}$/;
