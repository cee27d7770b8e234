import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { defineErrors, messageOf } from '#platform/errors/index.ts';
import { loadConfig } from '#platform/config/index.ts';
import { openDatabase } from '../database.ts';
import type { Process, ProcessRole } from '../serve.ts';

const HELP = `rapport serve [--demo] [--role http]

Starts everything in one process: console and API on HOST and PORT (127.0.0.1:3000), the sources, the jobs and the outbox.
  --demo         fill an empty database with a company that looks alive
  --role http    only console and API; others read, match and work
The environment is described in docs/configuration.md.
`;

const LISTEN_HELP = `rapport listen

Reads the sources. With NATS_URL it hands what it reads to the stream, for any number of "rapport work --role match"; without it
matches and stores by itself. Several may run on one database: a source is read by one of them.
`;

const WORK_HELP = `rapport work [--role match|jobs]

Runs jobs, sends what is waiting and, with NATS_URL, matches and stores what "rapport listen" reads.
  --role match    only match and store; any number of machines may do it
  --role jobs     only jobs and the outbox
`;

const HELP_OPTION = { type: 'boolean', short: 'h' } as const;
type Roles = ReadonlyMap<string | undefined, readonly ProcessRole[]>;
const SERVE_ROLES: Roles = new Map<string | undefined, ProcessRole[]>([
  [undefined, ['serve', 'listen', 'match', 'work']],
  ['http', ['serve']],
]);
const WORK_ROLES: Roles = new Map<string | undefined, ProcessRole[]>([
  [undefined, ['work', 'match']],
  ['match', ['match']],
  ['jobs', ['work']],
]);

const commandErrors = defineErrors({
  'command.role_unknown': { status: 400, text: '“rapport {command}” has no role “{role}”. It has: {names}.' },
  'work.nothing_to_match': {
    status: 400,
    text: 'A matcher takes its posts from NATS, and NATS_URL is not set. On one machine “rapport serve” or “rapport listen” matches by itself.',
  },
});

const LINGER_MS = 500;
const START_PATIENCE_MS = 5000;

/** `rapport serve` */
export async function serve(argv: string[]): Promise<number> {
  const { values } = parseArgs({
    args: argv,
    options: { demo: { type: 'boolean', default: false }, role: { type: 'string' }, help: HELP_OPTION },
  });
  if (values.help) return tell(HELP);
  return runRoles(rolesOf('serve', SERVE_ROLES, values.role), values.demo);
}

/** `rapport listen` */
export function listen(argv: string[]): Promise<number> {
  const { values } = parseArgs({ args: argv, options: { help: HELP_OPTION } });
  return values.help ? tell(LISTEN_HELP) : runRoles(['listen']);
}

/** `rapport work` */
export async function work(argv: string[]): Promise<number> {
  const { values } = parseArgs({ args: argv, options: { role: { type: 'string' }, help: HELP_OPTION } });
  if (values.help) return tell(WORK_HELP);
  const roles = rolesOf('work', WORK_ROLES, values.role);
  if (values.role === 'match' && !loadConfig(process.env).natsUrl)
    throw commandErrors('work.nothing_to_match');
  return runRoles(roles);
}

function rolesOf(command: string, known: Roles, role: string | undefined): readonly ProcessRole[] {
  const roles = known.get(role);
  if (roles) return roles;
  const names = [...known.keys()].filter((name) => name !== undefined).join(', ');
  throw commandErrors('command.role_unknown', { command, role: role ?? '', names });
}

async function tell(text: string): Promise<number> {
  process.stdout.write(text);
  return 0;
}

async function runRoles(roles: readonly ProcessRole[], isDemo = false): Promise<number> {
  // Listened for from the beginning: a Ctrl-C while everything starts must stop what has started, too.
  const asked = Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM'), once(process, 'SIGHUP')]);
  const config = loadConfig(process.env);
  // The database starts while the program loads.
  const opening = openDatabase(config, 'own');
  opening.catch(() => undefined);
  const { startProcess } = await import('../serve.ts').catch(async (error: unknown) => {
    // A database without a program would keep the process, and the data directory, for ever.
    await opening.then(
      (database) => database.stop(),
      () => undefined,
    );
    throw error;
  });
  const starting = startProcess(config, new Set(roles), opening);
  void asked.then(() => leaveUnlessStarted(starting));
  const running = await starting;
  say(running, roles);
  if (isDemo)
    fillWith(running).catch((error: unknown) => process.stderr.write(`--demo: ${messageOf(error)}\n`));
  const signal = await asked;
  process.stderr.write(`\nStopping (${String(signal[0] ?? 'asked to')}) …\n`);
  process.once('SIGINT', () => process.exit(130));
  await running.stop();
  // What still waits for a database that is away has nothing left to do.
  setTimeout(() => process.exit(), LINGER_MS).unref();
  return 0;
}

/** A start that takes long (a database that recovers, one that does not answer) is not waited for once somebody asked to stop. */
async function leaveUnlessStarted(starting: Promise<unknown>): Promise<void> {
  const leave = setTimeout(() => process.exit(130), START_PATIENCE_MS);
  await starting.catch(() => undefined);
  clearTimeout(leave);
}

/** The demonstration must not keep anybody from using what runs. */
async function fillWith({ app }: Process): Promise<void> {
  const { fillDemo } = await import('../demo/index.ts');
  const isFilled = await fillDemo(app, (text) => process.stdout.write(`${text}\n`));
  process.stdout.write(
    isFilled ? 'The sample company is ready.\n' : 'There are posts already: --demo changed nothing.\n',
  );
}

function say(running: Process, roles: readonly ProcessRole[]): void {
  if (!running.address) {
    process.stdout.write(`Rapport is running: ${roles.join(', ')}. Ctrl-C stops it.\n`);
    return;
  }
  process.stdout.write(`Rapport is running at ${running.address}\n`);
  if (running.ownerLink)
    process.stdout.write(`Make the owner's account with this link, once:\n\n  ${running.ownerLink}\n\n`);
  process.stdout.write('Ctrl-C stops it.\n');
}
