import type { LineParser } from '../../kit/index.ts';
import { POSTS, PROFILES } from '../records/addresses.ts';
import { type ReadEvent, readEvent, refuse } from '../records/event.ts';

/**
 * Reads one event of a Jetstream. Most events of an unfiltered stream are likes and follows: an event that names a
 * collection, but none of those wanted, is left unparsed.
 */
export function readJetstream(raw: string, marks: readonly string[]): ReadEvent {
  if (raw.includes('"collection":"') && !marks.some((mark) => raw.includes(mark))) {
    const at = Number(/"time_us":(\d{1,16})\b/.exec(raw)?.[1]);
    return Number.isSafeInteger(at) ? { item: null, at } : { item: null };
  }
  let event: unknown;
  try {
    event = JSON.parse(raw);
  } catch {
    return { item: refuse('bluesky.event_invalid', 'The event is not JSON.', () => raw) };
  }
  return readEvent(event, () => raw);
}

/** The texts by which an event of these collections is known without parsing it. */
export function collectionMarks(collections: readonly string[]): string[] {
  return collections.map((collection) => `"collection":"${collection}"`);
}

const IMPORTED = collectionMarks([POSTS, PROFILES]);

/** One line of a file of Jetstream events. */
export const parseJetstreamLine: LineParser = (line) =>
  line.trim() === '' ? null : readJetstream(line, IMPORTED).item;
