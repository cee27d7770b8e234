/**
 * How fast topics are matched, and what that costs: `npm run bench match [--quick] [--posts N] [--rounds N] [--seed N] [--no-peers]`.
 * Figures are processor time on one thread with everything the process does beside it, medians of interleaved rounds.
 */
import { parseArgs } from 'node:util';
import { buildMatcher, ENGINE, learnFrom, readTopics, tokeniseAlone } from './match/adapter.ts';
import { bytesHeldBy } from './match/memory.ts';
import { measureOverlay } from './match/overlay.ts';
import { comparePeers } from './match/peers.ts';
import { figure, format, rate, say } from './match/report.ts';
import { interleave, median, medianOf, timed } from './match/rounds.ts';
import { measureSending, measureThreads } from './match/threads.ts';
import * as workload from './match/workload.ts';

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    posts: { type: 'string' },
    rounds: { type: 'string' },
    seed: { type: 'string', default: String(workload.SEED) },
    'no-peers': { type: 'boolean', default: false },
    'only-peers': { type: 'boolean', default: false },
    'only-threads': { type: 'boolean', default: false },
  },
});
const seed = Number(values.seed);
const count = Number(values.posts ?? (values.quick ? 10_000 : 100_000));
const rounds = Number(values.rounds ?? (values.quick ? 3 : 5));
const MANY = 100_000;
/** Posts of another seed that the matchers learned words from. */
const LEARNED = 60_000;

const posts = workload.posts(seed, count);
const texts = workload.bytesOf(posts);
const topicLines = workload.topics(seed, MANY);
const topics = readTopics(topicLines);
say(`engine: ${ENGINE}; Node ${process.versions.node}; seed ${seed}`);
say(
  `${count} posts of ${format(texts.reduce((sum, text) => sum + text.length, 0) / count)} bytes, checksum ${workload.checksum(texts)}`,
);
say(`topics ${workload.checksum(topicLines.map(({ query }) => query))}`);

if (values['only-threads']) await measureSpreading();
else if (!values['only-peers']) {
  await measureAll();
  await measureSpreading();
}
if (!values['no-peers'] && !values['only-threads']) await comparePeers(seed, values.quick);

async function measureSpreading(): Promise<void> {
  const some = topics.slice(0, 10_000);
  const events = workload.jetstream(posts, workload.POSTS_ONLY, seed);
  const learned = learnFrom(workload.bytesOf(workload.posts(seed + 1, LEARNED)));
  measureSending(events, texts, buildMatcher(some, learned));
  const times = values.quick ? 10 : 5;
  await measureThreads(topicLines.slice(0, 10_000), posts, { rounds, times });
}

async function measureAll(): Promise<void> {
  measureBuild();
  await measureRates();
  const overlay = await measureOverlay(topics.slice(0, 10_000), texts);
  say('');
  figure(
    'a saved topic is live after, median',
    overlay.liveMedian,
    'ms',
    { must: 50, aim: 50 },
    `slowest ${format(overlay.liveSlowest)}`,
  );
  figure(
    'longest pause of the matching thread, processor time',
    overlay.longestPause,
    'ms',
    { must: 5, aim: 5 },
    `by the wall clock ${format(overlay.longestPauseWall)}`,
  );
}

function measureBuild(): void {
  say('');
  // What is made once for all, like the table of letters and what is learned of words, is no part of a topic's memory.
  warm(topics.slice(0, 100));
  const { bytes: alone } = bytesHeldBy(() => warm(topics.slice(0, 1)));
  figure('memory of a matcher with one topic', alone / 2 ** 20, 'MB');
  for (const size of [10_000, MANY]) {
    const some = topics.slice(0, size);
    const { bytes } = bytesHeldBy(() => warm(some));
    figure(
      `table memory per 1,000 topics, ${format(size)} topics`,
      (bytes - alone) / 2 ** 20 / (size / 1000),
      'MB',
      {
        must: 0.35,
        aim: 0.25,
      },
    );
    const times = Array.from({ length: size === MANY && values.quick ? 1 : 3 }, () =>
      timed(() => buildMatcher(some)),
    );
    const goal = size === MANY ? { must: 6, aim: 2.5 } : { must: 0.8, aim: 0.4 };
    const wall = `by the wall clock ${format(median(times.map(({ wall }) => wall)))}`;
    figure(
      `build at ${format(size)} topics, queries read already`,
      median(times.map(({ cpu }) => cpu)),
      's',
      goal,
      wall,
    );
  }
}

