import type { RemovedInput } from './queries.ts';

/** Why a review can be removed, in the order in which they are offered. */
export const REASONS = [
  'spam',
  'offensive',
  'illegal',
  'off-topic',
  'private',
  'fake',
  'conflict',
  'rules',
] as const satisfies readonly RemovedInput['reason'][];
