/** Canned replies: words that are written again and again, with variables, in several languages. */
export { cannedFeature } from './feature.ts';
export type { CannedView } from './schema.ts';
export { type CannedInput, cannedInput } from './schema.ts';
export { isVariable, textFor } from './domain.ts';
export { listCanned, readCanned, removeCanned, saveCanned } from './service.ts';
/** What variables stand for in a conversation, and samples. */
export { sampleOf, valuesFor } from './values.ts';
/** `fillFor` any text, `fillCanned` a canned reply, `takeCanned` the same and counted. */
export { fillCanned, fillFor, takeCanned } from './fill.ts';
/** Provide it for the port `suggestionSourcesPort` of respond/knowledge. */
export { cannedSuggestions } from './suggest.ts';
