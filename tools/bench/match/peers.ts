import { buildLucene } from '../lucene-monitor/build.ts';
import { type LuceneSettings, runLucene } from '../lucene-monitor/run.ts';
import { buildMatcher, readTopics, type ReadTopic } from './adapter.ts';
import { runPostgres, tsquery } from './postgres.ts';
import { figure, format, rate, say } from './report.ts';
import { median, type Taken, timed } from './rounds.ts';
import { peerQuery, termLine } from './shared.ts';
import { posts as makePosts, topics as makeTopics } from './workload.ts';

const TOPICS = 10_000;
const ROUNDS = 3;
/** How many differing pairs are printed. */
const SHOWN = 5;

/** As it comes; tuned and asked post by post; tuned and asked in the batches that suit it best, which costs a second of delay. */
const LUCENE: readonly [string, number, LuceneSettings][] = [
  ['Lucene Monitor as it comes', 4000, { tuned: false, batch: 1, passes: 1, rounds: ROUNDS }],
  ['Lucene Monitor tuned, post by post', 10_000, { tuned: true, batch: 1, passes: 1, rounds: ROUNDS }],
  [
    'Lucene Monitor tuned, 2,000 posts at a time',
    20_000,
    { tuned: true, batch: 2000, passes: 3, rounds: ROUNDS },
  ],
];

/** Compares with matchers of others on the topics that they can express with the same meaning, one thread each. */
export async function comparePeers(seed: number, isQuick: boolean): Promise<void> {
  const topics = readTopics(makeTopics(seed, TOPICS));
  const texts = makePosts(seed, 20_000).map(({ text }) => text);
  await compareLucene(topics, isQuick ? texts.slice(0, 4000) : texts);
  await comparePostgres(topics, texts.slice(0, isQuick ? 2000 : 10_000));
}

async function compareLucene(topics: readonly ReadTopic[], texts: readonly string[]): Promise<void> {
  say('');
  const built = await buildLucene();
  if ('missing' in built) {
    say(`Lucene Monitor is left out: ${built.missing}`);
    return;
  }
  const shared = topics.flatMap((topic) => {
    const written = peerQuery(topic.query);
    return written === undefined ? [] : [{ topic, line: `${topic.id}\t${written}` }];
  });
  say(`Lucene Monitor: ${shared.length} of ${topics.length} topics mean the same there`);
  for (const [name, most, settings] of LUCENE) {
    const some = texts.slice(0, most);
    const ours = ourRun(
      shared.map(({ topic }) => topic),
      some,
    );
    const lines = some.map(termLine);
    const run = await runLucene(
      built.classPath,
      lines,
      shared.map(({ line }) => line),
      settings,
    );
    const taken = run.rounds.map(({ threadCpu, seconds }) => ({ cpu: threadCpu, wall: seconds }));
    compare(name, some.length, ours, { taken, matches: run.matches });
    const { candidates, build } = run.rounds[0]!;
    say(`  ${format(candidates / some.length)} candidates a post, built in ${format(build)} s`);
  }
}

async function comparePostgres(topics: readonly ReadTopic[], texts: readonly string[]): Promise<void> {
  const shared = topics.filter(({ query }) => tsquery(query) !== undefined);
  say('');
  say(`PostgreSQL: ${shared.length} of ${topics.length} topics mean the same there`);
  const run = await runPostgres(shared, texts, ROUNDS);
  compare('PostgreSQL, tsquery behind an index of anchors', texts.length, ourRun(shared, texts), {
    taken: run.rounds,
    matches: run.matches,
  });
  say(`  built in ${format(run.build)} s`);
}

interface Run {
  readonly taken: readonly Taken[];
  /** By post, ids of topics. */
  readonly matches: readonly (readonly string[])[];
}

/** Ours runs before a peer and after it, so that what else the machine does falls on both. */
function ourRun(topics: readonly ReadTopic[], texts: readonly string[]): Run & { again(): Taken[] } {
  const matcher = buildMatcher(topics);
  const bytes = texts.map((text) => Buffer.from(text));
  const all = () => {
    for (const text of bytes) matcher.text(text);
  };
  for (const from = performance.now(); performance.now() - from < 3000;) all();
  const again = () => Array.from({ length: ROUNDS }, () => timed(all));
  return { taken: again(), again, matches: bytes.map((text) => matcher.idsOfText(text)) };
}

/** A peer counts only where it finds the same. */
function compare(name: string, count: number, ours: ReturnType<typeof ourRun>, peer: Run): void {
  const found = ours.matches.reduce((sum, ids) => sum + ids.length, 0);
  const differences = ours.matches.flatMap((ids, post) => differencesOf(post, ids, peer.matches[post] ?? []));
  rate(name, count, peer.taken);
  if (differences.length > 0) {
    say(`  does not count: ${differences.length} differences beside ${found} matches`);
    for (const difference of differences.slice(0, SHOWN)) say(`  ${difference}`);
    return;
  }
  const [mine, theirs] = [[...ours.taken, ...ours.again()], peer.taken].map((taken) =>
    median(taken.map(({ cpu }) => cpu)),
  );
  figure(
    '  Rapport on the same posts and topics',
    theirs! / mine!,
    '× as fast',
    undefined,
    `${count} posts, the same ${found} matches`,
  );
}

function differencesOf(post: number, ours: readonly string[], theirs: readonly string[]): string[] {
  const [here, there] = [new Set(ours), new Set(theirs)];
  const missing = ours
    .filter((id) => !there.has(id))
    .map((id) => `post ${post}: ${id} is found by Rapport only`);
  return [
    ...missing,
    ...theirs.filter((id) => !here.has(id)).map((id) => `post ${post}: ${id} is found by the peer only`),
  ];
}
