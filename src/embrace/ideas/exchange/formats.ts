import { LONGEST_TITLE, type Status } from '../domain.ts';

/** Whose table it is, told by its columns. */
export type Format = 'own' | 'fider' | 'uservoice';

/** An idea as a table tells it. */
export interface GivenIdea {
  /** Unique in what it was exported from. */
  id: string;
  title: string;
  markdown: string;
  status: Status;
  reason: string;
  statusAt: Date | null;
  quarter: string | null;
  board: string;
  author: string;
  votes: number;
  createdAt: Date | null;
  /** What it was merged into there. */
  into: string | null;
}

type Cells = Readonly<Record<string, string>>;

/** Undefined for a table of nobody we know. */
export function formatOf(columns: readonly string[]): Format | undefined {
  const has = (...names: string[]) => names.every((name) => columns.includes(name));
  if (has('number', 'title', 'votescount', 'originalnumber')) return 'fider';
  if (has('ideaid', 'ideatitle') || has('suggestionid', 'suggestiontitle')) return 'uservoice';
  return has('id', 'title', 'status', 'votes') ? 'own' : undefined;
}

/** What stands in a row, or why it cannot be read. */
export function readRow(format: Format, cells: Cells): GivenIdea | string {
  const read = (name: string) => (cells[name] ?? '').trim();
  const valueOf = (name: string) => (format === 'own' ? unguarded(read(name)) : read(name));
  const first = (...names: string[]) => names.map(valueOf).find((value) => value !== '') ?? '';
  const given = READERS[format](first);
  if (given.id === '') return 'It has no id.';
  if (given.title === '') return 'It has no title.';
  if (Array.from(given.title).length > LONGEST_TITLE)
    return `Its title has more than ${LONGEST_TITLE} letters.`;
  const status = statusIn(given.status);
  if (status === undefined) return `Nobody knows the status “${given.status.slice(0, 60)}”.`;
  const votes = given.votes === '' ? 0 : Number(given.votes);
  if (!Number.isInteger(votes) || votes < 0 || votes > 1_000_000_000)
    return `“${given.votes.slice(0, 40)}” is no number of votes.`;
  const [createdAt, statusAt] = [momentIn(given.createdAt), momentIn(given.statusAt)];
  if (createdAt === undefined) return `“${given.createdAt.slice(0, 40)}” is no date.`;
  if (statusAt === undefined) return `“${given.statusAt.slice(0, 40)}” is no date.`;
  if (given.quarter !== '' && !/^20\d\d-Q[1-4]$/.test(given.quarter))
    return `“${given.quarter.slice(0, 20)}” is no quarter such as 2027-Q1.`;
  const { id, title, markdown, reason, board, author, into } = given;
  return {
    id,
    title,
    markdown,
    status: into === '' ? status : 'duplicate',
    reason,
    statusAt,
    quarter: given.quarter || null,
    board,
    author,
    votes,
    createdAt,
    into: into || null,
  };
}

/** Our export keeps what somebody wrote from being a formula by a sign before it. */
const unguarded = (value: string): string =>
  /^'+[=+\-@＝＋－＠\t\r\n]/.test(value) ? value.slice(1) : value;

type First = (...names: string[]) => string;
type Words = Record<
  | 'id'
  | 'title'
  | 'markdown'
  | 'status'
  | 'reason'
  | 'statusAt'
  | 'quarter'
  | 'board'
  | 'author'
  | 'votes'
  | 'createdAt'
  | 'into',
  string
>;

const READERS: Readonly<Record<Format, (first: First) => Words>> = {
  own: (first) => ({
    id: first('id'),
    title: first('title'),
    markdown: first('text'),
    status: first('status'),
    reason: first('reason'),
    statusAt: first('statusat'),
    quarter: first('quarter'),
    board: first('board'),
    author: first('author'),
    votes: first('votes'),
    createdAt: first('createdat'),
    into: first('mergedinto'),
  }),
  // As Fider's own export writes them (app/pkg/csv).
  fider: (first) => ({
    id: first('number'),
    title: first('title'),
    markdown: first('description'),
    status: first('status'),
    reason: first('response'),
    statusAt: first('respondedat'),
    quarter: '',
    board: '',
    author: first('createdby'),
    votes: first('votescount'),
    createdAt: first('createdat'),
    into: first('originalnumber'),
  }),
  // Its exports call ideas suggestions; the full one has a row for each voter.
  uservoice: (first) => ({
    id: first('ideaid', 'suggestionid'),
    title: first('ideatitle', 'suggestiontitle'),
    markdown: first('ideadescription', 'suggestionbody'),
    status: first('publicstatusname', 'suggestionstatusname'),
    reason: first('publicstatusupdatemessage', 'suggestionstatusupdatebody'),
    statusAt: first('publicstatusupdatedtimestamp', 'suggestionstatusupdatedtimestamp'),
    quarter: '',
    board: first('forumname', 'suggestionforumname'),
    author: first('ideacreatorname', 'suggestioncreatorname'),
    votes: first('voterscount', 'suggestionvoterscount', 'suggestionsupporterscount', 'suggestionvotescount'),
    createdAt: first('createdtimestamp', 'ideacreatedtimestamp', 'suggestioncreatedtimestamp'),
    into: first('parentideaid', 'suggestionparentid'),
  }),
};

const STATUS_WORDS: readonly (readonly [RegExp, Status])[] = [
  [/^(?:|none|new|open|active|published|gathering.*)$/, 'open'],
  [/^(?:considering|under ?review|reviewed|needs ?review|in ?review|under ?consideration)$/, 'considering'],
  [/^(?:planned|accepted|approved)$/, 'planned'],
  [/^(?:building|started|in ?progress|in ?development|working ?on ?it)$/, 'building'],
  [/^(?:shipped|completed|complete|done|released|implemented)$/, 'shipped'],
  [/^(?:declined|closed|rejected|not ?planned|archived)$/, 'declined'],
  [/^(?:duplicate|merged)$/, 'duplicate'],
];

/** A status in the words of any of them. */
function statusIn(given: string): Status | undefined {
  const words = given
    .toLowerCase()
    .replaceAll(/[-_\s]+/g, ' ')
    .trim();
  return STATUS_WORDS.find(([pattern]) => pattern.test(words))?.[1];
}

/** Null for none; undefined for what is no moment between 1990 and 2100. */
function momentIn(given: string): Date | null | undefined {
  if (given === '') return null;
  const at = new Date(
    /^\d{4}-\d\d-\d\d \d\d:\d\d/.test(given) ? given.replace(' ', 'T').replace(/ ?(UTC|Z)$/, 'Z') : given,
  );
  const year = at.getUTCFullYear();
  return Number.isNaN(at.getTime()) || year < 1990 || year > 2100 ? undefined : at;
}
