import {
  type FieldNode,
  factName,
  factsBesideText,
  hasFact,
  plainName,
  prepareDocument,
  type PreparedDocument,
  type QueryDocument,
} from '#lib/query/index.ts';
import type { PostFacts } from './engine/engine.ts';
import { HAS_MORE } from './engine/read-query.ts';

/** What is known of a whole document, found out when it is asked for. One object is used again for every document. */
export class DocumentFacts implements PostFacts {
  readonly isPartial = false;
  #document: QueryDocument | undefined;
  #bytes: Uint8Array = new Uint8Array(0);
  #from = 0;
  #end = 0;
  #facts: ReadonlySet<string> | undefined;
  #prepared: PreparedDocument | undefined;

  /** The document to tell about. */
  set(document: QueryDocument): void {
    this.#document = document;
    this.#facts = undefined;
    this.#prepared = undefined;
  }

  /** A mere text to tell about, which is read when it is needed. */
  setText(bytes: Uint8Array, from: number, end: number): void {
    this.#document = undefined;
    this.#facts = undefined;
    this.#prepared = undefined;
    this.#bytes = bytes;
    this.#from = from;
    this.#end = end;
  }

  awaited(names: ReadonlySet<string>, found: (fact: string) => void): void {
    if (this.#document === undefined) return;
    const { author } = this.#document;
    if (names.has('in') && this.hasMore()) found(HAS_MORE);
    if (names.size > (names.has('author') ? 1 : 0) + (names.has('in') ? 1 : 0)) {
      for (const fact of this.#beside()) found(fact);
      return;
    }
    if (author?.handle !== undefined) found(authorFact(author.handle));
    if (author?.externalId !== undefined) found(authorFact(author.externalId));
  }

  hasMore(): boolean {
    const { quote = '', parent = '', bio = '' } = this.#document ?? {};
    return quote !== '' || parent !== '' || bio !== '';
  }

  field(field: FieldNode): boolean {
    return hasFact(field, { document: this.#whole(), facts: this.#beside() });
  }

  prepared(): PreparedDocument {
    return (this.#prepared ??= prepareDocument(this.#whole()));
  }

  #whole(): QueryDocument {
    return (this.#document ??= { text: DECODER.decode(this.#bytes.subarray(this.#from, this.#end)) });
  }

  #beside(): ReadonlySet<string> {
    return (this.#facts ??= factsBesideText(this.#whole()));
  }
}

const DECODER = new TextDecoder('utf-8', { ignoreBOM: true });

/** Most names are plain already. */
function authorFact(name: string): string {
  return PLAIN_NAME.test(name) ? `author:${name}` : factName('author', plainName(name));
}

const PLAIN_NAME = /^[a-z0-9][a-z0-9:._-]{0,150}$/;
