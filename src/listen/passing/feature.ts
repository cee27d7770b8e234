import type { App } from '#platform/app/index.ts';
import type { Feature, Running } from '#platform/feature/index.ts';
import { passingPort } from '#listen/intake/index.ts';
import { samplePassing } from './sampler.ts';

export const passingFeature: Feature = {
  name: 'listen/passing',
  migrations: new URL('./migrations/', import.meta.url),
  services: [
    { name: 'passing.sample', role: 'listen', start: (app, signal) => samplePassing(app, signal) },
    // Behind a stream what passes is seen by the matchers.
    { name: 'passing.sample_matched', role: 'match', start: sampleMatched },
  ],
};

async function sampleMatched(app: App, signal: AbortSignal): Promise<Running | void> {
  if (app.config.natsUrl && !app.find(passingPort)) return samplePassing(app, signal);
}
