/** The sample stream that ships: an invented company, read and answered without a network. */
export { sampleSource } from './source.ts';
export { sampleReplies } from './reply.ts';
export { answerTo, BRAND, tellStory } from './story/index.ts';
