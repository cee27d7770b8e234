import { parseQuery, type Query } from '#lib/query/index.ts';
import type { LineTopic } from '../topic-lines.ts';

/** The ids and queries of all topics as one text in shared memory. */
export interface SharedTopics {
  readonly bytes: Uint8Array;
  /** By topic: where its part begins; one more at the end. */
  readonly starts: Uint32Array;
}

export function shareTopics(topics: readonly LineTopic[]): SharedTopics {
  const texts = topics.map(({ id, written }) => Buffer.from(JSON.stringify([id, written])));
  const starts = new Uint32Array(new SharedArrayBuffer((texts.length + 1) * Uint32Array.BYTES_PER_ELEMENT));
  for (const [topic, { length }] of texts.entries()) starts[topic + 1] = starts[topic]! + length;
  const bytes = new Uint8Array(new SharedArrayBuffer(starts[texts.length]!));
  for (const [topic, text] of texts.entries()) bytes.set(text, starts[topic]);
  return { bytes, starts };
}

/** A topic whose query is read when it is asked for: most threads never need most of them. */
export interface BookTopic {
  readonly id: string | number;
  readonly query: Query;
}

/** Topics by number, each read from shared memory when it is first found. */
export class TopicBook {
  readonly #shared: SharedTopics;
  readonly #read = new Map<number, BookTopic>();

  constructor(shared: SharedTopics) {
    this.#shared = shared;
  }

  at(number: number): BookTopic {
    let topic = this.#read.get(number);
    if (topic === undefined) {
      topic = this.#open(number);
      this.#read.set(number, topic);
    }
    return topic;
  }

  #open(number: number): BookTopic {
    const { bytes, starts } = this.#shared;
    const from = starts[number]!;
    const text = Buffer.from(bytes.buffer, from, starts[number + 1]! - from).toString('utf8');
    const [id, written] = JSON.parse(text) as [string | number, string];
    let query: Query | undefined;
    return {
      id,
      get query() {
        return (query ??= queryOf(written));
      },
    };
  }
}

function queryOf(written: string): Query {
  const parsed = parseQuery(written);
  if (!parsed.isValid) throw new Error(`A query that was read before is refused: ${parsed.problem.message}`);
  return parsed.query;
}
