import type { Field, FieldReading, Knowing } from './reading.ts';

/** A field that compares a number of the document with a range, both ends included. */
export function numberField(number: 'followers' | 'likes' | 'rating', known: Knowing): Field {
  return {
    isNarrow: false,
    known,
    read: readRange,
    holds: (value, document) => {
      const [least, most] = rangeEnds(value);
      const actual = document[number];
      return actual !== undefined && actual >= least && actual <= most;
    },
  };
}

const RANGE = /^\[\s*(\*|-?\d{1,15}(?:\.\d{1,9})?)\s+TO\s+(\*|-?\d{1,15}(?:\.\d{1,9})?)\s*\]$/i;

function readRange(written: string): FieldReading {
  const ends = RANGE.exec(written);
  if (ends === null) return { expected: 'a range such as [100 TO 5000] or [100 TO *]' };
  const [least, most] = [ends[1]!, ends[2]!].map((end) => (end === '*' ? end : String(Number(end))));
  if (Number(least) > Number(most))
    return { expected: 'the smaller number first', instead: `[${most} TO ${least}]` };
  return { value: `[${least} TO ${most}]` };
}

function rangeEnds(value: string): [least: number, most: number] {
  const [least, most] = value.slice(1, -1).split(' TO ');
  return [least === '*' ? -Infinity : Number(least), most === '*' ? Infinity : Number(most)];
}
