import { fitHead, quantise } from '#lib/model/index.ts';
import { EMOTIONS, SENTIMENTS } from '#listen/understanding/labels.ts';
import type { Part } from '../part.ts';
import { chanceRows, emotionRows, intensityRows, sentimentRows, type LabelledRow } from './feeling-rows.ts';
import { examplesOf, figureOfChance, figuresOfClasses, figureOfScore, weightsOf } from './fitting.ts';

const BUCKETS = 1 << 18;
const SEED = 20261122;

/** Sentiment, its intensity, emotion, offence and irony. */
export const feeling: Part = {
  name: 'feeling',
  train({ reader, usesUnclearTerms, say }) {
    const fit = (
      rows: readonly LabelledRow[],
      kind: 'classes' | 'chance' | 'score',
      outputs: number,
      rate: number,
      l2: number,
    ) => {
      const { examples, targets } = examplesOf(reader, BUCKETS, rows);
      const classWeights = kind === 'score' ? undefined : weightsOf(targets, kind === 'chance' ? 2 : outputs);
      const made = fitHead(examples, targets, {
        kind,
        outputs,
        epochs: 8,
        rate,
        l2,
        seed: SEED,
        folds: 5,
        ...(classWeights && { classWeights }),
      });
      return { fit: made, targets };
    };
    const sentiment = fit(sentimentRows(usesUnclearTerms), 'classes', 3, 0.05, 1e-4);
    say(`sentiment: ${sentiment.targets.length} rows`);
    const intensity = fit(intensityRows(), 'score', 1, 0.03, 1e-4);
    const emotion = fit(emotionRows(usesUnclearTerms), 'classes', 4, 0.05, 1e-4);
    const offensive = fit(chanceRows('offensive', usesUnclearTerms), 'chance', 1, 0.05, 1e-4);
    const irony = fit(chanceRows('irony', usesUnclearTerms), 'chance', 1, 0.05, 1e-4);
    const model = quantise({ name: 'feeling', version: '1', buckets: BUCKETS, extras: [] }, [
      { name: 'sentiment', kind: 'classes', labels: SENTIMENTS, fit: sentiment.fit },
      { name: 'intensity', kind: 'score', labels: ['intensity'], fit: intensity.fit },
      { name: 'emotion', kind: 'classes', labels: EMOTIONS, fit: emotion.fit },
      { name: 'offensive', kind: 'chance', labels: ['offensive'], fit: offensive.fit },
      { name: 'irony', kind: 'chance', labels: ['irony'], fit: irony.fit },
    ]);
    return {
      model,
      figures: [
        ...figuresOfClasses('sentiment', sentiment.targets, sentiment.fit),
        figureOfScore('intensity', intensity.targets, intensity.fit),
        ...figuresOfClasses('emotion', emotion.targets, emotion.fit),
        ...figureOfChance('offensive', offensive.targets, offensive.fit),
        ...figureOfChance('irony', irony.targets, irony.fit),
      ],
    };
  },
};
