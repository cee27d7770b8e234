import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { type Anchor, anchors, type Query } from '#lib/query/index.ts';
import { startEmbedded } from '#platform/db/index.ts';
import { createLogger } from '#platform/log/index.ts';
import type { ReadTopic } from './adapter.ts';
import type { Taken } from './rounds.ts';
import { placedTerms, prefixOf, termOf } from './shared.ts';

/** Posts of one statement. */
const BATCH = 200;

export interface PostgresRun {
  readonly build: number;
  /** Processor time of the backend alone. */
  readonly rounds: readonly Taken[];
  readonly matches: readonly (readonly string[])[];
}

/**
 * Topics as rows with their `tsquery`, and an index of the terms one of which must be there. A post looks up the topics of
 * its terms, and asks those with `@@`. The terms come from Rapport's tokeniser, made ready before the clock starts.
 */
export async function runPostgres(
  topics: readonly ReadTopic[],
  texts: readonly string[],
  rounds: number,
): Promise<PostgresRun> {
  const directory = await mkdtemp(path.join(os.tmpdir(), 'rapport-bench-pg-'));
  const log = createLogger('error');
  const database = await startEmbedded({ dataDir: directory, log, settings: {} });
  const client = new Client({ connectionString: database.url });
  client.on('error', (error) => log.error({ error }, 'the benchmark lost its database'));
  try {
    await client.connect();
    await client.query("set jit = off; set max_parallel_workers_per_gather = 0; set work_mem = '256MB'");
    const prefixes = new Set<number>();
    const from = performance.now();
    await fill(client, topics, frequenciesOf(texts), prefixes);
    const build = (performance.now() - from) / 1000;
    const batches = batchesOf(texts, prefixes);
    const taken: Taken[] = [];
    let matches: string[][] = [];
    for (let round = -1; round < rounds; round++) {
      const wall = performance.now();
      const cpu = await backendCpu(client);
      matches = await matchAll(client, batches, topics, texts.length);
      const time = { cpu: (await backendCpu(client)) - cpu, wall: (performance.now() - wall) / 1000 };
      if (round >= 0) taken.push(time);
    }
    return { build, rounds: taken, matches };
  } finally {
    await client.end().catch(() => {});
    await database.stop();
    await rm(directory, { recursive: true, force: true });
  }
}

interface Batch {
  readonly vectors: readonly string[];
  /** By post, one to a line: what its topics may be found by. */
  readonly keys: readonly string[];
}

async function matchAll(
  client: Client,
  batches: readonly Batch[],
  topics: readonly ReadTopic[],
  count: number,
): Promise<string[][]> {
  const matches: string[][] = Array.from({ length: count }, () => []);
  for (const [number, { vectors, keys }] of batches.entries()) {
    const { rows } = await client.query<[number, number]>({
      name: 'match',
      text: MATCH,
      values: [vectors, keys],
      rowMode: 'array',
    });
    for (const [post, topic] of rows) matches[number * BATCH + post - 1]!.push(topics[topic]!.id);
  }
  return matches;
}

const MATCH = `
  with posts as materialized (
    select post, vector::tsvector as vector, keys
    from unnest($1::text[], $2::text[]) with ordinality as given (vector, keys, post)
  ), candidates as materialized (
    select distinct posts.post, anchors.topic
    from posts, unnest(string_to_array(posts.keys, E'\\n')) as key, anchors
    where anchors.term = key
  )
  select posts.post::int, topics.topic
  from candidates
  join posts using (post)
  join topics using (topic)
  where posts.vector @@ topics.query
  order by 1, 2`;

async function fill(
  client: Client,
  topics: readonly ReadTopic[],
  frequencies: ReadonlyMap<string, number>,
  prefixes: Set<number>,
): Promise<void> {
  await client.query('create unlogged table topics (topic int primary key, query tsquery not null)');
  await client.query('create unlogged table anchors (term text collate "C" not null, topic int not null)');
  const queries = topics.map(({ query }) => tsquery(query)!);
  const keys = topics.map(({ query }) => cheapest(anchors(query)!, frequencies));
  for (const key of keys.flat()) if (key.endsWith('*')) prefixes.add(key.length - 1);
  const insert =
    'insert into topics select at - 1, query::tsquery from unnest($1::text[]) with ordinality as given (query, at)';
  await client.query(insert, [queries]);
  const flat = keys.flatMap((of, topic) => of.map((key) => ({ key, topic })));
  await client.query('insert into anchors select * from unnest($1::text[], $2::int[])', [
    flat.map(({ key }) => key),
    flat.map(({ topic }) => topic),
  ]);
  await client.query('create index on anchors (term) include (topic)');
  await client.query('vacuum analyze topics');
  await client.query('vacuum analyze anchors');
}

