import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Emotion, Sentiment, UrgencyLevel, UrgencyReason } from '#listen/understanding/labels.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');

/** Where the public sets lie; a relative place counts from the project's folder. */
export const DATA_FOLDER = path.resolve(ROOT, process.env['RAPPORT_TRAINING_DATA'] ?? '../shared/data/train');
export const HELD_OUT_FOLDER = path.join(import.meta.dirname, 'held-out');
const CORPUS_FOLDER = path.join(import.meta.dirname, 'corpus');

/** A sentence of our own; labels as docs/understanding.md defines them. */
export interface CorpusLine {
  readonly text: string;
  readonly industry: string;
  readonly sentiment: Sentiment;
  readonly labels: readonly string[];
  readonly needsReply: 0 | 1;
  readonly urgency: UrgencyLevel;
  readonly reasons: readonly UrgencyReason[];
  /** English unless told. */
  readonly lang?: string;
  readonly emotion?: Emotion;
  /** A label that it looks like having and has not; it is always learnt from. */
  readonly nearMiss?: string;
}

/** Every sentence of our own, in the order of the files' names. */
export function readCorpus(): CorpusLine[] {
  return readdirSync(CORPUS_FOLDER)
    .filter((file) => file.endsWith('.ndjson'))
    .sort()
    .flatMap((file) => linesOf<CorpusLine>(path.join(CORPUS_FOLDER, file)));
}

/** Whether a public set is there. */
export function hasSet(file: string): boolean {
  return existsSync(path.join(DATA_FOLDER, file));
}

/** The rows of a public set: JSON lines, gzipped where the name says so. */
export function readSet<Row>(file: string): Row[] {
  return linesOf<Row>(path.join(DATA_FOLDER, file));
}

/** A small masked sample that is never trained on; `npm test` reads it too. */
export function readHeldOut<Row>(name: string): Row[] {
  return linesOf<Row>(path.join(HELD_OUT_FOLDER, `${name}.ndjson`));
}

function linesOf<Row>(file: string): Row[] {
  const bytes = readFileSync(file);
  const text = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as Row);
}
