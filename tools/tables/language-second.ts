/**
 * `node tools/tables/language-second.ts [--without-semeval]`: trains the second opinion on close calls between languages of the Latin
 * alphabet. Softmax regression over hashed n-grams, AdaGrad (Duchi, Hazan, Singer, 2011), fixed seed; equal data gives equal bytes.
 * Reads RAPPORT_TRAINING_DATA: tweets of XLM-T (Apache-2.0), sentences and words of lingua (Apache-2.0), tweets of SemEval.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { packTable } from '#platform/tables/index.ts';
import { detectByNgrams } from '../../src/listen/understanding/language/detect.ts';
import { BUCKETS, gramsOf, ZERO } from '../../src/listen/understanding/language/second.ts';
import { readWords } from '../../src/listen/understanding/language/words.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const DATA = process.env['RAPPORT_TRAINING_DATA'] ?? path.resolve(ROOT, '../shared/data/train');
const OUT = path.join(ROOT, 'src/listen/understanding/language/second.table');
const LANGUAGES =
  'az ca cs da de en es et eu fi fr hr hu is it lt lv ms nl no pl pt ro sk sl sq sv tl tr vi yo'.split(' ');
const RENAMED: Readonly<Record<string, string>> = { nb: 'no', id: 'ms' };
const EPOCHS = 4;
const RATE = 0.15;
const SEED = 7;

interface Row {
  readonly answer: number;
  readonly grams: Int32Array;
}

const rows = shuffled([
  ...lines('multilingual_sentiment_xlmt_train.jsonl').filter(isRightlyLabelled),
  ...lines('lang_lingua_75x3x100_other.jsonl'),
  ...(process.argv.includes('--without-semeval')
    ? []
    : lines('sentiment_semeval2013_2016.jsonl.gz')
        .filter((_, i) => i % 10 === 0)
        .map(({ text }) => ({ lang: 'en', text }))),
]).flatMap(toRow);
const weights = train(rows);
write(weights);

function lines(file: string): { lang: string; text: string }[] {
  const content = readFileSync(path.join(DATA, file));
  const text = file.endsWith('.gz') ? gunzipSync(content).toString() : content.toString();
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { lang: string; text: string });
}

/** XLM-T labels by the search that found a tweet; what is clearly another language is left out, and Hindi in Latin letters. */
function isRightlyLabelled({ lang, text }: { lang: string; text: string }): boolean {
  if (lang === 'hi') return false;
  const { code, confidence } = detectByNgrams(text);
  return code === lang || confidence < 0.98;
}

function toRow({ lang, text }: { lang: string; text: string }): Row[] {
  const answer = LANGUAGES.indexOf(RENAMED[lang] ?? lang);
  const grams = gramsOf(readWords(text, false));
  return answer < 0 || grams.length === 0 ? [] : [{ answer, grams: Int32Array.from(grams) }];
}

function train(examples: readonly Row[]): Float32Array {
  const width = LANGUAGES.length;
  const found = new Float32Array(BUCKETS * width);
  const squares = new Float32Array(BUCKETS * width).fill(1e-4);
  const odds = new Float64Array(width);
  for (let epoch = 0; epoch < EPOCHS; epoch++)
    for (const { answer, grams } of examples) {
      const each = 1 / Math.sqrt(grams.length);
      odds.fill(0);
      for (const gram of grams) for (let k = 0; k < width; k++) odds[k]! += found[gram * width + k]! * each;
      const most = Math.max(...odds);
      let sum = 0;
      for (let k = 0; k < width; k++) sum += odds[k] = Math.exp(odds[k]! - most);
      for (let k = 0; k < width; k++) {
        const slope = (odds[k]! / sum - (k === answer ? 1 : 0)) * each;
        if (Math.abs(slope) < 1e-3 * each) continue;
        for (const gram of grams) {
          const at = gram * width + k;
          const step = slope + 1e-6 * found[at]!;
          squares[at]! += step * step;
          found[at]! -= (RATE * step) / Math.sqrt(squares[at]!);
        }
      }
    }
  return found;
}

function write(found: Float32Array): void {
  let most = 0;
  for (const weight of found) most = Math.max(most, Math.abs(weight));
  const scale = most / 127;
  const content = packTable(
    {
      source: 'XLM-T (Apache-2.0), lingua (Apache-2.0), SemEval 2013-2016',
      seed: SEED,
      rows: rows.length,
      languages: LANGUAGES,
      scale,
    },
    { weight: { kind: 'u8', values: Array.from(found, (weight) => Math.round(weight / scale) + ZERO) } },
  );
  writeFileSync(OUT, content);
  process.stdout.write(`${rows.length} rows, ${LANGUAGES.length} languages, ${content.length} bytes\n`);
}

function shuffled<T>(all: readonly T[]): T[] {
  const found = [...all];
  let state = SEED;
  for (let i = found.length - 1; i > 0; i--) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const other = Math.floor((state / 2 ** 32) * (i + 1));
    [found[i], found[other]] = [found[other]!, found[i]!];
  }
  return found;
}
