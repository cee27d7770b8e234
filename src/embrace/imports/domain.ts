export const KINDS = ['member', 'category', 'thread', 'post'] as const;
export type Kind = (typeof KINDS)[number];
export const STATES = ['draft', 'running', 'stopped', 'done', 'undoing', 'undone'] as const;
export type State = (typeof STATES)[number];
export const SHAPES = [
  'members',
  'categories',
  'threads',
  'posts',
  'discourse-export',
  'discourse-api',
  'discourse-dump',
] as const;
export type Shape = (typeof SHAPES)[number];

export interface MemberData {
  handle: string;
  name: string;
  mail: string | null;
  bio: string | null;
  at: string | null;
  path: string | null;
}
export interface CategoryData {
  name: string;
  text: string;
  slug: string;
  path: string | null;
}
export interface ThreadData {
  category: string;
  title: string;
  kind: 'discussion' | 'question';
  tags: string[];
  isClosed: boolean;
  path: string | null;
}
export interface PostData {
  author: string;
  markdown: string;
  at: string;
  replyTo: number | null;
  isAccepted: boolean;
  path: string | null;
}

interface Placed {
  /** Unique among its kind at the place it comes from. */
  key: string;
  line: number;
}
/** What a file says of one thing. */
export type Row = Placed &
  (
    | { kind: 'member'; data: MemberData }
    | { kind: 'category'; data: CategoryData }
    | { kind: 'thread'; data: ThreadData }
    | { kind: 'post'; data: PostData; thread: string; number: number }
  );

export interface Problem {
  line: number;
  reason: string;
}

/** What was found in a file: rows, and lines that say nothing that can be understood. */
export interface Found {
  shape: Shape;
  rows: Row[];
  problems: (Problem & { kind: Kind })[];
}

/** The beginning of a text; a sign that would be cut in the middle becomes one that can be kept. */
export const cut = (text: string, most: number): string => text.slice(0, most).toWellFormed();

/** A place as it is kept: an address without its end, or a name. */
export function originOf(given: string): string {
  return given
    .trim()
    .toLowerCase()
    .replace(/[?#].*$/, '')
    .replace(/\/+$/, '');
}

/** Address without its host; null where it is none. */
export function pathIn(address: string | undefined): string | null {
  const given = (address ?? '').trim();
  if (given === '') return null;
  const base = 'https://old.invalid';
  if (!URL.canParse(given, base)) return null;
  const { pathname, search, protocol } = new URL(given, base);
  return /^https?:$/.test(protocol) && pathname !== '/' ? `${pathname.replace(/\/+$/, '')}${search}` : null;
}

/** A thread by its number, with or without words before it; words are never a number, and may be "t". */
const THREADS = [/^(.*)\/t\/(\d+)(?:\/(\d+))?$/, /^(.*)\/t\/(?!\d+\/)[^/]+\/(\d+)(?:\/(\d+))?$/];

/** What is looked for when somebody follows an old address: the best first. Discourse says a thread by its number, whatever words stand before it. */
export function oldPaths(path: string): string[] {
  const bare = path.replace(/\/+$/, '');
  const [alone = ''] = bare.split('?');
  const found = [bare];
  for (const reading of THREADS) {
    const [, before, id, number] = reading.exec(alone) ?? [];
    if (id === undefined) continue;
    const root = `${before}/t/-/${id}`;
    if (number !== undefined) found.push(`${root}/${number}`);
    found.push(root);
  }
  const category = /^(.*)\/c\/(?:[^/]+\/){1,2}(\d+)(?:\/.*)?$/.exec(alone);
  if (category) found.push(`${category[1]}/c/-/${category[2]}`);
  const user = /^(.*)\/u(?:sers)?\/([^/]+)(?:\/.*)?$/.exec(alone);
  if (user) found.push(`${user[1]}/u/${user[2]!.toLowerCase()}`);
  if (alone !== bare) found.push(alone);
  return found;
}
