import { parseJson } from '#lib/json/index.ts';
import { parseTopic } from '#lib/query/index.ts';
import { type TopicFileLine, topicFileLine } from './schema.ts';
import type { NewTopicRow, TopicRow, TopicValues } from './store.ts';

/** Bytes of a line that `rapport match` still reads. */
const MAX_LINE = 64 * 1024;
/** Topics in one file. */
const MOST_LINES = 20_000;

export interface Refused {
  line: number;
  reason: string;
}

/** What a file would do to the topics that are there. */
export interface ImportPlan {
  create: (Omit<NewTopicRow, 'id'> & { line: number })[];
  change: {
    id: string;
    line: number;
    values: Partial<TopicValues> & { state?: 'active' | 'paused' };
    isOtherQuery: boolean;
  }[];
  unchanged: number;
  refused: Refused[];
}

/** A topic as one line: what it is, without its counts. `rapport match --topics` reads it, and so does the import. */
export function lineOf(topic: TopicRow): string {
  const line: TopicFileLine = {
    id: topic.id,
    query: topic.query,
    name: topic.name,
    kind: topic.kind,
    toInbox: topic.to_inbox,
    folder: topic.folder,
    capPerDay: topic.cap_per_day,
    state: topic.state === 'paused' ? 'paused' : 'active',
    examples: topic.examples,
  };
  return JSON.stringify(line);
}

/**
 * Reads a file against the topics that are there. A line means the topic of its id, else the one of its name (without a name the id is the name),
 * else a new one. What a line leaves out stays as it is.
 */
export function planImport(lines: string, existing: readonly TopicRow[]): ImportPlan {
  const plan: ImportPlan = { create: [], change: [], unchanged: 0, refused: [] };
  const byId = new Map(existing.map((topic) => [topic.id, topic]));
  const byName = new Map(existing.map((topic) => [topic.name.toLowerCase(), topic]));
  const seen = new Map<string, number>();
  const rows = lines.replace(/^\ufeff/, '').split('\n');
  for (const [index, text] of rows.entries()) {
    const number = index + 1;
    if (text.trim() === '') continue;
    if (plan.create.length + plan.change.length + plan.unchanged >= MOST_LINES) {
      plan.refused.push({
        line: number,
        reason: `A file has at most ${MOST_LINES} topics; the rest was not read.`,
      });
      break;
    }
    const line = readLine(text);
    if (typeof line === 'string') {
      plan.refused.push({ line: number, reason: line });
      continue;
    }
    const name = line.name ?? String(line.id).slice(0, 120);
    const topic = byId.get(String(line.id)) ?? byName.get(name.toLowerCase());
    const owner = byName.get(name.toLowerCase());
    const key = topic?.id ?? name.toLowerCase();
    const before = seen.get(key) ?? seen.get(name.toLowerCase());
    if (before !== undefined)
      plan.refused.push({ line: number, reason: `It is the same topic as line ${before}.` });
    else if (owner && topic && owner.id !== topic.id && line.name !== undefined)
      plan.refused.push({ line: number, reason: `There is another topic called ${name}.` });
    else place(plan, line, number, name, topic);
    seen.set(key, before ?? number).set(name.toLowerCase(), before ?? number);
  }
  return plan;
}

function place(
  plan: ImportPlan,
  line: TopicFileLine,
  number: number,
  name: string,
  topic: TopicRow | undefined,
): void {
  if (!topic) {
    plan.create.push({
      line: number,
      name,
      query: line.query,
      kind: line.kind ?? 'subject',
      to_inbox: line.toInbox ?? true,
      folder: line.folder ?? null,
      cap_per_day: line.capPerDay ?? null,
      examples: line.examples ?? [],
      state: line.state ?? 'active',
    });
    return;
  }
  const wanted = {
    ...(line.name === undefined ? {} : { name: line.name }),
    query: line.query,
    ...(line.kind === undefined ? {} : { kind: line.kind }),
    ...(line.toInbox === undefined ? {} : { to_inbox: line.toInbox }),
    ...(line.folder === undefined ? {} : { folder: line.folder }),
    ...(line.capPerDay === undefined ? {} : { cap_per_day: line.capPerDay }),
    ...(line.examples === undefined ? {} : { examples: line.examples }),
    ...(line.state === undefined ? {} : { state: line.state }),
  };
  const values = Object.fromEntries(
    Object.entries(wanted).filter(([column, value]) => !isSame(topic[column as keyof TopicRow], value)),
  );
  if (Object.keys(values).length === 0) plan.unchanged += 1;
  else plan.change.push({ id: topic.id, line: number, values, isOtherQuery: 'query' in values });
}

/** PostgreSQL gives the keys of stored JSON back in an order of its own. */
function isSame(is: unknown, wanted: unknown): boolean {
  return JSON.stringify(sorted(is)) === JSON.stringify(sorted(wanted));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, inner]) => [key, sorted(inner)] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

/** The line, or what is wrong with it. */
function readLine(text: string): TopicFileLine | string {
  if (Buffer.byteLength(text) > MAX_LINE) return 'The line is too long for a topic.';
  const json = parseJson(text);
  if (json === undefined) return 'This is not JSON.';
  // Written out again, U+0000 and half surrogates show by their escapes.
  if (/\\u(?:0000|d[89a-f])/.test(JSON.stringify(json)))
    return 'It contains characters that cannot be stored.';
  const { data, error } = topicFileLine.safeParse(json);
  if (error) {
    const [issue] = error.issues;
    const place = issue!.path.length === 0 ? 'The line' : `"${issue!.path.join('.')}"`;
    return `${place}: ${issue!.message}.`;
  }
  const parsed = parseTopic(data.query);
  if (parsed.isValid) return data;
  const { message, fix, span } = parsed.problem;
  return [message, fix, `(query, character ${span.start + 1})`].filter(Boolean).join(' ');
}
