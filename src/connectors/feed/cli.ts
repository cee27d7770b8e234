import { messageOf } from '#platform/errors/index.ts';
import type { Outward } from '#platform/outward/index.ts';
import { findFeeds } from './discovery.ts';
import { feedErrors } from './errors.ts';
import type { ParsedFeed } from './format/types.ts';
import { readAddress } from './config.ts';
import { FEED_ACCEPT, MAX_FEED_BYTES } from './request.ts';

/** What the command needs from the program around it. */
export interface FeedCommandIo {
  stdout: { write(text: string): unknown };
  stderr: { write(text: string): unknown };
  /** Bytes of a file; `-` is standard input. */
  readFile(path: string): Promise<Uint8Array>;
  outward: Pick<Outward, 'fetch'>;
}

interface Options {
  target: string;
  url?: string;
  contentType?: string;
  isCompact: boolean;
}

const USAGE = `Usage: rapport feed parse FILE|URL|- [--url ADDRESS] [--content-type TYPE] [--compact]

Prints what was understood of a feed as JSON: feed, entries, warnings.
  --url ADDRESS        address that the file came from, for relative links
  --content-type TYPE  the HTTP header it came with, for its charset
  --compact            one line
`;

/** `rapport feed parse FILE|URL|-`. Resolves with the exit code: 0 printed, 1 not a feed or not reached, 2 wrong usage. */
export async function runFeedParse(argv: string[], io: FeedCommandIo): Promise<number> {
  const options = readOptions(argv);
  if (!options) {
    const isHelp = argv.includes('--help') || argv.includes('-h');
    (isHelp ? io.stdout : io.stderr).write(USAGE);
    return isHelp ? 0 : 2;
  }
  try {
    const parsed = await understand(options, io);
    io.stdout.write(`${JSON.stringify(parsed, null, options.isCompact ? 0 : 2)}\n`);
    return 0;
  } catch (error) {
    io.stderr.write(`rapport feed parse: ${messageOf(error)}\n`);
    return 1;
  }
}

async function understand({ target, url, contentType }: Options, io: FeedCommandIo): Promise<ParsedFeed> {
  // Loaded here, so that the program does not carry it from its start.
  const { parseFeed } = await import('./format/parse.ts');
  if (!/^(?:https?|feed):/i.test(target)) return parseFeed(await io.readFile(target), { url, contentType });
  const address = readAddress(target);
  const response = await fetchDocument(address, io);
  const type = contentType ?? response.headers['content-type'];
  try {
    return parseFeed(response.body, { url: url ?? response.url, contentType: type });
  } catch (error) {
    const [found] = await findFeeds(address, io.outward).catch(() => []);
    if (!found) throw error;
    io.stderr.write(`${address} is a page; reading the feed it offers: ${found.url}\n`);
    const feed = await fetchDocument(found.url, io);
    return parseFeed(feed.body, { url: feed.url, contentType: feed.headers['content-type'] });
  }
}

async function fetchDocument(url: string, io: FeedCommandIo) {
  const response = await io.outward.fetch(url, {
    headers: { accept: FEED_ACCEPT },
    maxBytes: MAX_FEED_BYTES,
  });
  if (response.status < 200 || response.status > 299)
    throw feedErrors('feed.http_refused', {
      url: response.url,
      status: response.status,
      advice: 'Check the address.',
    });
  return response;
}

function readOptions(argv: string[]): Options | undefined {
  const options: Options = { target: '', isCompact: false };
  for (let i = 0; i < argv.length; i++) {
    const word = argv[i]!;
    const [name, inline] = word.startsWith('--') ? word.split(/=(.*)/s) : [word];
    if (name === '--compact') options.isCompact = true;
    else if (name === '--url' || name === '--content-type') {
      const value = inline ?? argv[++i];
      if (!value) return undefined;
      if (name === '--url') options.url = value;
      else options.contentType = value;
    } else if ((word.startsWith('-') && word !== '-') || options.target !== '') return undefined;
    else options.target = word;
  }
  return options.target === '' ? undefined : options;
}
