/** Routing: rules that bring conversations to the team and the person who can answer, and take them back from who does not. */
export { routingFeature } from './feature.ts';
export { type CaseMaker, caseMakerPort } from './ports.ts';
/** What rules run on beside conversations: provide them for the ports of promises, ratings and cases. */
export { caseTriggers, promiseTriggers, ratingTriggers } from './triggers/told.ts';
export { ruleInput } from './rules/schema.ts';
export { readRules, removeRule, saveRule } from './rules/service.ts';
