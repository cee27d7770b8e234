/** Conditions about conversations: the facts there are, what a condition would match, and why. The engine is `lib/conditions`. */
export { conditionsFeature } from './feature.ts';
export { addFacts, type FactSource } from './facts/sources.ts';
export { readCatalogue, readFacts, readSources, type Sources } from './facts/index.ts';
export { factsOf, type KnownConversation, knownOf, readCondition } from './service.ts';
/** Conditions of saved views: provide it for the inbox's `conversationConditionsPort`. */
export { conversationConditions } from './ready.ts';
export { storedCondition } from './schema.ts';
