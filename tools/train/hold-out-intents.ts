/**
 * Draws the small samples of intents in `held-out/` once, by a fixed seed: `node tools/train/hold-out-intents.ts`. Banking77 is CC BY 4.0
 * (Casanueva and others 2020), CLINC150 is CC BY 3.0 (Larson and others 2019).
 */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { seededRandom, shuffled } from '#lib/model/index.ts';
import { HELD_OUT_FOLDER, readSet } from './data.ts';

interface Row {
  readonly text: string;
  readonly intent: string;
}

const banking = byIntent('banking77_train.jsonl');
write('intents-banking-examples', rowsOf(banking, 0, 5));
write('intents-banking', rowsOf(banking, 5, 10));

const clinc = byIntent('clinc150_train_val.jsonl');
const outside = clinc.get('oos')!;
clinc.delete('oos');
const some = new Map([...clinc].filter((_, index) => index % 4 === 0));
write('intents-clinc-examples', rowsOf(some, 0, 10));
write('intents-clinc', [...rowsOf(some, 10, 16), ...outside.slice(0, 150)]);

function byIntent(file: string): Map<string, Row[]> {
  const rows = readSet<Row>(file);
  const order = shuffled(rows.length, seededRandom(2026));
  const groups = Map.groupBy(
    Array.from(order, (i) => rows[i]!),
    ({ intent }) => intent,
  );
  return new Map([...groups].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function rowsOf(groups: ReadonlyMap<string, readonly Row[]>, from: number, to: number): Row[] {
  return [...groups.values()].flatMap((rows) => rows.slice(from, to));
}

function write(name: string, rows: readonly Row[]): void {
  const lines = rows.map(({ text, intent }) => JSON.stringify({ text, label: intent }));
  writeFileSync(path.join(HELD_OUT_FOLDER, `${name}.ndjson`), `${lines.join('\n')}\n`);
}
