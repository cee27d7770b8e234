/** Routing: rules that bring conversations to the team and the person who can answer, and take them back from who does not. */
export { routingFeature } from './feature.ts';
export { type CaseMaker, caseMakerPort } from './ports.ts';
export { ruleInput } from './rules/schema.ts';
export { readRules, removeRule, saveRule } from './rules/service.ts';
