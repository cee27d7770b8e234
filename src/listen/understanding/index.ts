/** What a post says, beside its words. */
export * from './labels.ts';
export { runUnderstand } from './cli.ts';
export { type Concern, concernOf } from './concern.ts';
export { understand, type UnderstandOptions } from './understand.ts';
export { DamagedWeights } from './weights.ts';
export * from './intents/index.ts';
export { companyIntentsPort, type CompanyIntents } from './company-intents.ts';
export { factsInText, factsOfLabels, type WhereAndHow } from './facts.ts';
export { type FindPart, type FoundLabels, type FoundPost, keepLabels, labelParts } from './keep.ts';
export { type LabelFacts, readLabelFacts } from './label-facts.ts';
export { readCorrections, readSaid as readSaidLabels, readShown as readShownLabels } from './read-labels.ts';
export { type PlaceParts, placeParts, type SaidLabel } from './said.ts';
export { labelStoredSoon } from './relabel.ts';
export { preselectLabelled } from './preselect.ts';
export { type CorrectedLabel, type CorrectionObserver, correctionObserverPort } from './ports.ts';
export { correctLabel, storedLabels, withdrawCorrection } from './service.ts';
export { understandingFeature } from './feature.ts';
import './events.ts';
