/** How fast customer care is told: the training sentences, after features and feelings were read. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { FeatureReader } from '../../../src/lib/model/index.ts';
import { Care } from '../../../src/listen/understanding/care/index.ts';
import { Feelings } from '../../../src/listen/understanding/heads/feelings.ts';
import { builtInLexicon } from '../../../src/listen/understanding/lexicon.ts';

const CORPUS = path.resolve(import.meta.dirname, '../../train/corpus');
const ROUNDS = 8;

/** Microseconds of processor time a post, the best of some rounds: features and feelings alone, and what customer care adds. */
export function benchCare(): { posts: number; before: number; added: number } {
  const texts = readdirSync(CORPUS)
    .filter((file) => file.endsWith('.ndjson'))
    .sort()
    .flatMap((file) => readFileSync(path.join(CORPUS, file), 'utf8').trim().split('\n'))
    .map((line) => (JSON.parse(line) as { text: string }).text);
  const [reader, feelings, care] = [new FeatureReader(builtInLexicon()), new Feelings(), new Care()];
  const best = (read: (text: string) => void) => {
    let least = Number.POSITIVE_INFINITY;
    for (let round = 0; round < ROUNDS; round++) {
      const from = process.cpuUsage();
      for (const text of texts) read(text);
      const { user, system } = process.cpuUsage(from);
      least = Math.min(least, (user + system) / texts.length);
    }
    return Number(least.toFixed(1));
  };
  const readFeelings = (text: string) => {
    reader.read(text);
    feelings.read(reader, undefined);
  };
  const before = best(readFeelings);
  const both = best((text) => {
    readFeelings(text);
    care.read(text, reader, feelings);
  });
  return { posts: texts.length, before, added: Number((both - before).toFixed(1)) };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  process.stdout.write(`${JSON.stringify(benchCare())}\n`);
