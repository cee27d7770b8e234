import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { messageOf } from '#platform/errors/index.ts';
import { loadConfig } from '#platform/config/index.ts';
import { openDatabase } from '../database.ts';
import type { Process, ProcessRole } from '../serve.ts';

const HELP = `rapport serve [--demo]

Starts everything in one process: console and API on HOST and PORT (127.0.0.1:3000), the sources, the jobs and the outbox.
  --demo    fill an empty database with a company that looks alive
The environment is described in docs/configuration.md.
`;

const LINGER_MS = 500;

export const serve = (argv: string[]) => runRoles(argv, ['serve', 'listen', 'work']);
export const listen = (argv: string[]) => runRoles(argv, ['listen']);
export const work = (argv: string[]) => runRoles(argv, ['work']);

async function runRoles(argv: string[], roles: ProcessRole[]): Promise<number> {
  const { values } = parseArgs({
    args: argv,
    options: { demo: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
  });
  if (values.help) {
    process.stdout.write(HELP);
    return 0;
  }
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
  const running = await startProcess(config, new Set(roles), opening);
  say(running, roles);
  const filled = values.demo
    ? fillWith(running).catch((error: unknown) => process.stderr.write(`--demo: ${messageOf(error)}\n`))
    : undefined;
  const signal = await asked;
  process.stderr.write(`\nStopping (${String(signal[0] ?? 'asked to')}) …\n`);
  process.once('SIGINT', () => process.exit(130));
  await running.stop();
  await filled;
  // What still waits for a database that is away has nothing left to do.
  setTimeout(() => process.exit(), LINGER_MS).unref();
  return 0;
}

/** The demonstration must not keep anybody from using what runs. */
async function fillWith({ app }: Process): Promise<void> {
  const { fillDemo } = await import('../demo/index.ts');
  const isFilled = await fillDemo(app, (text) => process.stdout.write(`${text}\n`));
  process.stdout.write(
    isFilled ? 'The sample company is ready.\n' : 'There are posts already: --demo changed nothing.\n',
  );
}

function say(running: Process, roles: ProcessRole[]): void {
  if (!running.address) {
    process.stdout.write(`Rapport is running: ${roles.join(', ')}. Ctrl-C stops it.\n`);
    return;
  }
  process.stdout.write(`Rapport is running at ${running.address}\n`);
  if (running.ownerLink)
    process.stdout.write(`Make the owner's account with this link, once:\n\n  ${running.ownerLink}\n\n`);
  process.stdout.write('Ctrl-C stops it.\n');
}
