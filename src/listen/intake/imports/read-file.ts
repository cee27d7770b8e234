import type { Readable } from 'node:stream';
import { connectorsPort, type InboundItem, type LineParser, type Refusal } from '#connectors/kit/index.ts';
import type { App } from '#platform/app/index.ts';
import { intakeErrors } from '../errors.ts';
import { takeIn } from '../take-in.ts';
import { type ImportRow, saveImportProgress } from './imports-store.ts';
import { type FileRecord, readLines } from './lines.ts';
import { readTable } from './tables.ts';

export interface FileProgress {
  lines: number;
  kept: number;
  refused: number;
  /** Read so far; for tables the bytes handed to the reader. */
  bytes: number;
}

export interface FileReading {
  /** Opens the file at a byte. */
  open(offset: number): Readable;
  signal: AbortSignal;
  onProgress?(progress: FileProgress): void;
  onBadLine?(line: number, reason: string): void;
}

/** A batch should take about this long: short enough to be stopped, long enough to be quick. */
const BATCH_MS = { short: 250, long: 1000 };
const BATCH_SIZE = { start: 500, min: 100, max: 5000 };
const MOST_ASIDE = 1000;

/** Formats that are read as tables; everything else is lines. */
export const TABLES: ReadonlySet<string> = new Set(['csv']);

/**
 * Reads a file from where its import stands to its end, in batches stored together with the place reached. Stops early when the signal
 * is aborted. Throws `import.cancelled`, `import.unreadable` or what reading throws; what was stored before stays.
 */
export async function readFile(app: App, row: ImportRow, reading: FileReading): Promise<FileProgress> {
  const parse = parserOf(app, row.format);
  const progress: FileProgress = { lines: row.lines, kept: row.kept, refused: row.refused, bytes: row.bytes };
  let batch = new Batch(row, progress);
  let size = BATCH_SIZE.start;
  for await (const record of recordsOf(row, reading, progress)) {
    batch.add(record, parse, reading);
    if (batch.count < size) continue;
    const started = performance.now();
    await batch.store(app, reading);
    size = nextSize(size, performance.now() - started);
    batch = new Batch(row, progress);
    if (reading.signal.aborted) return progress;
  }
  await batch.store(app, reading);
  return progress;
}

/** The parser of a format. Throws `import.format_unknown`. */
export function parserOf(app: App, format: string): LineParser {
  const { lineParsers } = app.use(connectorsPort);
  const parse = lineParsers.get(format);
  if (!parse)
    throw intakeErrors('import.format_unknown', {
      format: format.slice(0, 40),
      formats: [...lineParsers.keys()].join(', '),
    });
  return parse;
}

async function* recordsOf(
  row: ImportRow,
  reading: FileReading,
  progress: FileProgress,
): AsyncGenerator<FileRecord> {
  if (!TABLES.has(row.format)) {
    yield* readLines(reading.open(row.position), row.position, row.lines + 1);
    return;
  }
  const input = reading.open(0);
  let bytes = 0;
  input.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    progress.bytes = bytes;
  });
  input.pause();
  yield* readTable(input, row.position);
}

class Batch {
  count = 0;
  readonly #row: ImportRow;
  readonly #progress: FileProgress;
  readonly #items: (InboundItem | Refusal)[] = [];
  readonly #lines: number[] = [];
  #dropped = 0;
  #last: FileRecord | undefined;

  constructor(row: ImportRow, progress: FileProgress) {
    this.#row = row;
    this.#progress = progress;
  }

  add(record: FileRecord, parse: LineParser, reading: FileReading): void {
    this.count++;
    this.#last = record;
    const item = record.problem ? refusalOf(record) : parse(record.text);
    if (item === null) return;
    if (item.type === 'refusal') {
      reading.onBadLine?.(record.line, item.reason);
      // Whoever gives the wrong format would otherwise fill the table with the whole file.
      if (this.#progress.refused + this.#lines.length >= MOST_ASIDE) {
        this.#dropped++;
        return;
      }
      this.#lines.push(record.line);
    }
    this.#items.push(item);
  }

  async store(app: App, reading: FileReading): Promise<void> {
    const last = this.#last;
    if (!last) return;
    const progress = this.#progress;
    const isTable = TABLES.has(this.#row.format);
    await takeIn(app, {
      sourceId: this.#row.id,
      items: this.#items,
      refusalFormat: this.#row.format,
      refusalLines: this.#lines,
      keepsAll: this.#row.keeps_all,
      alsoStore: async (result) => {
        const next = {
          position: last.end,
          bytes: isTable ? progress.bytes : last.end,
          lines: last.line,
          kept: result.kept,
          refused: result.refused + this.#dropped,
        };
        if (!(await saveImportProgress(app, this.#row.id, next))) throw intakeErrors('import.cancelled');
        // Counted only now that nothing can fail but the commit itself.
        app.db.afterCommit(() => {
          progress.lines = next.lines;
          progress.bytes = next.bytes;
          progress.kept += next.kept;
          progress.refused += next.refused;
        });
      },
    });
    reading.onProgress?.({ ...progress });
  }
}

function refusalOf(record: FileRecord): Refusal {
  return { type: 'refusal', code: 'file.line_too_long', reason: record.problem!, payload: record.text };
}

function nextSize(size: number, took: number): number {
  if (took < BATCH_MS.short) return Math.min(size * 2, BATCH_SIZE.max);
  return took > BATCH_MS.long ? Math.max(size >> 1, BATCH_SIZE.min) : size;
}
