/** The sample stream: two weeks of an invented company, to try every screen without a network. */
export { sampleStream } from './sample.ts';
