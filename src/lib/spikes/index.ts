/** Finds incidents in the posts a minute of a topic. See README.md and docs/adr. */
export { type DetectorOptions, type DetectorState, SpikeDetector, type SpikeEvent } from './detector.ts';
