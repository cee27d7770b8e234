/** Whether people are treated alike, by reach and channel. */
export { fairnessFeature } from './feature.ts';
