import { createHash } from 'node:crypto';
import type { FeedEntry, FeedWarning } from './types.ts';

type Describable = Pick<
  FeedEntry,
  'url' | 'enclosures' | 'title' | 'author' | 'published' | 'content' | 'summary'
>;

/** A stable id for an entry that came without one: its address, else its first file, else a hash of what it says. */
export function deriveId(entry: Describable): string {
  return entry.url ?? entry.enclosures[0]?.url ?? contentId(entry);
}

/** Hash of an entry's visible parts, to notice that it changed. 16 hexadecimal digits. */
export function fingerprint(entry: FeedEntry): string {
  const { title, url, author, content, summary, enclosures, updated } = entry;
  return hash(
    JSON.stringify([title, url, author, content, summary, enclosures.map((file) => file.url), updated]),
  ).slice(0, 16);
}

/**
 * One entry per id. A repetition is dropped, the later state of the same entry wins, and different entries that share a broken
 * id (`0`, the feed's address) get one of their own from what they say.
 */
export function separateEntries(entries: FeedEntry[], warnings: FeedWarning[]): FeedEntry[] {
  const groups = Map.groupBy(entries, (entry) => entry.id);
  if (groups.size === entries.length) return entries;
  const replaced = new Map<FeedEntry, FeedEntry | null>();
  let dropped = 0;
  let renamed = 0;
  for (const group of groups.values()) {
    if (group.length < 2) continue;
    for (const state of distinctStories(group)) {
      const latest = state.reduce((best, entry) => (dateOf(entry) > dateOf(best) ? entry : best));
      dropped += state.length - 1;
      for (const entry of state) replaced.set(entry, null);
      const isShared = state.length < group.length;
      if (isShared) renamed++;
      replaced.set(state[0]!, isShared ? { ...latest, id: uniqueId(latest), isIdDerived: true } : latest);
    }
  }
  if (dropped > 0)
    warnings.push({
      code: 'entry.repeated',
      message: `${dropped} repeated ${dropped === 1 ? 'entry was' : 'entries were'} merged.`,
    });
  if (renamed > 0)
    warnings.push({
      code: 'entry.shared_id',
      message: `${renamed} different entries share an id; each got one of its own.`,
    });
  return entries
    .map((entry) => (replaced.has(entry) ? replaced.get(entry)! : entry))
    .filter((entry) => entry !== null);
}

/** Groups entries with one id into stories: the same address and, where the id was derived, the same title. */
function distinctStories(group: FeedEntry[]): FeedEntry[][] {
  const key = (entry: FeedEntry) =>
    JSON.stringify([entry.url, entry.isIdDerived ? [entry.title, entry.author] : null]);
  return [...Map.groupBy(group, key).values()];
}

function uniqueId(entry: FeedEntry): string {
  return `${entry.id}#${hash(JSON.stringify([entry.url, entry.isIdDerived ? [entry.title, entry.author] : null])).slice(0, 16)}`;
}

function dateOf(entry: FeedEntry): string {
  return entry.updated ?? entry.published ?? '';
}

/** With a title and a date the text may be mended later and the entry is still the same; without them only the text tells. */
function contentId({ title, author, published, content, summary }: Describable): string {
  const isKnown = title !== null && published !== null;
  return `sha256:${hash(JSON.stringify([title, author, published, isKnown ? null : (content ?? summary)])).slice(0, 32)}`;
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
