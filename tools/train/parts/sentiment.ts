import { calibrate, type FeatureReader, type Fit, macroF1, macroRecall, quantise } from '#lib/model/index.ts';
import { FEELING_EXTRAS, FeelingWords } from '#listen/understanding/feeling-words/index.ts';
import { SENTIMENTS } from '#listen/understanding/labels.ts';
import type { Figure, Part } from '../part.ts';
import { vaderClass } from '../vader.ts';
import { f1Figure, type FitOptions, fitRows, type FittedRows, heldOut, recallFigure } from './fitting.ts';
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
    const options = { ...OPTIONS, ...wordsOf(reader) };
    const general = fitRows(reader, BUCKETS, rows, options);
    const languages = together(
      general,
      fitRows(
        reader,
        BUCKETS,
        rows.filter(({ set }) => set !== 'tweets'),
        { ...options, usesContrasts: true },
      ),
    );
    say(`${general.rows.length} rows, of which ${languages.rows.length} for other languages`);
    const model = quantise(
      { name: 'sentiment', version: VERSION, buckets: BUCKETS, extras: FEELING_EXTRAS },
      [
        { name: 'sentiment', kind: 'classes', labels: SENTIMENTS, fit: general.fit },
        { name: 'languages', kind: 'classes', labels: SENTIMENTS, fit: languages.fit },
      ],
    );
    return { model, figures: [...englishFigures(general), ...languageFigures(general, languages)] };
  },
};

const VERSION = '2026.11.2';

/** Rude words and words of feeling, as numbers beside the hashed features. */
function wordsOf(reader: FeatureReader): Pick<FitOptions, 'extras' | 'extrasOf'> {
  const words = new FeelingWords();
  return {
    extras: FEELING_EXTRAS.length,
    extrasOf: () => {
      words.read(reader);
      return words.extras;
    },
  };
}

/** How much of the general head is heard where the text is not English: many posts mix languages. */
const GENERAL_SHARE = 0.5;

/** The head of other languages with a share of the general one. Both are linear in the same features, so their sum is one head. */
function together(general: FittedRows, languages: FittedRows): FittedRows {
  const placeOf = new Map(general.rows.map((row, i) => [row, i]));
  const [a, b] = [languages.fit, general.fit];
  const share = (GENERAL_SHARE * b.slope) / a.slope;
  const mixed = (own: Float32Array, other: Float32Array) =>
    own.map((weight, i) => weight + share * other[i]!);
  const heldOut = Float64Array.from(a.heldOut, (score, at) => {
    const place = placeOf.get(languages.rows[Math.floor(at / a.outputs)]!)!;
    return score + share * b.heldOut[place * a.outputs + (at % a.outputs)]!;
  });
  const truth = languages.rows.map(({ value }) => value);
  const fit: Fit = {
    outputs: a.outputs,
    weights: mixed(a.weights, b.weights),
    bias: mixed(a.bias, b.bias),
    heldOut,
    ...calibrate('classes', a.outputs, heldOut, truth),
  };
  return { rows: languages.rows, fit };
}

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
