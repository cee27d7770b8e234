import type { Look } from './queries.ts';

/** What can be chosen, in the order in which it is offered. */
export const FONTS = [
  'system',
  'humanist',
  'geometric',
  'rounded',
  'serif',
  'slab',
  'mono',
] as const satisfies readonly Look['font'][];
export const SCHEMES = ['both', 'light', 'dark'] as const satisfies readonly Look['scheme'][];
export const CORNERS = ['square', 'soft', 'round'] as const satisfies readonly Look['corners'][];
export const DENSITIES = ['compact', 'usual', 'roomy'] as const satisfies readonly Look['density'][];
