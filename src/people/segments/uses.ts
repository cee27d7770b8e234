import { type App, definePort } from '#platform/app/index.ts';
import type { SegmentUse } from './schema.ts';

/** What may ask for segments: rules, promises, views and the like, each with whatever it stores of its conditions. */
export interface SegmentUses {
  list(app: App): Promise<readonly (SegmentUse & { stored: unknown })[]>;
}
export const segmentUsesPort = definePort<SegmentUses>('segments.uses');

/** The fact under which conditions about conversations ask for segments. */
export const SEGMENT_FACT = 'customer.segment';

/** What asks for a segment now. */
export async function usesOf(app: App, segmentId: string): Promise<SegmentUse[]> {
  const all = (await app.find(segmentUsesPort)?.list(app)) ?? [];
  return all
    .filter(({ stored }) => asksFor(stored, segmentId))
    .map(({ kind, name, link }) => ({ kind, name, link }));
}

/** Whether a question about the segment lies anywhere in what is stored. */
export function asksFor(stored: unknown, segmentId: string): boolean {
  if (Array.isArray(stored)) return stored.some((one) => asksFor(one, segmentId));
  if (typeof stored !== 'object' || stored === null) return false;
  if ('fact' in stored && stored.fact === SEGMENT_FACT && 'value' in stored)
    return [stored.value].flat().includes(segmentId);
  return Object.values(stored).some((one) => asksFor(one, segmentId));
}