/** The keys one of which a matching post has, those that the fewest posts have. */
function cheapest(anchor: Anchor, frequencies: ReadonlyMap<string, number>): string[] {
  switch (anchor.type) {
    case 'term':
      return [anchor.term];
    case 'prefix':
      return [`${anchor.prefix}*`];
    case 'any':
      return anchor.of.flatMap((part) => cheapest(part, frequencies));
    case 'all': {
      const parts = anchor.of.map((part) => cheapest(part, frequencies));
      const cost = (keys: readonly string[]) =>
        keys.reduce((sum, key) => sum + (key.endsWith('*') ? 50 : (frequencies.get(key) ?? 0)), 0);
      return parts.reduce((least, next) => (cost(next) < cost(least) ? next : least));
    }
  }
}

function frequenciesOf(texts: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const text of texts) {
    for (const { term } of placedTerms(text)) counts.set(term, (counts.get(term) ?? 0) + 1);
  }
  return counts;
}

function batchesOf(texts: readonly string[], prefixes: ReadonlySet<number>): Batch[] {
  const posts = texts.map((text) => {
    const places = placedTerms(text);
    const terms = new Map<string, number[]>();
    for (const { term, position } of places) terms.set(term, [...(terms.get(term) ?? []), position + 1]);
    const vector = [...terms].map(([term, positions]) => `${lexeme(term)}:${positions.join(',')}`).join(' ');
    const keys = new Set(terms.keys());
    for (const term of terms.keys())
      for (const length of prefixes) if (term.length >= length) keys.add(`${term.slice(0, length)}*`);
    return { vector, keys: [...keys].join('\n') };
  });
  return Array.from({ length: Math.ceil(posts.length / BATCH) }, (_, at) => {
    const some = posts.slice(at * BATCH, (at + 1) * BATCH);
    return { vectors: some.map(({ vector }) => vector), keys: some.map(({ keys }) => keys) };
  });
}

/** A query as `tsquery` text, or undefined where PostgreSQL has none with the same meaning. */
export function tsquery(query: Query): string | undefined {
  switch (query.type) {
    case 'word': {
      const prefix = prefixOf(query);
      if (prefix !== undefined) return `${lexeme(prefix)}:*`;
      const term = termOf(query);
      return term === undefined ? undefined : lexeme(term);
    }
    case 'phrase': {
      const words = query.words.map(tsquery);
      if (words.includes(undefined)) return undefined;
      if (query.slop === null) return `(${words.join(' <-> ')})`;
      return words.length === 2 ? near(words[0]!, words[1]!, query.slop, false) : undefined;
    }
    case 'near': {
      const [left, right] = [tsquery(query.left), tsquery(query.right)];
      const isThere = left !== undefined && right !== undefined;
      return isThere ? near(left, right, query.distance, query.isOrdered) : undefined;
    }
    case 'and':
    case 'or': {
      const parts = query.children.map(tsquery);
      return parts.includes(undefined) ? undefined : `(${parts.join(query.type === 'and' ? ' & ' : ' | ')})`;
    }
    case 'not': {
      const child = tsquery(query.child);
      return child === undefined ? undefined : `!(${child})`;
    }
    default:
      return undefined;
  }
}

/** tsquery knows exact distances only. */
function near(left: string, right: string, distance: number, isOrdered: boolean): string {
  const reach = Array.from({ length: distance + 1 }, (_, between) => between + 1);
  const ways = reach.flatMap((way) => [
    `(${left} <${way}> ${right})`,
    ...(isOrdered ? [] : [`(${right} <${way}> ${left})`]),
  ]);
  return `(${ways.join(' | ')})`;
}

function lexeme(term: string): string {
  return `'${term.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
}

/** Seconds of processor time of the backend that serves this connection. */
async function backendCpu(client: Client): Promise<number> {
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
  const stat = await readFile(`/proc/${rows[0]!.pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const TICKS = 100;
  return (Number(fields[11]) + Number(fields[12])) / TICKS;
}
