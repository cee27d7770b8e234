/** How fast languages are told: seeded posts of the training sentences and of the words that the tests know. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { detectLanguage } from '../../../src/listen/understanding/language/detect.ts';

const CORPUS = path.resolve(import.meta.dirname, '../../train/corpus');
const ROUNDS = 5;

/** Posts a second of processor time, the best of some rounds, and the milliseconds until the first answer. */
export function benchLanguage(): { posts: number; perSecond: number; firstMs: number } {
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

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  process.stdout.write(`${JSON.stringify(benchLanguage())}\n`);
