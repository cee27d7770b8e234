/** How fast languages are told: seeded posts of the training sentences and of the words that the tests know. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { hasSet, readSet } from '../../train/data.ts';
import { detectLanguage } from '../../../src/listen/understanding/language/detect.ts';

const CORPUS = path.resolve(import.meta.dirname, '../../train/corpus');
const ROUNDS = 5;

/** Posts a second of processor time, the best of some rounds, and the milliseconds until the first answer. */
function benchLanguage(): { posts: number; perSecond: number; firstMs: number } {
  const startedAt = performance.now();
  detectLanguage('wo bleibt mein Paket');
  const firstMs = performance.now() - startedAt;
  const texts = readdirSync(CORPUS)
    .filter((file) => file.endsWith('.ndjson'))
    .sort()
    .flatMap((file) => readFileSync(path.join(CORPUS, file), 'utf8').trim().split('\n'))
    .map((line) => (JSON.parse(line) as { text: string }).text);
  let perSecond = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const before = process.cpuUsage();
    for (const text of texts) detectLanguage(text);
    const { user, system } = process.cpuUsage(before);
    perSecond = Math.max(perSecond, Math.round((texts.length * 1e6) / (user + system)));
  }
  return { posts: texts.length, perSecond, firstMs: Math.round(firstMs) };
}

interface Row {
  readonly lang: string;
  readonly kind?: string;
  readonly text: string;
}

const TWEETS = 'multilingual_sentiment_xlmt_train.jsonl';
const SENTENCES = 'lang_lingua_75x3x100_other.jsonl';
const RENAMED: Readonly<Record<string, string>> = { nb: 'no' };

/** Share of right answers by language or kind. The second opinion was trained on parts of these sets: what it does for new ones stands in ADR 19. */
function rightShares(rows: readonly Row[], groupOf: (row: Row) => string): Record<string, number> {
  const counts = new Map<string, { right: number; all: number }>();
  for (const row of rows) {
    const count = counts.get(groupOf(row)) ?? { right: 0, all: 0 };
    counts.set(groupOf(row), count);
    count.all++;
    if (detectLanguage(row.text).code === (RENAMED[row.lang] ?? row.lang)) count.right++;
  }
  return Object.fromEntries(
    [...counts].map(([group, { right, all }]) => [group, Math.round((right * 1e4) / all) / 1e4]),
  );
}

const KNOWN = new Set(
  'ar az be bg bn ca cs da de el en es et eu fa fi fr gu he hi hr hu hy id is it ja ka ko lt lv mk mr ms nb nl pa pl pt ro ru sk sl sq sr sv ta te th tl tr uk ur vi yo zh'.split(
    ' ',
  ),
);

process.stdout.write(`${JSON.stringify(benchLanguage())}\n`);
if (hasSet(TWEETS)) {
  // Hindi is written in Latin letters there.
  const tweets = readSet<Row>(TWEETS).filter(({ lang }) => lang !== 'hi');
  process.stdout.write(`tweets: ${JSON.stringify(rightShares(tweets, ({ lang }) => lang))}\n`);
}
if (hasSet(SENTENCES)) {
  const known = readSet<Row>(SENTENCES).filter(({ lang }) => KNOWN.has(lang));
  process.stdout.write(`lingua: ${JSON.stringify(rightShares(known, ({ kind = '' }) => kind))}\n`);
}
