/** Draws the small masked samples of `held-out/` once, by a fixed seed: `node tools/train/hold-out.ts`. Training leaves their rows out. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { seededRandom, shuffled } from '#lib/model/index.ts';
import { HELD_OUT_FOLDER, readSet } from './data.ts';
import { masked } from './mask.ts';

interface Row {
  readonly text: string;
}

const SAMPLES = [
  { name: 'sentiment', file: 'sentiment_semeval2013_2016.jsonl.gz', rows: 400 },
  { name: 'sentiment-languages', file: 'multilingual_sentiment_xlmt_train.jsonl', rows: 400 },
  { name: 'emotion', file: 'emotion_tweeteval_train.jsonl', rows: 200 },
  { name: 'offensive', file: 'offensive_tweeteval_train.jsonl', rows: 400 },
  { name: 'irony', file: 'irony_tweeteval_train.jsonl', rows: 200 },
  { name: 'intensity', file: 'intensity_vader_nyt_5190.jsonl', rows: 300 },
];

for (const { name, file, rows } of SAMPLES) {
  const all = readSet<Row>(file);
  const chosen = shuffled(all.length, seededRandom(2026)).slice(0, rows);
  const lines = Array.from(chosen, (i) => JSON.stringify({ ...all[i]!, text: masked(all[i]!.text) }));
  writeFileSync(path.join(HELD_OUT_FOLDER, `${name}.ndjson`), `${lines.join('\n')}\n`);
}
