import { parseQuery, type Query } from '#lib/query/index.ts';
import type { Line } from './lines.ts';
import { readJson } from './read-json.ts';
import { topicLine } from './schema.ts';

export interface LineTopic {
  readonly id: string | number;
  readonly query: Query;
  /** The query as it was written. */
  readonly written: string;
}

/** The topics of a file, one a line, or the number of the first bad line and what is wrong with it. */
export async function readTopics(
  lines: AsyncIterable<readonly Line[]>,
  name: string,
): Promise<LineTopic[] | string> {
  const topics = new Map<string, LineTopic>();
  for await (const batch of lines) {
    for (const line of batch) {
      if (line.text?.trim() === '') continue;
      const topic = topicOf(line);
      if (typeof topic === 'string') return `${name}, line ${line.number}: ${topic}`;
      const key = String(topic.id);
      if (topics.has(key)) return `${name}, line ${line.number}: There is a topic "${key}" already.`;
      topics.set(key, topic);
    }
  }
  return [...topics.values()];
}

function topicOf({ text }: Line): LineTopic | string {
  if (text === undefined) return 'The line is too long for a topic.';
  const line = readJson(topicLine, text);
  if (!line.isValid) return line.reason;
  const { id, query } = line.value;
  const parsed = parseQuery(query);
  if (parsed.isValid) return { id, query: parsed.query, written: query };
  const { message, fix, code, span } = parsed.problem;
  return `${message} ${fix} (${code}, characters ${span.start + 1} to ${Math.max(span.start + 1, span.end)} of the query)`;
}
