import type { Feature } from '#platform/feature/index.ts';

export const accountsFeature: Feature = {
  name: 'people/accounts',
  migrations: new URL('./migrations/', import.meta.url),
};
