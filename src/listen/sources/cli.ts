import { parseArgs } from 'node:util';
import { type App, systemActor } from '#platform/app/index.ts';
import { AppError, messageOf } from '#platform/errors/index.ts';
import type { CommandIo } from '#listen/intake/index.ts';
import type { SourceView } from './schema.ts';
import { addSource, connectorOf, listSourceKinds, listSources, pauseSource, startSource } from './service.ts';
import { sourceErrors } from './errors.ts';
import { removeSource, restoreSource } from './removal.ts';
import { tryNewSource, tryStoredSource, type Trial } from './trial.ts';

const HELP = `rapport sources COMMAND

  list [--json]                       every source with its health
  kinds                               what can be added, with its settings
  add KIND [NAME=VALUE …] [--name N]  add a source; lists are separated by commas
  start ID | pause ID | remove ID     by id or by name
  restore ID                          bring a removed one back, for a day
  test ID | test KIND [NAME=VALUE …]  look once without keeping anything
`;

type Io = Pick<CommandIo, 'stdout' | 'stderr'>;
type Run = (app: App, rest: string[], io: Io, options: Options) => Promise<number>;

interface Options {
  json: boolean;
  name: string | undefined;
}

const COMMANDS: Readonly<Record<string, Run>> = {
  list,
  kinds,
  add,
  test,
  start: async (app, [id = ''], io) =>
    said(io, `${(await startSource(app, systemActor, await idOf(app, id))).name} is read.`),
  pause: async (app, [id = ''], io) =>
    said(io, `${(await pauseSource(app, systemActor, await idOf(app, id))).name} is paused.`),
  remove: async (app, [id = ''], io) => {
    const found = await idOf(app, id);
    await removeSource(app, systemActor, found);
    return said(
      io,
      `The source was removed; what it brought stays. "restore ${found}" brings it back for a day.`,
    );
  },
  restore: async (app, [id = ''], io) =>
    said(io, `${(await restoreSource(app, systemActor, id)).name} is back and goes on where it had stopped.`),
};

/** `rapport sources`. Resolves with the exit code: 0 done, 1 failed, 2 used wrongly. */
export async function runSources(app: App, argv: string[], io: Io): Promise<number> {
  try {
    const { values, positionals } = parseArgs({
      args: argv,
      allowPositionals: true,
      options: {
        json: { type: 'boolean', default: false },
        name: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    });
    const [name = 'list', ...rest] = positionals;
    if (values.help) return said(io, HELP.trimEnd());
    const run = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
    if (run) return await run(app, rest, io, { json: values.json, name: values.name });
    io.stderr.write(`rapport sources: there is no command "${name}".\n\n${HELP}`);
    return 2;
  } catch (error) {
    io.stderr.write(`rapport sources: ${messageOf(error)}\n`);
    return error instanceof AppError && error.status >= 500 ? 1 : 2;
  }
}

async function list(app: App, _rest: string[], io: Io, options: Options): Promise<number> {
  const sources = await listSources(app);
  if (options.json) return said(io, JSON.stringify(sources, null, 2));
  if (sources.length === 0)
    return said(io, 'There are no sources yet. Add one with "rapport sources add KIND".');
  for (const source of sources) io.stdout.write(`${lineOf(source)}\n`);
  return 0;
}

function lineOf(source: SourceView): string {
  const counts = `${source.lastHour.seen} seen, ${source.lastHour.kept} kept in the last hour`;
  return `${source.id}  ${source.health.padEnd(11)}  ${source.name}  (${counts})${source.problem ? `\n    ${source.problem}` : ''}`;
}

async function kinds(app: App, _rest: string[], io: Io): Promise<number> {
  for (const kind of listSourceKinds(app)) {
    io.stdout.write(`${kind.kind}  ${kind.title} (${kind.reads}, tried against: ${kind.verification})\n`);
    for (const field of kind.fields)
      io.stdout.write(`    ${field.name}${field.required ? '' : '?'}  ${field.label}\n`);
  }
  return 0;
}

async function add(app: App, [kind = '', ...pairs]: string[], io: Io, options: Options): Promise<number> {
  const source = await addSource(app, systemActor, {
    kind,
    config: configOf(app, kind, pairs),
    name: options.name,
  });
  return said(io, `${source.id}  ${source.name}`);
}

async function test(app: App, [what = '', ...pairs]: string[], io: Io): Promise<number> {
  const isKind = listSourceKinds(app).some((kind) => kind.kind === what);
  const trial = isKind
    ? await tryNewSource(app, { kind: what, config: configOf(app, what, pairs) })
    : await tryStoredSource(app, await idOf(app, what));
  return report(io, trial);
}

function report(io: Io, trial: Trial): number {
  (trial.ok ? io.stdout : io.stderr).write(`${trial.summary}\n`);
  for (const post of trial.sample) {
    const text = (post.title ?? post.text).replaceAll(/\s+/g, ' ').slice(0, 100);
    io.stdout.write(`  ${post.createdAt.slice(0, 16)}  ${post.author ?? '?'}: ${text}\n`);
  }
  return trial.ok ? 0 : 1;
}

/** `hosts=wss://a,wss://b` by the fields of the kind. */
function configOf(app: App, kind: string, pairs: readonly string[]): Record<string, unknown> {
  const fields = new Map(connectorOf(app, kind).fields.map((field) => [field.name, field]));
  const config: Record<string, unknown> = {};
  for (const pair of pairs) {
    const at = pair.indexOf('=');
    const name = pair.slice(0, at);
    const value = pair.slice(at + 1);
    const field = fields.get(name);
    if (at < 1 || !field)
      throw sourceErrors('source.setting_unknown', {
        setting: pair.slice(0, 80),
        settings: [...fields.keys()].join(', '),
      });
    if (field.kind === 'list') config[name] = value.split(',').filter((entry) => entry !== '');
    else if (field.kind === 'number') config[name] = Number(value);
    else if (field.kind === 'boolean')
      config[name] = ['true', 'yes', '1', 'on'].includes(value.toLowerCase());
    else config[name] = value;
  }
  return config;
}

/** Sources are named by their id or by their name where only one has it. */
async function idOf(app: App, given: string): Promise<string> {
  const found = (await listSources(app)).filter((source) => source.id === given || source.name === given);
  if (found.length !== 1) throw sourceErrors('source.not_found', { id: given || '(none given)' });
  return found[0]!.id;
}

function said(io: Io, text: string): number {
  io.stdout.write(`${text}\n`);
  return 0;
}
