import type { Readable } from 'node:stream';

/** One record of a file, ready for a line parser. */
export interface FileRecord {
  text: string;
  /** Line of the file on which it begins, from 1. */
  line: number;
  /** Where reading goes on after it: bytes for lines, records for tables. */
  end: number;
  /** Why it cannot be given to a parser. */
  problem?: string;
}

/** Longest line taken; a longer one is reported and passed over. */
const MAX_LINE = 4 * 1024 * 1024;
const NEWLINE = 10;

/** The lines of a stream whose first byte is byte `offset` of the file and begins line `firstLine`. Memory stays bounded. */
export async function* readLines(
  input: Readable,
  offset: number,
  firstLine: number,
): AsyncGenerator<FileRecord> {
  let pending: Buffer[] = [];
  let size = 0;
  let position = offset;
  let line = firstLine;
  for await (const chunk of input as AsyncIterable<Buffer | string>) {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
    let from = 0;
    for (let at = bytes.indexOf(NEWLINE); at !== -1; at = bytes.indexOf(NEWLINE, from)) {
      const piece = bytes.subarray(from, at);
      size += piece.length;
      if (size <= MAX_LINE) pending.push(piece);
      position += at + 1 - from;
      yield toRecord(pending, size, line++, position);
      pending = [];
      size = 0;
      from = at + 1;
    }
    const rest = bytes.subarray(from);
    position += rest.length;
    size += rest.length;
    if (size <= MAX_LINE) pending.push(rest);
  }
  if (size > 0) yield toRecord(pending, size, line, position);
}

function toRecord(pieces: readonly Buffer[], size: number, line: number, end: number): FileRecord {
  if (size > MAX_LINE) {
    const start = Buffer.concat(pieces).subarray(0, 200).toString('utf8');
    const problem = `The line is ${size} bytes long; at most ${MAX_LINE} are read.`;
    return { text: start, line, end, problem };
  }
  const text = (pieces.length === 1 ? pieces[0]! : Buffer.concat(pieces)).toString('utf8');
  return { text: text.endsWith('\r') ? text.slice(0, -1) : text, line, end };
}
