/** Webhooks about conversations. */
export { hooksFeature } from './feature.ts';
export { conversationHookTypes } from './conversations.ts';
export { suspensionHooks, suspensionHookTypes } from './suspensions.ts';
