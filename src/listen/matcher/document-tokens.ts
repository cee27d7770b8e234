import type { QueryDocument } from '#lib/query/index.ts';
import { ByteTokens } from '#lib/tokens/index.ts';

/** Parts lie so far apart that nothing is near across them. */
export const PART_GAP = 1000;

/** Reads the words of documents into tokens; one object is used again for every document. */
export class DocumentTokens {
  readonly tokens = new ByteTokens();
  #bytes = new Uint8Array(4096);
  #used = 0;

  /** The tokens of title, text and tags; they hold until the next call. */
  read({ title, text, tags }: QueryDocument): ByteTokens {
    this.#reserve(title, text, tags);
    this.#used = 0;
    this.tokens.read(this.#bytes, 0, 0);
    if (title !== undefined && title !== '') this.#add(title);
    this.#add(text);
    if (tags !== undefined) for (const tag of tags) this.#add(`#${tag}`);
    return this.tokens;
  }

  #add(text: string): void {
    const from = this.#used;
    this.#used += ENCODER.encodeInto(text, this.#bytes.subarray(from)).written;
    const { tokens } = this;
    tokens.add(this.#bytes, from, this.#used, from === 0 ? 0 : tokens.position + PART_GAP);
  }

  #reserve(title: string | undefined, text: string, tags: readonly string[] | undefined): void {
    let units = (title?.length ?? 0) + text.length;
    if (tags !== undefined) for (const tag of tags) units += tag.length + 1;
    if (units * BYTES_A_UNIT > this.#bytes.length) this.#bytes = new Uint8Array(units * BYTES_A_UNIT * 2);
  }
}

const ENCODER = new TextEncoder();
const BYTES_A_UNIT = 3;
