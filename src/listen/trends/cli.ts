import { parseArgs } from 'node:util';
import type { App } from '#platform/app/index.ts';
import { messageOf } from '#platform/errors/index.ts';
import { countDueHours } from './counting.ts';
import { countDue } from './due-store.ts';
import { countEverythingAgain } from './upkeep.ts';

const HELP = `rapport trends rebuild

Counts every hour of every topic again from the stored posts. Screens show what is counted so far; it may run beside a running
Rapport, and whoever interrupts it loses nothing: the rest is counted in the background.
`;
const EXIT = { done: 0, failed: 1, usage: 2, interrupted: 130 };

interface Io {
  stdout: { write(text: string): unknown };
  stderr: { write(text: string): unknown };
}

/** `rapport trends`. Resolves with the exit code. */
export async function runTrends(app: App, argv: string[], io: Io, signal: AbortSignal): Promise<number> {
  const { values, positionals } = read(argv);
  if (values.help) {
    io.stdout.write(HELP);
    return EXIT.done;
  }
  if (positionals.length !== 1 || positionals[0] !== 'rebuild') {
    io.stderr.write(HELP);
    return EXIT.usage;
  }
  const began = performance.now();
  try {
    await countEverythingAgain(app);
    const days = await countDueHours(app, signal, true);
    const left = await countDue(app);
    const seconds = Math.round((performance.now() - began) / 100) / 10;
    io.stdout.write(`${JSON.stringify({ days, left, seconds })}\n`);
    return signal.aborted ? EXIT.interrupted : EXIT.done;
  } catch (error) {
    io.stderr.write(`rapport trends: ${messageOf(error)}\n`);
    return EXIT.failed;
  }
}

function read(argv: string[]): { values: { help?: boolean }; positionals: string[] } {
  try {
    return parseArgs({
      args: argv,
      allowPositionals: true,
      options: { help: { type: 'boolean', short: 'h', default: false } },
    });
  } catch {
    return { values: {}, positionals: [] };
  }
}
