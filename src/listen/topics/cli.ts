import { readFile, writeFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { type App, systemActor } from '#platform/app/index.ts';
import { AppError, messageOf } from '#platform/errors/index.ts';
import type { CommandIo } from '#listen/intake/index.ts';
import { convertFile } from './convert-cli.ts';
import { judgeExamples } from './examples.ts';
import { exportTopics, importTopics } from './import.ts';
import { changeMany } from './many.ts';
import { listTopics, readTopic } from './service.ts';

const HELP = `rapport topics COMMAND

  list [--json]                     every topic with its counts
  export [FILE]                     every topic as one line of JSON; "rapport match --topics FILE" reads it
  import FILE|- [--trial] [--days N]  take topics in: same id or name changes one, others are new. --trial only says what would happen;
                                    --days says how far they look back through stored posts (30; 0 for not at all)
  convert --dialect x|brandwatch|meltwater FILE|-   print a query of another product in our language, and what of it is gone
  test [NAME …]                     ask the examples of the topics; exit code 1 when one fails
  pause NAME … | resume NAME …      by name or id
`;

type Io = Pick<CommandIo, 'stdin' | 'stdout' | 'stderr'>;
type Run = (app: App, rest: string[], io: Io, options: Options) => Promise<number>;

interface Options {
  json: boolean;
  trial: boolean;
  days: string;
  dialect?: string | undefined;
}

const COMMANDS: Readonly<Record<string, Run>> = {
  list,
  export: writeOut,
  import: takeIn,
  convert: (_app, [file], io, { dialect }) => convertFile(file, dialect, io),
  test,
  pause: (app, names, io) => steer(app, names, io, 'pause'),
  resume: (app, names, io) => steer(app, names, io, 'resume'),
};

/** `rapport topics`. Resolves with the exit code: 0 done, 1 failed, 2 used wrongly. */
export async function runTopics(app: App, argv: string[], io: Io): Promise<number> {
  try {
    const { values, positionals } = parseArgs({
      args: argv,
      allowPositionals: true,
      options: {
        json: { type: 'boolean', default: false },
        trial: { type: 'boolean', default: false },
        days: { type: 'string', default: '30' },
        dialect: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    });
    const [name = 'list', ...rest] = positionals;
    if (values.help) return said(io, HELP.trimEnd());
    const run = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
    if (run) return await run(app, rest, io, values);
    io.stderr.write(`rapport topics: there is no command "${name}".\n\n${HELP}`);
    return 2;
  } catch (error) {
    io.stderr.write(`rapport topics: ${messageOf(error)}\n`);
    return error instanceof AppError && error.status >= 500 ? 1 : 2;
  }
}

async function list(app: App, _rest: string[], io: Io, options: Options): Promise<number> {
  const topics = await listTopics(app);
  if (options.json) return said(io, JSON.stringify(topics, null, 2));
  for (const { id, name, state, matchesToday, matches, folder } of topics)
    io.stdout.write(
      `${[id, state, String(matchesToday).padStart(8), String(matches).padStart(9), folder ? `${folder} / ${name}` : name].join('  ')}\n`,
    );
  return 0;
}

async function writeOut(app: App, [file]: string[], io: Io): Promise<number> {
  const lines = await exportTopics(app);
  if (file === undefined || file === '-') io.stdout.write(lines);
  else await writeFile(file, lines);
  return 0;
}

async function takeIn(app: App, [file]: string[], io: Io, options: Options): Promise<number> {
  const days = Number(options.days);
  if (file === undefined || !Number.isInteger(days) || days < 0 || days > 3650) {
    io.stderr.write(
      file === undefined
        ? 'rapport topics: say which file.\n'
        : 'rapport topics: --days is a whole number from 0 to 3650.\n',
    );
    return 2;
  }
  const lines = file === '-' ? await text(io.stdin) : await readFile(file, 'utf8');
  const result = await importTopics(app, systemActor, { lines, isTrial: options.trial, days });
  for (const { line, reason } of result.refused) io.stderr.write(`line ${line}: ${reason}\n`);
  const untold = result.refusedCount - result.refused.length;
  if (untold > 0) io.stderr.write(`… and ${untold} more lines.\n`);
  said(
    io,
    `${result.created} ${options.trial ? 'would be new' : 'new'}, ${result.changed} changed, ${result.unchanged} as they are, ${result.refusedCount} refused.`,
  );
  return result.refusedCount > 0 ? 1 : 0;
}

async function test(app: App, names: string[], io: Io): Promise<number> {
  let [asked, failing] = [0, 0];
  for (const id of await idsOf(app, names)) {
    const topic = await readTopic(app, id);
    const results = await judgeExamples(app, topic.query, topic.examples);
    for (const [index, { isRight }] of results.entries()) {
      if (isRight !== null) asked += 1;
      if (isRight !== false) continue;
      failing += 1;
      const { shouldMatch } = topic.examples[index]!;
      io.stdout.write(
        `${topic.name}: example ${index + 1} ${shouldMatch ? 'must match and does not' : 'must not match and does'}: ${results[index]!.text.replaceAll(/\s+/g, ' ').slice(0, 100)}\n`,
      );
    }
  }
  said(io, `${asked} examples, ${failing} failing.`);
  return failing > 0 ? 1 : 0;
}

async function steer(app: App, names: string[], io: Io, action: 'pause' | 'resume'): Promise<number> {
  if (names.length === 0) {
    io.stderr.write('rapport topics: say which topics.\n');
    return 2;
  }
  const { changed } = await changeMany(app, systemActor, { action, ids: await idsOf(app, names) });
  return said(io, `${changed.length} ${action}d.`);
}

/** All topics when no name is given. */
async function idsOf(app: App, names: readonly string[]): Promise<string[]> {
  const topics = await listTopics(app);
  if (names.length === 0) return topics.map((topic) => topic.id);
  return names.map((name) => {
    const topic = topics.find((one) => one.id === name || one.name.toLowerCase() === name.toLowerCase());
    if (!topic) throw new AppError('topic.not_found', 404, 'There is no topic called {name}.', { name });
    return topic.id;
  });
}

function said(io: Io, line: string): 0 {
  io.stdout.write(`${line}\n`);
  return 0;
}
