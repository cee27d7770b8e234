import type { AreaView } from './types.ts';

/** An area of a need, for tests. */
export const area = (more: Partial<AreaView> = {}): AreaView => ({
  country: 'US',
  region: 'Tennessee',
  area: 'Nashville',
  people: 70,
  expected: 11.2,
  sigma: 6.14,
  latitude: 36.2,
  longitude: -86.8,
  uplift: 4,
  series: [],
  outlets: [],
  ...more,
});
