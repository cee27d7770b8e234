/** What a post says, beside its words. */
export * from './labels.ts';
export { runUnderstand } from './cli.ts';
export { understand, type UnderstandOptions } from './understand.ts';
export { DamagedWeights } from './weights.ts';
export * from './intents/index.ts';
export { factsInText, factsOfLabels, type WhereAndHow } from './facts.ts';
