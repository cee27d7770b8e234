/**
 * `node tools/tables/language.ts`: makes the table of n-grams by which languages are told, from the large database of the
 * package `eld` (Apache-2.0, by Nito T.M.).
 */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { packTable } from '#platform/tables/index.ts';

const OUT = path.resolve(import.meta.dirname, '../../src/listen/understanding/language/ngrams.table');

interface Database {
  readonly languages: Readonly<Record<string, string>>;
  readonly ngrams: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

const inside = (file: string) => new URL(`../${file}`, import.meta.resolve('eld/large')).href;
const { ngramsData } = (await import(inside('ngrams/large.js'))) as { ngramsData: Database };
const { dictionary } = (await import(inside('dictionary.js'))) as { dictionary: readonly string[] };

/** The sign that stands for a byte in the database, and back. Bytes below 128 stand for themselves. */
const byteOf = new Map(
  dictionary.map((sign, byte) => [sign, byte] as const).filter(([sign]) => sign !== ' '),
);
for (let byte = 33; byte < 128; byte++) if (dictionary[byte] !== ' ') byteOf.set(dictionary[byte]!, byte);

interface Entry {
  readonly key: number;
  readonly scores: readonly (readonly [language: number, weight: number])[];
}

const entries: Entry[] = [];
for (const [ngram, scores] of Object.entries(ngramsData.ngrams)) {
  const bytes = [...ngram.trim()].map((sign) => byteOf.get(sign));
  if (bytes.some((byte) => byte === undefined) || bytes.length > 4 || bytes.length === 0) continue;
  const edges = (ngram.startsWith(' ') ? 1 : 0) + (ngram.endsWith(' ') ? 2 : 0);
  let key = edges;
  for (let i = 0; i < 4; i++) key = key * 256 + (bytes[i] ?? 0);
  entries.push({
    key,
    scores: Object.entries(scores).map(([language, weight]) => [Number(language), weight] as const),
  });
}
entries.sort((one, other) => one.key - other.key);

const flat = entries.flatMap(({ scores }) => scores);
const content = packTable(
  { source: 'eld 2.1.0, large', licence: 'Apache-2.0', languages: Object.values(ngramsData.languages) },
  {
    key: { kind: 'rising', values: entries.map(({ key }) => key) },
    count: { kind: 'u8', values: entries.map(({ scores }) => scores.length) },
    language: { kind: 'u8', values: flat.map(([language]) => language) },
    weight: { kind: 'u8', values: flat.map(([, weight]) => weight) },
  },
);
writeFileSync(OUT, content);
process.stdout.write(
  `${entries.length} of ${Object.keys(ngramsData.ngrams).length} n-grams, ${flat.length} weights, ${content.length} bytes\n`,
);
