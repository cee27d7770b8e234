import type { TableRow } from '#lib/csv/index.ts';
import { cut, type Found, type Kind, pathIn, type Row, type Shape } from '../domain.ts';
import { dateOf } from './dates.ts';

type First = (...names: string[]) => string;
type Read = (first: First, line: number, places: Map<string, number>) => Row | string;

/** Whose columns these are; undefined for nobody's. */
export function shapeOf(columns: readonly string[]): Exclude<Shape, `discourse-${string}`> | undefined {
  const has = (...names: string[]) => names.some((name) => columns.includes(name));
  const hasText = has('text', 'body', 'markdown');
  if (has('thread', 'threadid', 'topic', 'topicid') && has('author') && hasText) return 'posts';
  if (has('title') && has('category', 'categoryid') && has('author')) return 'threads';
  if (has('handle', 'username')) return 'members';
  return has('name') && !has('title', 'author') ? 'categories' : undefined;
}

/** A member's own archive has neither his name nor the words of others: nothing can be made of it. */
export const isArchive = (columns: readonly string[]): boolean =>
  columns.includes('topictitle') && (columns.includes('postraw') || columns.includes('post'));

/** What a table tells, line by line. */
export function readCsv(shape: Exclude<Shape, `discourse-${string}`>, table: readonly TableRow[]): Found {
  const places = new Map<string, number>();
  const found: Found = { shape, rows: [], problems: [] };
  const { kind, read } = READERS[shape];
  for (const { line, cells } of table) {
    const first: First = (...names) =>
      names.map((name) => (cells[name] ?? '').trim()).find((value) => value !== '') ?? '';
    const row = read(first, line, places);
    if (typeof row === 'string') found.problems.push({ kind, line, reason: row });
    else {
      found.rows.push(row);
      if (row.kind === 'thread') found.rows.push(...openingOf(first, row));
    }
  }
  // A thread whose first words cannot be read says so at its line.
  const opened = new Set(found.rows.flatMap((row) => (row.kind === 'post' ? [row.thread] : [])));
  if (shape === 'threads')
    for (const row of found.rows)
      if (row.kind === 'thread' && !opened.has(row.key))
        found.problems.push({ kind, line: row.line, reason: 'Its author, its text or its date is missing.' });
  return found;
}

const READERS: Readonly<Record<Exclude<Shape, `discourse-${string}`>, { kind: Kind; read: Read }>> = {
  members: { kind: 'member', read: readMember },
  categories: { kind: 'category', read: readCategory },
  threads: { kind: 'thread', read: readThread },
  posts: { kind: 'post', read: readPost },
};

const keyOf = (given: string): string => cut(given.toLowerCase(), 200);
const isTrue = (given: string): boolean => /^(?:true|t|yes|y|1|x)$/i.test(given);

/** Null for none; undefined for what is none. */
const dateIn = (given: string): string | null | undefined =>
  given === '' ? null : (dateOf(given) ?? undefined);

function readMember(first: First, line: number): Row | string {
  const handle = first('handle', 'username');
  if (handle === '') return 'It has no handle.';
  const mail = first('mail', 'email');
  if (mail !== '' && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(mail)) return `“${cut(mail, 80)}” is no address.`;
  const at = dateIn(first('joined', 'createdat', 'joinedat'));
  if (at === undefined) return 'Its date cannot be read.';
  const data = {
    handle,
    name: first('name', 'displayname') || handle,
    mail: mail || null,
    bio: first('bio', 'about') || null,
    at,
    path: pathIn(first('url', 'address')),
  };
  return { kind: 'member', key: keyOf(first('id') || handle), line, data };
}

function readCategory(first: First, line: number): Row | string {
  const name = first('name');
  if (name === '') return 'It has no name.';
  const data = {
    name,
    text: first('text', 'description'),
    slug: first('slug'),
    path: pathIn(first('url', 'address')),
  };
  return { kind: 'category', key: keyOf(first('id') || name), line, data };
}

function readThread(first: First, line: number): Row | string {
  const [id, title, kind] = [first('id', 'threadid', 'topicid'), first('title'), first('kind', 'type')];
  if (id === '') return 'It has no id.';
  if (title === '') return 'It has no title.';
  if (kind !== '' && kind !== 'question' && kind !== 'discussion')
    return `“${cut(kind, 40)}” is neither question nor discussion.`;
  const data = {
    category: keyOf(first('category', 'categoryid')),
    title,
    kind: kind === 'question' ? ('question' as const) : ('discussion' as const),
    tags: first('tags').split(/[,;|]/).filter(Boolean),
    isClosed: isTrue(first('closed', 'isclosed')),
    path: pathIn(first('url', 'address')),
  };
  return { kind: 'thread', key: keyOf(id), line, data };
}

/** What a thread begins with stands in its own line. */
function openingOf(first: First, thread: Row): Row[] {
  const [author, markdown] = [first('author'), first('text', 'body', 'markdown')];
  const at = dateIn(first('createdat', 'at', 'date'));
  if (author === '' || markdown === '' || !at) return [];
  const data = { author: keyOf(author), markdown, at, replyTo: null, isAccepted: false, path: null };
  const { key, line } = thread;
  return [{ kind: 'post', key: `${key}/1`, line, thread: key, number: 1, data }];
}

function readPost(first: First, line: number, places: Map<string, number>): Row | string {
  const thread = keyOf(first('thread', 'threadid', 'topic', 'topicid'));
  const [author, markdown] = [first('author'), first('text', 'body', 'markdown')];
  if (thread === '') return 'It belongs to no thread.';
  if (author === '') return 'It has no author.';
  if (markdown === '') return 'It says nothing.';
  const at = dateIn(first('createdat', 'at', 'date'));
  if (!at) return 'Its date is missing or cannot be read.';
  const place = Number(first('number') || (places.get(thread) ?? 1) + 1);
  if (!Number.isInteger(place) || place < 1 || place > 1_000_000) return 'Its number is none.';
  places.set(thread, place);
  const answered = first('replyto');
  const replyTo = answered === '' ? null : Number(answered);
  if (replyTo !== null && !Number.isInteger(replyTo)) return `“${cut(answered, 40)}” is no number of a post.`;
  const data = {
    author: keyOf(author),
    markdown,
    at,
    replyTo,
    isAccepted: isTrue(first('accepted', 'isaccepted', 'answer')),
    path: pathIn(first('url', 'address')),
  };
  const id = first('id');
  return {
    kind: 'post',
    key: `${thread}/${id === '' ? place : `#${keyOf(id)}`}`,
    line,
    thread,
    number: place,
    data,
  };
}
