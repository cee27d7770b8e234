/** Voice: how replies sound, what they must and must not say, good ones of before, and drafts. */
import './events.ts';
export { voiceFeature } from './feature.ts';
/** Asked when a reply is decided: one of `replyChecksPort`. */
export { OVERRIDE as voiceOverride, voiceCheck } from './check/service.ts';
/** Good answers beside conversations: one of `suggestionSourcesPort`. */
export { exampleSource } from './examples/shelf.ts';
export { keepExample } from './examples/service.ts';
export { type Guide, guideShape } from './guide/schema.ts';
export { readGuide, removeGuide, saveGuide } from './guide/service.ts';
