import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { isZone } from '#lib/hours/index.ts';
import { type DetectorOptions, SpikeDetector, type SpikeEvent } from '#lib/spikes/index.ts';
import { isGone, type Line, linesOf, type Streams } from '#listen/matcher/index.ts';
import { messageOf } from '#platform/errors/index.ts';
import { readCountLine } from './count-line.ts';
import { SENSITIVITIES, type Sensitivity } from './sensitivity.ts';

const HELP = `rapport spikes [--gaps zero|unknown] [--zone ZONE] [--sensitivity low|normal|high] [--stats] < counts

Reads the posts of one topic minute by minute and tells incidents, as soon as the line is read that shows them. Needs no database.

A line is [minute, count], {"minute": …, "count": …} or minute,count. The minute is a whole number of minutes or seconds since 1970, or a
time such as "2026-03-01T12:00Z". A count of null says that nobody knows. Lines of minutes that went by add to them for twelve hours.

--gaps         what minutes without a line are: zero posts (the default), or unknown, as when a source was down
--zone         by whose clocks days and weeks are counted, such as Europe/Berlin; UTC unless told
--sensitivity  low (fewer false alarms), normal (the default) or high (finds weaker incidents)
--stats        end with one line of figures on standard error

Each line of the answer is {"alert", "event": "start" | "update" | "end", "minute", "severity", "expected", "observed", "since", "at"}: posts
that were to be expected and that there were since "since", and a severity from 1 to 10. An end has a "reason": calm, or new-normal.
`;

const MAX_LINE = 64 * 1024;
/** After a longer gap everything is learned anew. */
const LONGEST_GAP = 60 * 24 * 35;

interface Options {
  isZero: boolean;
  withStats: boolean;
  detector: DetectorOptions;
}

/** `rapport spikes`: resolves with 0, or with 2 where the arguments are wrong. */
export async function runSpikes(
  argv: readonly string[],
  { stdin, stdout, stderr }: Streams,
): Promise<number> {
  const options = optionsFrom(argv);
  if (options === 'help') {
    stdout.write(HELP);
    return 0;
  }
  if (typeof options === 'string') {
    stderr.write(`rapport spikes: ${options}\n\n${HELP}`);
    return 2;
  }
  const broken = new AbortController();
  stdout.once('error', (error) => broken.abort(error));
  stderr.on('error', () => undefined);
  const run = new Run(options);
  try {
    for await (const lines of linesOf(stdin, MAX_LINE)) {
      const { written, bad } = run.take(lines);
      if (bad !== '') stderr.write(bad);
      if (written !== '' && !stdout.write(written)) await once(stdout, 'drain', { signal: broken.signal });
      broken.signal.throwIfAborted();
    }
  } catch (error) {
    if (!broken.signal.aborted) throw error;
    if (!isGone(broken.signal.reason)) throw broken.signal.reason;
  }
  if (options.withStats) stderr.write(`${JSON.stringify(run.figures)}\n`);
  return 0;
}

class Run {
  readonly figures = { lines: 0, bad: 0, minutes: 0, alerts: 0 };
  readonly #options: Options;
  #detector: SpikeDetector;

  constructor(options: Options) {
    this.#options = options;
    this.#detector = new SpikeDetector(options.detector);
  }

  take(lines: readonly Line[]): { written: string; bad: string } {
    let [written, bad] = ['', ''];
    for (const { number, text } of lines) {
      if (text?.trim() === '') continue;
      this.figures.lines++;
      const answer = text === undefined ? 'it is longer than 64 KB' : this.#line(text);
      if (typeof answer === 'string') {
        this.figures.bad++;
        bad += `line ${number}: ${answer}; passed over\n`;
      } else for (const event of answer) written += `${JSON.stringify(shownEvent(event))}\n`;
    }
    return { written, bad };
  }

  #line(text: string): SpikeEvent[] | string {
    const read = readCountLine(text);
    if (typeof read === 'string') return read;
    const { minute, count } = read;
    const { last } = this.#detector;
    if (last >= 0 && minute <= last) return this.#late(minute, count ?? 0);
    if (last >= 0 && minute - last > LONGEST_GAP) this.#detector = new SpikeDetector(this.#options.detector);
    const events: SpikeEvent[] = [];
    const passed = this.#options.isZero ? 0 : undefined;
    if (this.#detector.last >= 0)
      for (let gap = last + 1; gap < minute; gap++) events.push(...this.#push(gap, passed));
    events.push(...this.#push(minute, count));
    return events;
  }

  #push(minute: number, count: number | undefined): SpikeEvent[] {
    this.figures.minutes++;
    const events = this.#detector.push(minute, count);
    this.figures.alerts += events.filter(({ event }) => event === 'start').length;
    return events;
  }

  #late(minute: number, count: number): SpikeEvent[] | string {
    if (this.#detector.addLate(minute, count)) return [];
    return `minute ${minute} lies more than twelve hours before the newest`;
  }
}

function shownEvent(event: SpikeEvent): object {
  return { ...event, at: new Date(event.minute * 60_000).toISOString() };
}

function optionsFrom(argv: readonly string[]): Options | string {
  try {
    const { values } = parseArgs({
      args: [...argv],
      options: {
        gaps: { type: 'string', default: 'zero' },
        zone: { type: 'string', default: 'UTC' },
        sensitivity: { type: 'string', default: 'normal' },
        stats: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h' },
      },
    });
    if (values.help) return 'help';
    const { gaps, zone, sensitivity, stats } = values;
    if (gaps !== 'zero' && gaps !== 'unknown') return `--gaps is zero or unknown, and not "${gaps}".`;
    if (!Object.hasOwn(SENSITIVITIES, sensitivity))
      return `--sensitivity is low, normal or high, and not "${sensitivity}".`;
    if (!isZone(zone)) return `--zone is the name of a time zone such as Europe/Berlin, and not "${zone}".`;
    const target = SENSITIVITIES[sensitivity as Sensitivity];
    return { isZero: gaps === 'zero', withStats: stats, detector: { zone, target } };
  } catch (error) {
    return messageOf(error);
  }
}
