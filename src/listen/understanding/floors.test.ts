import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { areaUnderCurve, correlation, macroF1, macroRecall } from '#lib/model/index.ts';
import { EMOTIONS, SENTIMENTS } from './labels.ts';
import { understand } from './index.ts';

const SAMPLES = path.resolve(import.meta.dirname, '../../../tools/train/held-out');

interface Row {
  readonly text: string;
  readonly label: string;
  readonly lang?: string;
  readonly mean: number;
}

/** A small sample that no head was trained on. */
function rowsOf(name: string): Row[] {
  return readFileSync(path.join(SAMPLES, `${name}.ndjson`), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Row);
}

/** Raised as the model gets better, never lowered; samples of 200 to 400 rows swing by two to four points. */
const FLOORS = {
  'sentiment of tweets, macro-recall': 0.67,
  'sentiment in eight languages, macro-F1': 0.61,
  'emotion, macro-F1': 0.7,
  'offensive, macro-F1': 0.75,
  'irony, area under the curve': 0.69,
  'intensity of newspaper sentences, Pearson r': 0.49,
};

describe('quality on samples that were never trained on', () => {
  const measured: Record<keyof typeof FLOORS, () => number> = {
    'sentiment of tweets, macro-recall': () => {
      const rows = rowsOf('sentiment');
      return macroRecall(rows.map(sentimentOf), rows.map(saidSentiment), 3);
    },
    'sentiment in eight languages, macro-F1': () => {
      const rows = rowsOf('sentiment-languages');
      return macroF1(rows.map(sentimentOf), rows.map(saidSentiment), 3);
    },
    'emotion, macro-F1': () => {
      const rows = rowsOf('emotion');
      const said = rows.map(({ text }) => understand({ text }).emotion?.label ?? 'joy');
      return macroF1(
        rows.map(({ label }) => emotionIndex(label)),
        said.map(emotionIndex),
        4,
      );
    },
    'offensive, macro-F1': () => {
      const rows = rowsOf('offensive');
      const said = rows.map(({ text }) => Number(understand({ text }).offensive.p > 0.5));
      return macroF1(
        rows.map(({ label }) => Number(label === 'offensive')),
        said,
        2,
      );
    },
    'irony, area under the curve': () => {
      const rows = rowsOf('irony');
      const said = rows.map(({ text }) => understand({ text }).irony.p);
      return areaUnderCurve(
        rows.map(({ label }) => Number(label === 'irony')),
        said,
      );
    },
    'intensity of newspaper sentences, Pearson r': () => {
      const rows = rowsOf('intensity');
      return correlation(
        rows.map(({ mean }) => mean),
        rows.map(({ text }) => understand({ text }).sentiment?.score ?? 0),
      );
    },
  };
  for (const name of Object.keys(FLOORS) as (keyof typeof FLOORS)[])
    it(`${name} is at least ${FLOORS[name]}`, (t) => {
      const value = measured[name]();
      t.diagnostic(value.toFixed(4));
      assert.ok(value >= FLOORS[name], `${value}`);
    });
});

function sentimentOf({ label }: Row): number {
  return SENTIMENTS.findIndex((one) => one === label);
}

function saidSentiment({ text, lang }: Row): number {
  return SENTIMENTS.indexOf(understand({ text, lang }).sentiment?.label ?? 'neutral');
}

function emotionIndex(label: string): number {
  return EMOTIONS.findIndex((one) => one === label);
}
