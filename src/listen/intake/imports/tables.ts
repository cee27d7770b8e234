import { PassThrough, type Readable } from 'node:stream';
import { type CsvError, parse } from 'csv-parse';
import iconv from 'iconv-lite';
import { messageOf } from '#platform/errors/index.ts';
import { intakeErrors } from '../errors.ts';
import type { FileRecord } from './lines.ts';

const SNIFFED = 65_536;
const MAX_RECORD = 1024 * 1024;
const DELIMITERS = [',', ';', '\t', '|'];

interface Row {
  record: Record<string, string>;
  info: { lines: number; records: number; bytes_records: number; error?: CsvError };
}

/**
 * The rows of a table with a line of column names, each as a JSON object, from row `skipped` on. Encoding and delimiter are found by
 * looking. Throws `import.no_header` or `import.unreadable`.
 */
export async function* readTable(input: Readable, skipped: number): AsyncGenerator<FileRecord> {
  const { head, whole } = await peek(input);
  const encoding = encodingOf(head);
  const delimiter = delimiterOf(iconv.decode(head, encoding));
  const parser = parse({
    bom: true,
    delimiter,
    columns: nameColumns,
    info: true,
    relax_quotes: true,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: MAX_RECORD,
  });
  const decoder = iconv.decodeStream(encoding);
  whole.on('error', (error) => parser.destroy(error));
  whole.pipe(decoder).pipe(parser);
  let count = 0;
  let line = 1;
  try {
    for await (const row of parser as AsyncIterable<Row>) {
      count++;
      const start = line + 1;
      line = row.info.lines;
      if (count > skipped)
        yield { text: JSON.stringify(row.record), line: Math.min(start, line), end: count };
    }
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'import.no_header') throw error;
    throw intakeErrors('import.unreadable', { reason: sentence(messageOf(error)), line: line + 1 }, error);
  } finally {
    input.destroy();
  }
}

function nameColumns(header: string[]): string[] {
  if (header.every((name) => name.trim() === '')) throw intakeErrors('import.no_header');
  return header.map((name, index) => name.trim() || `column ${index + 1}`);
}

async function peek(input: Readable): Promise<{ head: Buffer; whole: Readable }> {
  const parts: Buffer[] = [];
  let size = 0;
  const reading = input[Symbol.asyncIterator]() as AsyncIterator<Buffer | string>;
  while (size < SNIFFED) {
    const next = await reading.next();
    if (next.done) break;
    const bytes = Buffer.from(next.value as Buffer);
    parts.push(bytes);
    size += bytes.length;
  }
  const whole = new PassThrough();
  void forward(parts, reading, whole);
  return { head: Buffer.concat(parts).subarray(0, SNIFFED), whole };
}

async function forward(
  parts: readonly Buffer[],
  rest: AsyncIterator<Buffer | string>,
  whole: PassThrough,
): Promise<void> {
  try {
    for (const part of parts) await write(whole, part);
    for (let next = await rest.next(); !next.done; next = await rest.next())
      await write(whole, next.value as Buffer);
    whole.end();
  } catch (error) {
    whole.destroy(error instanceof Error ? error : new Error(String(error)));
  }
}

async function write(stream: PassThrough, bytes: Buffer | string): Promise<void> {
  if (stream.destroyed) throw new Error('nobody reads any more');
  if (!stream.write(bytes))
    await new Promise((resolve) => stream.once('drain', resolve).once('close', resolve));
}

/** By byte order mark, by zero bytes (UTF-16 without a mark), as UTF-8 where it is valid, and as Windows-1252 otherwise. */
export function encodingOf(head: Buffer): string {
  if (head.subarray(0, 3).equals(Buffer.from([0xef, 0xbb, 0xbf]))) return 'utf8';
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  const zeros = [0, 0];
  for (let i = 0; i < Math.min(head.length, 2000); i++) if (head[i] === 0) zeros[i % 2]!++;
  if (zeros[1]! > head.length / 8) return 'utf-16le';
  if (zeros[0]! > head.length / 8) return 'utf-16be';
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true });
    return 'utf8';
  } catch {
    return 'win1252';
  }
}

/** The sign that stands most often between the column names, outside quotes; a comma where none does. */
export function delimiterOf(text: string): string {
  const firstLine = /^\ufeff?((?:"(?:[^"]|"")*"|[^"\r\n])*)/.exec(text.trimStart())?.[1] ?? '';
  const bare = firstLine.replaceAll(/"(?:[^"]|"")*"/g, '');
  const counted = DELIMITERS.map((sign) => ({ sign, count: bare.split(sign).length - 1 }));
  return counted.reduce((best, next) => (next.count > best.count ? next : best)).sign;
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
