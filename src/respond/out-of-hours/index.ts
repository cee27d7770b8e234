/** Automatic answers while we are closed: once in a conversation and closed period, and nobody counts them as answers. */
export { outOfHoursFeature } from './feature.ts';
export { type AutomaticAnswer, automaticAnswer, type ChannelSetting } from './schema.ts';
/** A rule wants one; `mustBeSayable` checks what a rule would say. */
export { offerAnswer } from './hear.ts';
export { mustBeSayable, readSettings as readOutOfHours, saveSettings as saveOutOfHours } from './settings.ts';
/** How many of last week's conversations would have got it, for dry runs. */
export { countAnswered } from './preview.ts';
