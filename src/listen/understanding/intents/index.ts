/** The company's own intents: examples in, a classifier out. Pure, but for the commands. */
export { classify, type ClassifiedIntent, type DecidingWord } from './classify.ts';
export { runIntents, runTrain } from './cli.ts';
export { evaluateIntents, type IntentFigures, type LabelFigures } from './evaluate.ts';
export { type IntentExample, isOutOfScopeLabel, readExampleLine } from './examples.ts';
export type { IntentModel } from './model.ts';
export { readIntentModel, writeIntentModel } from './model-file.ts';
export { trainIntents, type TrainedIntents } from './train.ts';
