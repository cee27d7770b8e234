import { createReadStream } from 'node:fs';
import { parseArgs } from 'node:util';
import { messageOf } from '#platform/errors/index.ts';
import { linesOf } from './lines.ts';
import { matchPosts, type Streams } from './match-posts.ts';
import { readTopics } from './topic-lines.ts';

const HELP = `rapport match --topics FILE [--spans] [--stats] < posts.ndjson

Reads one post a line and writes, in the same order, the topics each of them matches.

--topics FILE  one topic a line: {"id": "t1", "query": "refund -tax"}; the language is described in docs/topics-language.md
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
  await matchPosts(topics, options, streams);
  return 0;
}

interface Options {
  readonly topics: string;
  readonly spans: boolean;
  readonly stats: boolean;
}

/** The options, or what is wrong with them. */
function optionsFrom(argv: readonly string[]): Options | string {
  try {
    const { values } = parseArgs({
      args: [...argv],
      options: {
        topics: { type: 'string' },
        spans: { type: 'boolean', default: false },
        stats: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h' },
      },
    });
    if (values.help) return 'help';
    const { topics, spans, stats } = values;
    return topics === undefined || topics === '' ? '--topics FILE is missing.' : { topics, spans, stats };
  } catch (error) {
    return messageOf(error);
  }
}

const MAX_TOPIC_LINE = 64 * 1024;

async function topicsFrom(file: string): ReturnType<typeof readTopics> {
  try {
    return await readTopics(linesOf(createReadStream(file), MAX_TOPIC_LINE), file);
  } catch (error) {
    return `The topics could not be read: ${messageOf(error)}`;
  }
}
