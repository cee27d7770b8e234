import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { parseArgs } from 'node:util';
import { ArticleSearch } from '#lib/search/index.ts';
import { messageOf } from '#platform/errors/index.ts';
import { isGone, type Line, linesOf, type Streams } from '#listen/matcher/index.ts';
import {
  type ArticleLine,
  type LearnedLine,
  readArticleLine,
  readLearnedLine,
  type ReadLine,
  readQuestionLine,
} from './lines.ts';

const HELP = `rapport knowledge rank --articles FILE [--learned FILE] < questions.ndjson

Says for each question which ten articles answer it best, with the ranking that agents and the help centre see. Needs no database.

--articles FILE  articles, one a line: {"id", "title", "body"}
--learned FILE   questions that articles have answered already: {"article", "question"}

Questions are read from standard input, {"id", "text"}, and answered in their order: {"id", "articles": [ten ids, best first]}. Texts
may have a "lang". A bad line is reported on standard error with its number and passed over.
`;
const MOST_BYTES = 1024 * 1024;
const TEN = 10;

/** `rapport knowledge`: resolves with 0, with 1 where a file cannot be read, or with 2 where the arguments are wrong. */
export async function runKnowledge(argv: readonly string[], streams: Streams): Promise<number> {
  const options = optionsFrom(argv);
  if (options === 'help') {
    streams.stdout.write(HELP);
    return 0;
  }
  if (typeof options === 'string') {
    streams.stderr.write(`rapport knowledge: ${options}\n\n${HELP}`);
    return 2;
  }
  const report = (reason: string) => void streams.stderr.write(`rapport knowledge: ${reason}\n`);
  try {
    const shelf = await readShelf(options, report);
    await answerQuestions(shelf, streams, report);
    return 0;
  } catch (error) {
    report(messageOf(error));
    return 1;
  }
}

interface Options {
  articles: string;
  learned: string | undefined;
}

function optionsFrom(argv: readonly string[]): Options | string {
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        articles: { type: 'string' },
        learned: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    });
    if (values.help) return 'help';
    if (positionals.length !== 1 || positionals[0] !== 'rank') return 'say "rank".';
    if (values.articles === undefined) return 'say which articles: --articles FILE.';
    return { articles: values.articles, learned: values.learned };
  } catch (error) {
    return messageOf(error);
  }
}

/** All articles, and the order in which they follow those that were found. */
interface Shelf {
  search: ArticleSearch;
  others: readonly string[];
}

async function readShelf(options: Options, report: (reason: string) => void): Promise<Shelf> {
  const articles = new Map<string, ArticleLine>();
  await readFileLines(
    options.articles,
    readArticleLine,
    report,
    (article) => {
      if (articles.has(article.id))
        return `There is an article "${article.id}" already; the later one counts.`;
      return undefined;
    },
    (article) => articles.set(article.id, article),
  );
  const questions = new Map<string, Map<string, string>>();
  const learn = ({ article, question }: LearnedLine) => {
    const own = questions.get(article) ?? new Map<string, string>();
    questions.set(article, own.set(String(own.size), question));
  };
  if (options.learned !== undefined)
    await readFileLines(
      options.learned,
      readLearnedLine,
      report,
      ({ article }) => (articles.has(article) ? undefined : `There is no article "${article}".`),
      (line) => articles.has(line.article) && learn(line),
    );
  const search = new ArticleSearch();
  for (const { id, title, body, lang } of articles.values())
    search.put({ id, title, body, language: lang }, questions.get(id));
  const others = [...articles.keys()].sort(
    (a, b) => (questions.get(b)?.size ?? 0) - (questions.get(a)?.size ?? 0),
  );
  return { search, others };
}

async function readFileLines<T>(
  file: string,
  read: (line: string) => ReadLine<T>,
  report: (reason: string) => void,
  problemOf: (value: T) => string | undefined,
  take: (value: T) => unknown,
): Promise<void> {
  for await (const lines of linesOf(createReadStream(file), MOST_BYTES)) {
    for (const line of lines) {
      const value = valueOf(line, read, (reason) => report(`${file}, line ${line.number}: ${reason}`));
      if (value === undefined) continue;
      const problem = problemOf(value);
      if (problem !== undefined) report(`${file}, line ${line.number}: ${problem}`);
      take(value);
    }
  }
}

function valueOf<T>(
  { text }: Line,
  read: (line: string) => ReadLine<T>,
  report: (reason: string) => void,
): T | undefined {
  if (text?.trim() === '') return undefined;
  const line = text === undefined ? { reason: `It is longer than ${MOST_BYTES} bytes.` } : read(text);
  if ('value' in line) return line.value;
  report(`passed over: ${line.reason}`);
  return undefined;
}

/** Answers questions as they come; a reader that goes away ends it quietly. */
async function answerQuestions(
  { search, others }: Shelf,
  { stdin, stdout, stderr }: Streams,
  report: (reason: string) => void,
): Promise<void> {
  const broken = new AbortController();
  stdout.once('error', (error) => broken.abort(error));
  // Where nobody reads the reports, the answers are still wanted.
  stderr.on('error', () => undefined);
  try {
    for await (const lines of linesOf(stdin, MOST_BYTES)) {
      let written = '';
      for (const line of lines) {
        const question = valueOf(line, readQuestionLine, (reason) =>
          report(`question line ${line.number}: ${reason}`),
        );
        if (question === undefined) continue;
        const found = search.rank(question.text, { limit: TEN, language: question.lang }).map(({ id }) => id);
        const articles = [...new Set([...found, ...others.slice(0, TEN + found.length)])].slice(0, TEN);
        written += `${JSON.stringify({ id: question.id, articles })}\n`;
      }
      if (written !== '' && !stdout.write(written)) await once(stdout, 'drain', { signal: broken.signal });
      broken.signal.throwIfAborted();
    }
  } catch (error) {
    if (!broken.signal.aborted) throw error;
    if (!isGone(broken.signal.reason)) throw broken.signal.reason;
  }
}