/** Tables that are made on first use count too. */
function warm(some: typeof topics): ReturnType<typeof buildMatcher> {
  const matcher = buildMatcher(some);
  for (const text of texts.slice(0, 2000)) matcher.text(text);
  return matcher;
}

async function measureRates(): Promise<void> {
  const quiet = readTopics(workload.untriggered(seed, MANY));
  const posted = workload.jetstream(posts, workload.POSTS_ONLY, seed);
  const unfiltered = workload.jetstream(posts.slice(0, count / 5), workload.UNFILTERED, seed);
  const learned = learnFrom(workload.bytesOf(workload.posts(seed + 1, LEARNED)));
  const few = buildMatcher(topics.slice(0, 100), learned);
  const some = buildMatcher(topics.slice(0, 10_000), learned);
  const more = buildMatcher([...topics.slice(0, 10_000), ...quiet], learned);
  const many = buildMatcher(topics, learned);
  let sum = 0;
  const over = <T>(items: readonly T[], one: (item: T) => number) => ({
    items: items.length,
    run: () => {
      // What is summed up cannot be left out by the compiler.
      for (const item of items) sum += one(item);
    },
  });
  const taken = await interleave(
    [
      { name: 'tokens', ...over(texts, tokeniseAlone) },
      { name: 'few', ...over(texts, few.text) },
      { name: 'some', ...over(texts, some.text) },
      { name: 'more', ...over(texts, more.text) },
      { name: 'many', ...over(texts, many.text) },
      { name: 'posted', ...over(posted, some.event) },
      { name: 'unfiltered', ...over(unfiltered, some.event) },
    ],
    rounds,
    (round) => process.stderr.write(round < 0 ? 'warm-up\n' : `round ${round + 1} of ${rounds}\n`),
  );
  say('');
  say(`results summed up: ${sum}`);
  const isMore = true;
  rate('tokenise alone', count, taken.tokens);
  rate('text, 100 topics', count, taken.few);
  rate('text, 10,000 topics', count, taken.some, { must: 200_000, aim: 300_000, isMore });
  rate('text, 100,000 topics', count, taken.many, { must: 80_000, aim: 120_000, isMore });
  rate('raw Jetstream, new and deleted posts, 10,000 topics', posted.length, taken.posted, {
    must: 120_000,
    aim: 200_000,
    isMore,
  });
  rate('raw Jetstream, unfiltered (likes, follows …)', unfiltered.length, taken.unfiltered);
  say('');
  figure(
    'growth of cost per post, 100 → 10,000 topics',
    medianOf(taken.some, taken.few, (a, b) => a.cpu / b.cpu),
    '×',
    { must: 1.7, aim: 1.5 },
  );
  figure(
    'tokenise + match over tokenise alone, 10,000 topics',
    medianOf(taken.some, taken.tokens, (a, b) => a.cpu / b.cpu),
    '×',
    { must: 3, aim: 2.5 },
  );
  figure(
    '100,000 more topics that nothing triggers',
    medianOf(taken.more, taken.some, (a, b) => ((a.cpu - b.cpu) / count) * 1e6),
    'µs a post',
    { must: 0.8, aim: 0.4 },
  );
  for (const [name, matcher] of [
    ['10,000', some],
    ['100,000', many],
  ] as const)
    sayWork(name, matcher);
}

/** What a post costs whatever the machine. */
function sayWork(name: string, matcher: ReturnType<typeof buildMatcher>): void {
  const before = matcher.stats();
  for (const text of texts) matcher.text(text);
  const after = matcher.stats();
  const each = (from: number, to: number) => format((to - from) / count);
  const programs =
    after.programs === undefined ? '' : `, ${each(before.programs ?? 0, after.programs)} programs`;
  say(
    `at ${name} topics a post has ${each(before.matches, after.matches)} matches, ${each(before.candidates, after.candidates)} candidates${programs}`,
  );
}
