import { loadConfig } from '#platform/config/index.ts';
import { openDatabaseOnly } from '../boot.ts';

export async function runMigrate(): Promise<number> {
  const booted = await openDatabaseOnly(loadConfig(process.env));
  await booted.stop();
  process.stdout.write('The database is up to date.\n');
  return 0;
}
