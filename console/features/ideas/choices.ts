import { offsetOfGrapheme } from '../../format/graphemes.ts';
import type { EntryView, IdeaView, MinedView } from './queries.ts';

const LONGEST_TITLE = 100;
const SHOWN = 20;

/** Ideas to vote for: similar ones, else the first of all; never those that were decided. */
export function votableOf(similar: readonly IdeaView[], all: readonly IdeaView[]): IdeaView[] {
  const isOpen = ({ status }: IdeaView) =>
    status !== 'shipped' && status !== 'declined' && status !== 'duplicate';
  const alike = similar.filter(isOpen);
  return alike.length > 0 ? alike : all.filter(isOpen).slice(0, SHOWN);
}

/** A title for what a post says, in one line; no character is cut in two. */
export function titleFrom({ title, text }: Pick<MinedView['post'], 'title' | 'text'>): string {
  const line = (title?.trim() ? title : text).replace(/\s+/g, ' ').trim();
  return line.slice(0, offsetOfGrapheme(line, LONGEST_TITLE));
}

/** Handles of a list as it is typed, by commas or spaces, with or without `@`: each once, in small letters. */
export const handlesIn = (typed: string): string[] => [
  ...new Set(
    typed
      .toLowerCase()
      .split(/[\s,;@]+/)
      .filter(Boolean),
  ),
];

export const WHENS = ['draft', 'now', 'later'] as const;
export type When = (typeof WHENS)[number];

/** When an entry is read, and the moment as a field of the browser has it, in UTC. */
export function momentIn(entry: Pick<EntryView, 'publishAt' | 'isPublished'> | undefined): {
  when: When;
  day: string;
} {
  if (entry === undefined || entry.publishAt === null) return { when: 'draft', day: '' };
  return { when: entry.isPublished ? 'now' : 'later', day: entry.publishAt.slice(0, 16) };
}

/** The moment as it is sent; null for a draft, and where no day is told yet. */
export function publishAtOf(when: When, day: string): string | null {
  if (when === 'now') return 'now';
  return when === 'draft' || day === '' ? null : `${day.slice(0, 16)}:00Z`;
}
