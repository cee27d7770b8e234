import type { Feature } from '#platform/feature/index.ts';

export const intakeFeature: Feature = {
  name: 'listen/intake',
  migrations: new URL('./migrations/', import.meta.url),
};
