import { parseArgs } from 'node:util';
import { loadConfig } from '#platform/config/index.ts';

const HELP = `rapport migrate

Brings the database up to date and stops. Works beside a running Rapport.
`;

export async function runMigrate(argv: string[]): Promise<number> {
  const { values } = parseArgs({ args: argv, options: { help: { type: 'boolean', short: 'h' } } });
  if (values.help) {
    process.stdout.write(HELP);
    return 0;
  }
  const config = loadConfig(process.env);
  // Loaded only now: help and wrong words are answered without the whole program.
  const { openDatabaseOnly } = await import('../boot.ts');
  const booted = await openDatabaseOnly(config);
  await booted.stop();
  process.stdout.write('The database is up to date.\n');
  return 0;
}
