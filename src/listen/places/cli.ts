import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { isGone, linesOf, type Streams } from '#listen/matcher/index.ts';
import { messageOf } from '#platform/errors/index.ts';
import { placeOf } from './find.ts';
import { placeAnswer, readPlaceLine } from './line.ts';

const HELP = `rapport places < lines

Says where somebody is: for each line, in the same order, one line of JSON. Needs neither network nor database.

A line is a profile text as somebody wrote it ("Philly", "London, Ontario"), or JSON with any of "id", "profileLocation", "text",
"timeZone" and "geo": {"lat", "lon"}. Never says more than a city or the area of a postcode; {"place": null} where nothing tells.

--stats    end with one line of figures on standard error
`;

/** Longest line in bytes; a longer one is answered with null. */
const MAX_LINE = 1024 * 1024;

/** `rapport places`: resolves with 0, or with 2 where the arguments are wrong. */
export async function runPlaces(
  argv: readonly string[],
  { stdin, stdout, stderr }: Streams,
): Promise<number> {
  const options = optionsFrom(argv);
  if (typeof options === 'string') {
    stderr.write(`rapport places: ${options}\n\n${HELP}`);
    return 2;
  }
  if (options.help === true) {
    stdout.write(HELP);
    return 0;
  }
  const broken = new AbortController();
  stdout.once('error', (error) => broken.abort(error));
  stderr.on('error', () => undefined);
  let [lines, seconds] = [0, 0];
  try {
    for await (const part of linesOf(stdin, MAX_LINE)) {
      const started = process.cpuUsage();
      const written = part.map(({ text }) => `${JSON.stringify(answerTo(text))}\n`).join('');
      const { user, system } = process.cpuUsage(started);
      seconds += (user + system) / 1e6;
      lines += part.length;
      if (written !== '' && !stdout.write(written)) await once(stdout, 'drain', { signal: broken.signal });
      broken.signal.throwIfAborted();
    }
  } catch (error) {
    if (!broken.signal.aborted) throw error;
    if (!isGone(broken.signal.reason)) throw broken.signal.reason;
  }
  const perSecond = seconds === 0 ? 0 : Math.round(lines / seconds);
  if (options.stats === true) stderr.write(`${JSON.stringify({ lines, seconds, perSecond })}\n`);
  return 0;
}

/** Every line has an answer, so that the lines of both sides belong together by their number. */
function answerTo(line: string | undefined): object {
  if (line === undefined) return placeAnswer(null);
  const { id, ...traces } = readPlaceLine(line);
  return placeAnswer(placeOf(traces), id);
}

function optionsFrom(argv: readonly string[]): { stats?: boolean; help?: boolean } | string {
  try {
    return parseArgs({
      args: [...argv],
      options: { stats: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
    }).values;
  } catch (error) {
    return messageOf(error);
  }
}
