import { macroF1, macroRecall, quantise } from '#lib/model/index.ts';
import { SENTIMENTS } from '#listen/understanding/labels.ts';
import type { Figure, Part } from '../part.ts';
import { vaderClass } from '../vader.ts';
import { f1Figure, fitRows, type FittedRows, heldOut, recallFigure } from './fitting.ts';
import { sentimentRows } from './rows.ts';

const BUCKETS = 1 << 18;
const OPTIONS = { kind: 'classes', outputs: SENTIMENTS.length, rate: 0.05, l2: 1e-4 } as const;
const LANGUAGES = ['ar', 'de', 'es', 'fr', 'hi', 'it', 'pt'];

/**
 * Two heads of three classes: `sentiment` for English and what nobody knows the language of, `languages` for the others. The
 * second one sees no English tweets but the few of the multilingual set: they drown what the other languages say.
 */
export const sentiment: Part = {
  name: 'sentiment',
  train({ reader, usesUnclearTerms, say }) {
    const rows = sentimentRows(usesUnclearTerms);
    const general = fitRows(reader, BUCKETS, rows, OPTIONS);
    const languages = fitRows(
      reader,
      BUCKETS,
      rows.filter(({ set }) => set !== 'tweets'),
      { ...OPTIONS, usesContrasts: true },
    );
    say(`${general.rows.length} rows, of which ${languages.rows.length} for other languages`);
    const model = quantise({ name: 'sentiment', version: VERSION, buckets: BUCKETS, extras: [] }, [
      { name: 'sentiment', kind: 'classes', labels: SENTIMENTS, fit: general.fit },
      { name: 'languages', kind: 'classes', labels: SENTIMENTS, fit: languages.fit },
    ]);
    return { model, figures: [...englishFigures(general), ...languageFigures(general, languages)] };
  },
};

const VERSION = '2026.11';

function englishFigures(general: FittedRows): Figure[] {
  const tweets = heldOut(general, ({ set }) => set === 'tweets');
  const unseen = heldOut(general, ({ set, lang }) => set === 'corpus' && lang === 'en');
  const vader = (of: typeof tweets) => of.rows.map(({ text }) => vaderClass(text));
  return [
    {
      ...recallFigure('sentiment of tweets', tweets, 3),
      beside: `VADER ${macroRecall(tweets.truth, vader(tweets), 3).toFixed(4)}`,
    },
    {
      ...f1Figure('sentiment of industries never seen', unseen, 3),
      beside: `VADER ${macroF1(unseen.truth, vader(unseen), 3).toFixed(4)}`,
    },
  ];
}

function languageFigures(general: FittedRows, languages: FittedRows): Figure[] {
  const each = LANGUAGES.map((code) => ({
    code,
    of: heldOut(languages, ({ set, lang }) => set === 'languages' && lang === code),
  }));
  const english = heldOut(general, ({ set, lang }) => set === 'languages' && lang === 'en');
  const figures = [...each, { code: 'en', of: english }].map(({ code, of }) =>
    f1Figure(`sentiment of tweets, ${code}`, of, 3),
  );
  const mean = figures.reduce((sum, { value }) => sum + value, 0) / figures.length;
  return [...figures, { task: 'sentiment of tweets, 8 languages', metric: 'mean macro-F1', value: mean }];
}
