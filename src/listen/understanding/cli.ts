import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { messageOf } from '#platform/errors/index.ts';
import { isGone, type Line, linesOf, type Streams } from '#listen/matcher/index.ts';
import { answerOf, readPostLine } from './post-line.ts';
import { understand } from './understand.ts';
import { DamagedWeights } from './weights.ts';

const HELP = `rapport understand [--because] [--stats] < posts.ndjson

Reads one post a line and writes, in the same order, what the built-in model understands of each. Needs no database.

--because  also say which words decided, in UTF-16 offsets of the text
--stats    end with one line of figures on standard error

A post line has "id" and "text", and may have "lang" and "profileLocation"; whatever else it has is passed over. A bad line is
reported on standard error with its number and passed over.
`;

/** Longest post line in bytes; a longer one is passed over unread. */
const MAX_POST_LINE = 1024 * 1024;

/** `rapport understand`: resolves with 0, with 1 where the weights cannot be used, or with 2 where the arguments are wrong. */
export async function runUnderstand(argv: readonly string[], streams: Streams): Promise<number> {
  const options = optionsFrom(argv);
  if (options === 'help') {
    streams.stdout.write(HELP);
    return 0;
  }
  if (typeof options === 'string') {
    streams.stderr.write(`rapport understand: ${options}\n\n${HELP}`);
    return 2;
  }
  try {
    understand({ text: '' });
  } catch (error) {
    if (!(error instanceof DamagedWeights)) throw error;
    streams.stderr.write(`rapport understand: ${error.message}\n`);
    return 1;
  }
  await understandPosts(options, streams);
  return 0;
}

interface Options {
  readonly because: boolean;
  readonly stats: boolean;
}

function optionsFrom(argv: readonly string[]): Options | string {
  try {
    const { values } = parseArgs({
      args: [...argv],
      options: {
        because: { type: 'boolean', default: false },
        stats: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h' },
      },
    });
    return values.help ? 'help' : values;
  } catch (error) {
    return messageOf(error);
  }
}

/** Answers posts as they come; a reader that goes away ends it quietly. */
async function understandPosts(options: Options, { stdin, stdout, stderr }: Streams): Promise<void> {
  const broken = new AbortController();
  stdout.once('error', (error) => broken.abort(error));
  // Where nobody reads the reports, the labels are still wanted.
  stderr.on('error', () => undefined);
  let [posts, seconds] = [0, 0];
  try {
    for await (const lines of linesOf(stdin, MAX_POST_LINE)) {
      const started = process.cpuUsage();
      const { written, reports, count } = answersOf(lines, options.because);
      const { user, system } = process.cpuUsage(started);
      seconds += (user + system) / 1e6;
      posts += count;
      if (reports !== '') stderr.write(reports);
      if (written !== '' && !stdout.write(written)) await once(stdout, 'drain', { signal: broken.signal });
      broken.signal.throwIfAborted();
    }
  } catch (error) {
    if (!broken.signal.aborted) throw error;
    if (!isGone(broken.signal.reason)) throw broken.signal.reason;
  }
  const postsPerSecond = seconds === 0 ? 0 : Math.round(posts / seconds);
  if (options.stats) stderr.write(`${JSON.stringify({ posts, seconds, postsPerSecond })}\n`);
}

function answersOf(
  lines: readonly Line[],
  isExplained: boolean,
): { written: string; reports: string; count: number } {
  let [written, reports, count] = ['', '', 0];
  for (const { number, text } of lines) {
    if (text?.trim() === '') continue;
    const read =
      text === undefined
        ? ({ isValid: false, reason: `It is longer than ${MAX_POST_LINE} bytes.` } as const)
        : readPostLine(text);
    if (!read.isValid) {
      reports += `rapport understand: post line ${number} is passed over: ${read.reason}\n`;
      continue;
    }
    const said = understand(read.post, { isExplained });
    const answer = answerOf(read.post.id, said);
    written += `${JSON.stringify(isExplained ? { ...answer, because: becauseOf(said) } : answer)}\n`;
    count++;
  }
  return { written, reports, count };
}

/** Deciding words by label, only of labels that have some. */
function becauseOf(said: ReturnType<typeof understand>): object {
  return Object.fromEntries(
    Object.entries(said).flatMap(([name, label]) =>
      label !== null && 'because' in label && label.because.length > 0 ? [[name, label.because]] : [],
    ),
  );
}
