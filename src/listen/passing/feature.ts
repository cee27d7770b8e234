import type { Feature } from '#platform/feature/index.ts';
import { samplePassing } from './sampler.ts';

export const passingFeature: Feature = {
  name: 'listen/passing',
  migrations: new URL('./migrations/', import.meta.url),
  services: [{ name: 'passing.sample', role: 'listen', start: (app, signal) => samplePassing(app, signal) }],
};
