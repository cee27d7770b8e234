/**
 * `npm run train [-- --only PART] [--without-unclear-terms] [--dry]`: trains the built-in model from the public sets in
 * RAPPORT_TRAINING_DATA and our own corpus, prints the held-out figures, and writes src/listen/understanding/weights/. The same
 * data give the same bytes. `--dry` writes nothing.
 */
import { parseArgs } from 'node:util';
import { FeatureReader } from '#lib/model/index.ts';
import { builtInLexicon } from '#listen/understanding/lexicon.ts';
import { DATA_FOLDER, hasSet } from './data.ts';
import type { Kit } from './part.ts';
import { parts } from './parts/index.ts';
import { figureLine, writeFigures, writePart } from './write.ts';

const { values: options } = parseArgs({
  options: {
    only: { type: 'string' },
    'without-unclear-terms': { type: 'boolean', default: false },
    dry: { type: 'boolean', default: false },
  },
});
const say = (line: string): void => void process.stdout.write(`${line}\n`);

if (!hasSet('multilingual_sentiment_xlmt_train.jsonl')) {
  process.stderr.write(
    `The training sets are not in ${DATA_FOLDER}. Nothing was trained. Set RAPPORT_TRAINING_DATA to the folder that holds them.\n`,
  );
  process.exit(2);
}
const kit: Kit = {
  reader: new FeatureReader(builtInLexicon()),
  usesUnclearTerms: !options['without-unclear-terms'],
  say,
};
for (const part of parts) {
  if (options.only !== undefined && options.only !== part.name) continue;
  const from = performance.now();
  say(`\n## ${part.name}\n`);
  const { model, figures } = await part.train(kit);
  for (const figure of figures) say(figureLine(figure));
  if (!options.dry) {
    say(`wrote ${writePart(part.name, model)}`);
    writeFigures(part.name, figures);
  }
  say(`${((performance.now() - from) / 1000).toFixed(1)} s`);
}
