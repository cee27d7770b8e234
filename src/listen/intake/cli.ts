import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { parseArgs } from 'node:util';
import type { App } from '#platform/app/index.ts';
import { AppError, messageOf } from '#platform/errors/index.ts';
import { newId } from '#platform/ids/index.ts';
import { intakeErrors } from './errors.ts';
import {
  finishImport,
  type ImportRow,
  insertImport,
  reopenImport,
  selectImport,
} from './imports/imports-store.ts';
import { type FileProgress, parserOf, readFile } from './imports/read-file.ts';

/** Where a command reads and writes; `process` is one. */
export interface CommandIo {
  stdin: Readable;
  stdout: { write(text: string): unknown };
  stderr: { write(text: string): unknown; isTTY?: boolean };
  /** Ends the command early; what was done stays. */
  signal?: AbortSignal;
}

const HELP = `rapport import --format jetstream|ndjson|csv FILE|-

Takes the posts of a file in. A line that is not understood is reported and kept aside; the others are taken in.
  --format NAME   what the file holds
  --keep-all      keep posts that belong to no topic too
  --resume        go on where an import of the same file ended early
  --strict        exit with 3 when there were bad lines
  -               read from standard input
Prints a summary as JSON. Exit code: 0 read to the end, 1 ended early, 2 used wrongly, 130 interrupted.
`;

const EXIT = { done: 0, failed: 1, usage: 2, badLines: 3, interrupted: 130 };
const BAD_LINES_PRINTED = 50;

interface Options {
  file: string;
  format: string;
  isResumed: boolean;
  keepsAll: boolean;
  isStrict: boolean;
}

/** `rapport import`. Resolves with the exit code. */
export async function runImport(app: App, argv: string[], io: CommandIo): Promise<number> {
  const options = readOptions(argv, io);
  if (typeof options === 'number') return options;
  let row: ImportRow;
  try {
    parserOf(app, options.format);
    row = await openImport(app, options);
  } catch (error) {
    io.stderr.write(`rapport import: ${messageOf(error)}\n`);
    return error instanceof AppError && error.status < 500 ? EXIT.usage : EXIT.failed;
  }
  const reporter = new Reporter(io, row);
  const signal = io.signal ?? new AbortController().signal;
  try {
    const progress = await readFile(app, row, {
      open: (offset) =>
        options.file === '-' ? skipTo(io.stdin, offset) : createReadStream(options.file, { start: offset }),
      signal,
      onProgress: (soFar) => reporter.progress(soFar),
      onBadLine: (line, reason) => reporter.badLine(line, reason),
    });
    if (signal.aborted) return reporter.end('interrupted', progress, 'Interrupted. Go on with --resume.');
    await finishImport(app, row.id, 'done', null);
    const code = reporter.end('done', progress);
    return options.isStrict && progress.refused > 0 ? EXIT.badLines : code;
  } catch (error) {
    await finishImport(app, row.id, 'failed', messageOf(error));
    const stored = (await selectImport(app, row.id)) ?? row;
    return reporter.end('failed', stored, messageOf(error));
  }
}

function readOptions(argv: string[], io: CommandIo): Options | number {
  try {
    const { values, positionals } = parseArgs({
      args: argv,
      allowPositionals: true,
      options: {
        format: { type: 'string' },
        resume: { type: 'boolean', default: false },
        'keep-all': { type: 'boolean', default: false },
        strict: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    if (values.help) {
      io.stdout.write(HELP);
      return EXIT.done;
    }
    const [file] = positionals;
    if (positionals.length !== 1 || !file)
      throw new Error('it needs exactly one FILE, or - for standard input');
    if (!values.format) throw new Error('--format is missing');
    return {
      file,
      format: values.format,
      isResumed: values.resume,
      keepsAll: values['keep-all'],
      isStrict: values.strict,
    };
  } catch (error) {
    io.stderr.write(`rapport import: ${messageOf(error)}\n\n${HELP}`);
    return EXIT.usage;
  }
}

async function openImport(app: App, options: Options): Promise<ImportRow> {
  const name = options.file === '-' ? '-' : path.resolve(options.file);
  const size = options.file === '-' ? null : await sizeOf(options.file);
  if (options.isResumed) {
    const row = await reopenImport(app, name, options.format);
    if (!row) throw intakeErrors('import.nothing_to_resume', { name, format: options.format });
    return row;
  }
  const id = newId('imp');
  await insertImport(app, {
    id,
    name,
    format: options.format,
    path: null,
    keepsAll: options.keepsAll,
    totalBytes: size,
  });
  return (await selectImport(app, id))!;
}

async function sizeOf(file: string): Promise<number | null> {
  try {
    const found = await stat(file);
    if (found.isDirectory()) throw new Error('It is a directory.');
    return found.isFile() ? found.size : null;
  } catch (error) {
    throw new AppError(
      'import.no_file',
      400,
      'The file {file} cannot be read: {reason}',
      { file, reason: messageOf(error) },
      error,
    );
  }
}

/** Standard input from byte `offset` on: the same file is expected to come again. */
function skipTo(input: Readable, offset: number): Readable {
  if (offset === 0) return input;
  let left = offset;
  const rest = input as AsyncIterable<Buffer>;
  async function* skipping(): AsyncGenerator<Buffer> {
    for await (const chunk of rest) {
      const bytes = Buffer.from(chunk);
      const skipped = Math.min(left, bytes.length);
      left -= skipped;
      if (skipped < bytes.length) yield bytes.subarray(skipped);
    }
  }
  return Readable.from(skipping(), { objectMode: false });
}

class Reporter {
  readonly #io: CommandIo;
  readonly #row: ImportRow;
  readonly #started = performance.now();
  #printedAt = 0;
  #badLines = 0;

  constructor(io: CommandIo, row: ImportRow) {
    this.#io = io;
    this.#row = row;
    if (row.lines > 0) io.stderr.write(`Going on after line ${row.lines}.\n`);
  }

  badLine(line: number, reason: string): void {
    this.#badLines++;
    if (this.#badLines <= BAD_LINES_PRINTED) this.#io.stderr.write(`line ${line}: ${reason}\n`);
    if (this.#badLines === BAD_LINES_PRINTED) this.#io.stderr.write('Further bad lines are only counted.\n');
  }

  progress(progress: FileProgress): void {
    const every = this.#io.stderr.isTTY ? 300 : 5000;
    if (performance.now() - this.#printedAt < every) return;
    this.#printedAt = performance.now();
    const total = this.#row.total_bytes;
    const share = total ? ` (${Math.min(100, Math.floor((progress.bytes / total) * 100))} %)` : '';
    this.#io.stderr.write(
      `${progress.lines} lines${share}, ${progress.kept} kept, ${progress.refused} refused\n`,
    );
  }

  end(outcome: 'done' | 'failed' | 'interrupted', progress: FileProgress, message?: string): number {
    if (message) this.#io.stderr.write(`rapport import: ${message}\n`);
    const summary = {
      import: this.#row.id,
      outcome,
      format: this.#row.format,
      lines: progress.lines,
      kept: progress.kept,
      refused: progress.refused,
      bytes: progress.bytes,
      seconds: Math.round((performance.now() - this.#started) / 100) / 10,
    };
    this.#io.stdout.write(`${JSON.stringify(summary)}\n`);
    return EXIT[outcome];
  }
}
