import type { AnswerRow, ContactRow } from '#measure/contacts/index.ts';
import { stepOf } from './spread.ts';

export const DAY_MS = 86_400_000;
/** No word, no time. */
export const NO_WORD = 0xffff;
export const NO_STEP = 0xffff;

/** One day of contacts and answers in columns. Words are numbers of `words`; times are milliseconds of the day, spans are steps of `stepOf`. */
export interface DayTable {
  /** Milliseconds since 1970 at which the day begins, by UTC. */
  start: number;
  words: readonly string[];
  openedAt: Uint32Array;
  network: Uint16Array;
  language: Uint16Array;
  kind: Uint16Array;
  team: Uint16Array;
  agent: Uint16Array;
  /** 1: needs a reply, 2 and 4: urgency, 8 to 56: rating. */
  traits: Uint8Array;
  answered: Uint16Array;
  solved: Uint16Array;
  /** Where the words of `about` of each contact end. */
  aboutEnd: Uint32Array;
  about: Uint16Array;
  answerAt: Uint32Array;
  answerBy: Uint16Array;
  answerWaited: Uint16Array;
  answerNetwork: Uint16Array;
  answerLanguage: Uint16Array;
  answerTeam: Uint16Array;
}

const COLUMNS = {
  openedAt: Uint32Array,
  aboutEnd: Uint32Array,
  answerAt: Uint32Array,
  answered: Uint16Array,
  solved: Uint16Array,
  answerWaited: Uint16Array,
  network: Uint16Array,
  language: Uint16Array,
  kind: Uint16Array,
  team: Uint16Array,
  agent: Uint16Array,
  about: Uint16Array,
  answerBy: Uint16Array,
  answerNetwork: Uint16Array,
  answerLanguage: Uint16Array,
  answerTeam: Uint16Array,
  traits: Uint8Array,
} as const;
type ColumnName = keyof typeof COLUMNS;
const NAMES = Object.keys(COLUMNS) as ColumnName[];

/** A day in columns. `start`: milliseconds since 1970. */
export function tableOf(
  start: number,
  contacts: readonly ContactRow[],
  answers: readonly AnswerRow[],
): DayTable {
  const words: string[] = [];
  const known = new Map<string, number>();
  const wordOf = (word: string | null): number => {
    if (word === null) return NO_WORD;
    let number = known.get(word);
    if (number === undefined) {
      if (words.length >= NO_WORD) return NO_WORD;
      number = words.push(word) - 1;
      known.set(word, number);
    }
    return number;
  };
  const about = contacts.map((one) => one.about.map(wordOf).filter((number) => number !== NO_WORD));
  let end = 0;
  return {
    start,
    words,
    openedAt: Uint32Array.from(contacts, (one) => one.openedAt - start),
    network: Uint16Array.from(contacts, (one) => wordOf(one.network)),
    language: Uint16Array.from(contacts, (one) => wordOf(one.language)),
    kind: Uint16Array.from(contacts, (one) => wordOf(one.kind)),
    team: Uint16Array.from(contacts, (one) => wordOf(one.teamId ?? '')),
    agent: Uint16Array.from(contacts, (one) => wordOf(one.agentId)),
    traits: Uint8Array.from(contacts, traitsOf),
    answered: Uint16Array.from(contacts, (one) => stepOrNone(one.answered)),
    solved: Uint16Array.from(contacts, (one) => stepOrNone(one.solved)),
    aboutEnd: Uint32Array.from(about, (own) => (end += own.length)),
    about: Uint16Array.from(about.flat()),
    answerAt: Uint32Array.from(answers, (one) => one.at - start),
    answerBy: Uint16Array.from(answers, (one) => wordOf(one.by)),
    answerWaited: Uint16Array.from(answers, (one) => stepOrNone(one.waited)),
    answerNetwork: Uint16Array.from(answers, (one) => wordOf(one.network)),
    answerLanguage: Uint16Array.from(answers, (one) => wordOf(one.language)),
    answerTeam: Uint16Array.from(answers, (one) => wordOf(one.teamId ?? '')),
  };
}

const stepOrNone = (seconds: number | null) => (seconds === null ? NO_STEP : stepOf(seconds));

function traitsOf({ needsReply, urgency, rating }: ContactRow): number {
  return (needsReply ? 1 : 0) + urgency * 2 + (rating ?? 0) * 8;
}

/** The bytes of a day: the length of its head, the head in JSON, then the columns, the widest numbers first. */
export function pack(table: DayTable): Uint8Array {
  const lengths = Object.fromEntries(NAMES.map((name) => [name, table[name].length]));
  const json = JSON.stringify({ start: table.start, words: table.words, lengths });
  const head = new TextEncoder().encode(
    json + ' '.repeat((4 - (new TextEncoder().encode(json).length % 4)) % 4),
  );
  const size = NAMES.reduce((sum, name) => sum + table[name].byteLength, 4 + head.length);
  const bytes = new Uint8Array(size);
  new DataView(bytes.buffer).setUint32(0, head.length, true);
  bytes.set(head, 4);
  let at = 4 + head.length;
  for (const name of NAMES) {
    const column = table[name];
    bytes.set(new Uint8Array(column.buffer, column.byteOffset, column.byteLength), at);
    at += column.byteLength;
  }
  return bytes;
}

/** The day that these bytes hold. */
export function unpack(given: Uint8Array): DayTable {
  // Columns need their own alignment.
  const bytes = given.byteOffset % 4 === 0 ? given : given.slice();
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
  const head = JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + length))) as {
    start: number;
    words: string[];
    lengths: Record<ColumnName, number>;
  };
  let at = bytes.byteOffset + 4 + length;
  const columns: Partial<Record<ColumnName, unknown>> = {};
  for (const name of NAMES) {
    const column = new COLUMNS[name](bytes.buffer as ArrayBuffer, at, head.lengths[name]);
    columns[name] = column;
    at += column.byteLength;
  }
  return { start: head.start, words: head.words, ...columns } as DayTable;
}
