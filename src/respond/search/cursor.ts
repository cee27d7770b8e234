import { decodeCursor, encodeCursor, httpErrors } from '#platform/http/index.ts';
import type { Meant } from './domain.ts';

/**
 * Where a list goes on, and by what it was ordered: the moment from which age is counted, and the words as they were meant on the first
 * page. Else what comes in between two pages would change the order, and something would be shown twice or never.
 */
export interface Place {
  moment: Date;
  meant: readonly Meant[];
  join: '&' | '|';
  /** Where very many fit: how far back is looked; null where all are looked through. */
  floor: Date | null;
  score: number;
  id: string;
}

export function placeToCursor({ moment, meant, join, floor, score, id }: Place): string {
  const words = meant.map(({ word, alike, uses }) => [uses, word, ...alike].join(' ')).join(',');
  return encodeCursor([moment.getTime(), words, join, floor?.getTime() ?? '', String(score), id]);
}

const WORDS = /^\d{1,12}( [\p{L}\p{N}]{1,40}){1,20}$/u;
const MOST_WORDS = 8;
/** Times that everything here can hold: to the year 5138. */
const LAST = 1e14;

/** Throws `http.cursor_invalid`. */
export function placeOfCursor(cursor: string): Place {
  const [moment, words, join, floor, score, id] = decodeCursor(cursor, 6);
  const said = String(words).split(',');
  const isTime = (value: unknown): value is number =>
    typeof value === 'number' && value >= 0 && value <= LAST;
  if (
    !isTime(moment) ||
    (floor !== '' && !isTime(floor)) ||
    (join !== '&' && join !== '|') ||
    !Number.isFinite(Number(score)) ||
    typeof id !== 'string' ||
    said.length > MOST_WORDS ||
    !said.every((one) => WORDS.test(one))
  )
    throw httpErrors('http.cursor_invalid');
  return {
    moment: new Date(moment),
    meant: said.map(meantOf),
    join,
    floor: typeof floor === 'number' ? new Date(floor) : null,
    score: Number(score),
    id,
  };
}

function meantOf(said: string): Meant {
  const [uses, word = '', ...alike] = said.split(' ');
  return { word, alike, uses: Number(uses) };
}
