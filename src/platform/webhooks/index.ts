/** Telling the company's own programs what happens: signed, in order, once each, with a log. */
export { webhooksFeature } from './feature.ts';
export { type Hook, isHeard, publishHook } from './publish.ts';
export { registerWebhookSender } from './sender.ts';
export { newWebhookSecret, signedHeaders } from './signature.ts';
export { type HookType, registerHookTypes } from './types.ts';
