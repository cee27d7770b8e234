/** Tells when more is said about a topic than usual. */
export { runSpikes } from './cli.ts';
export { alertsFeature } from './feature.ts';
export { registerAlertSenders } from './deliver/index.ts';
/** Serves the end of mails by a rule, for people who are not signed in. */
export { addAlertPages } from './deliver/leave-page.ts';
export { relearn as relearnTopic } from './upkeep.ts';
/** `putRule(app, actor, ruleInput.parse({…}))` watches for something. */
export { forgetRulesOf, putRule } from './rules/service.ts';
export { ruleInput } from './rules/schema.ts';
/** `listIncidents(app, {state: 'open', …})`: where more is said than usual. */
export { listIncidents } from './incidents/service.ts';
export { tidyAlerts } from './upkeep.ts';
