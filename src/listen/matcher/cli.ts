import { createReadStream } from 'node:fs';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { messageOf } from '#platform/errors/index.ts';
import { linesOf } from './lines.ts';
import { matchPosts, type Streams } from './match-posts.ts';
import { matchInThreads } from './pool-run.ts';
import { readTopics } from './topic-lines.ts';

const HELP = `rapport match --topics FILE [--threads N] [--spans] [--stats] < posts.ndjson

Reads one post a line and writes, in the same order, the topics each of them matches.

--topics FILE  one topic a line: {"id": "t1", "query": "refund -tax"}; the language is described in docs/topics-language.md
--threads N    how many threads match: 1 to 64, or auto for one less than there are processors; 1 unless told
--spans        also say which parts of title and text made a topic match, in UTF-16 offsets
--stats        end with one line of figures on standard error

A post line has "id" and "text", and may have "title", "lang", "author", "links", "source", "followers" and more. A bad post
line is reported on standard error and passed over; a bad topic line ends the command before any post is read.
`;

/** `rapport match`: resolves with 0, or with 2 where the arguments or a topic are wrong. */
export async function runMatch(argv: readonly string[], streams: Streams): Promise<number> {
  const { stdout, stderr } = streams;
  const options = optionsFrom(argv);
  if (options === 'help') {
    stdout.write(HELP);
    return 0;
  }
  if (typeof options === 'string') {
    stderr.write(`rapport match: ${options}\n\n${HELP}`);
    return 2;
  }
  const topics = await topicsFrom(options.topics);
  if (typeof topics === 'string') {
    stderr.write(`rapport match: ${topics}\n`);
    return 2;
  }
  if (options.threads === 1) await matchPosts(topics, options, streams);
  else await matchInThreads(topics, options, streams);
  return 0;
}

interface Options {
  readonly topics: string;
  readonly spans: boolean;
  readonly stats: boolean;
  readonly threads: number;
}

/** The options, or what is wrong with them. */
function optionsFrom(argv: readonly string[]): Options | string {
  try {
    const { values } = parseArgs({
      args: [...argv],
      options: {
        topics: { type: 'string' },
        threads: { type: 'string', default: '1' },
        spans: { type: 'boolean', default: false },
        stats: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h' },
      },
    });
    if (values.help) return 'help';
    const { topics, spans, stats } = values;
    if (topics === undefined || topics === '') return '--topics FILE is missing.';
    const threads = threadsFrom(values.threads);
    return threads === undefined
      ? `--threads is a whole number from 1 to ${MOST_THREADS}, or auto, and not "${values.threads}".`
      : { topics, spans, stats, threads };
  } catch (error) {
    return messageOf(error);
  }
}

/** This thread reads and writes, so one processor is left to it. */
function threadsFrom(written: string): number | undefined {
  if (written === 'auto') return Math.min(MOST_THREADS, Math.max(1, availableParallelism() - 1));
  const threads = /^[0-9]{1,3}$/.test(written) ? Number(written) : 0;
  return threads >= 1 && threads <= MOST_THREADS ? threads : undefined;
}

const MOST_THREADS = 64;
const MAX_TOPIC_LINE = 64 * 1024;

async function topicsFrom(file: string): ReturnType<typeof readTopics> {
  try {
    return await readTopics(linesOf(createReadStream(file), MAX_TOPIC_LINE), file);
  } catch (error) {
    return `The topics could not be read: ${messageOf(error)}`;
  }
}
