/**
 * What the built-in model is worth and what it costs: `npm run bench understand labels [-- --posts=20000]`. Quality is that of the small samples
 * of tools/train/held-out, which were never trained on, beside VADER; the figures of training stand in the model card. Speed is that of one core.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { areaUnderCurve, correlation, FeatureReader, macroF1, macroRecall } from '#lib/model/index.ts';
import { EMOTIONS, SENTIMENTS, understand } from '#listen/understanding/index.ts';
import { builtInLexicon } from '#listen/understanding/lexicon.ts';
import { PostReader } from '#listen/understanding/reading.ts';
import { readCorpus, readHeldOut } from '../../train/data.ts';
import { vaderClass, vaderCompound } from '../../train/vader.ts';

const { values: options } = parseArgs({ options: { posts: { type: 'string', default: '20000' } } });

interface Row {
  readonly text: string;
  readonly label: string;
  readonly lang?: string;
  readonly mean: number;
}

quality();
speed(Number(options.posts));

function quality(): void {
  const classOf = ({ label }: Row) => SENTIMENTS.findIndex((one) => one === label);
  const said = ({ text, lang }: Row) =>
    SENTIMENTS.indexOf(understand({ text, lang }).sentiment?.label ?? 'neutral');
  const tweets = readHeldOut<Row>('sentiment');
  const truth = tweets.map(classOf);
  const vader = macroRecall(
    truth,
    tweets.map(({ text }) => vaderClass(text)),
    3,
  );
  tell(
    'sentiment of tweets, macro-recall',
    macroRecall(truth, tweets.map(said), 3),
    `VADER ${vader.toFixed(3)}`,
  );
  const languages = readHeldOut<Row>('sentiment-languages');
  tell('sentiment in 8 languages, macro-F1', macroF1(languages.map(classOf), languages.map(said), 3));
  const emotion = readHeldOut<Row>('emotion');
  const emotionOf = (label: string | undefined) => EMOTIONS.findIndex((one) => one === (label ?? 'joy'));
  tell(
    'emotion, macro-F1',
    macroF1(
      emotion.map(({ label }) => emotionOf(label)),
      emotion.map(({ text }) => emotionOf(understand({ text }).emotion?.label)),
      4,
    ),
  );
  for (const name of ['offensive', 'irony'] as const) {
    const rows = readHeldOut<Row>(name);
    const real = rows.map(({ label }) => Number(label === name));
    const p = rows.map(({ text }) => understand({ text })[name].p);
    const f1 = macroF1(
      real,
      p.map((one) => Number(one > 0.5)),
      2,
    );
    tell(`${name}, area under the curve`, areaUnderCurve(real, p), `macro-F1 ${f1.toFixed(3)}`);
  }
  const ratings = readHeldOut<Row>('intensity');
  const mean = ratings.map((row) => row.mean);
  const beside = correlation(
    mean,
    ratings.map(({ text }) => vaderCompound(text)),
  );
  tell(
    'intensity of newspaper sentences, Pearson r',
    correlation(
      mean,
      ratings.map(({ text }) => understand({ text }).sentiment?.score ?? 0),
    ),
    `VADER ${beside.toFixed(3)}`,
  );
}

function speed(posts: number): void {
  const texts = [
    ...readHeldOut<Row>('sentiment'),
    ...readHeldOut<Row>('offensive'),
    ...readCorpus().slice(0, 1200),
  ].map(({ text }) => text);
  const features = new FeatureReader(builtInLexicon());
  const reader = new PostReader();
  rate('features alone', posts, (i) => features.read(texts[i % texts.length]!));
  rate('sentiment, emotion, offence, irony', posts, (i) => reader.read(texts[i % texts.length]!, 'en'));
  rate('the whole tier', posts, (i) => understand({ text: texts[i % texts.length]! }));
  rate('the whole tier, with deciding words', posts, (i) =>
    understand({ text: texts[i % texts.length]! }, { isExplained: true }),
  );
  const folder = path.resolve(import.meta.dirname, '../../../src/listen/understanding/weights');
  const bytes = readdirSync(folder)
    .filter((file) => file.endsWith('.bin'))
    .reduce((sum, file) => sum + readFileSync(path.join(folder, file)).length, 0);
  console.log(`weights on disk: ${(bytes / 1e6).toFixed(2)} MB`);
}

/** Processor time of this process, after a first round that warms it up; the best of three rounds. */
function rate(what: string, posts: number, work: (i: number) => unknown): void {
  let best = 0;
  for (let round = 0; round < 4; round++) {
    const from = process.cpuUsage();
    for (let i = 0; i < posts; i++) work(i);
    const { user, system } = process.cpuUsage(from);
    if (round > 0) best = Math.max(best, posts / ((user + system) / 1e6));
  }
  console.log(`${what.padEnd(46)} ${Math.round(best).toLocaleString('en').padStart(9)} posts/s/core`);
}

function tell(what: string, value: number, beside = ''): void {
  console.log(`${what.padEnd(46)} ${value.toFixed(3).padStart(9)}  ${beside}`);
}
