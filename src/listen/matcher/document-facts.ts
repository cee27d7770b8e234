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
import { EMPTY_HASH, finish, HASH_STEP } from '#lib/tokens/index.ts';
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

  awaited(
    names: ReadonlySet<string>,
    found: (fact: string) => void,
    mayWait: (valueHash: number) => boolean,
  ): void {
    if (this.#document === undefined) return;
    const { author } = this.#document;
    if (names.has('in') && this.hasMore()) found(HAS_MORE);
    if (names.size > (names.has('author') ? 1 : 0) + (names.has('in') ? 1 : 0)) {
      for (const fact of this.#beside()) found(fact);
      return;
    }
    for (const name of [author?.handle, author?.externalId]) {
      if (name !== undefined && mayBeAwaited(name, mayWait)) found(factName('author', plainName(name)));
    }
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

/** Most names are plain already, and by their hash nobody waits for them. */
function mayBeAwaited(name: string, mayWait: (valueHash: number) => boolean): boolean {
  if (name.length > LONGEST_PLAIN) return true;
  let hash = EMPTY_HASH;
  for (let i = 0; i < name.length; i++) {
    const code = name.charCodeAt(i);
    const isPlain =
      (code >= 97 && code <= 122) || (code >= 48 && code <= 58) || code === 45 || code === 46 || code === 95;
    if (!isPlain) return true;
    hash = Math.imul(hash ^ code, HASH_STEP);
  }
  return mayWait(finish(hash));
}

/** Facts of longer names are cut. */
const LONGEST_PLAIN = 150;
