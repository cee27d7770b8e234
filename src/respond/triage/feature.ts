import type { Feature } from '#platform/feature/index.ts';

export const triageFeature: Feature = {
  name: 'respond/triage',
  migrations: new URL('./migrations/', import.meta.url),
};
