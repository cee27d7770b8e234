import { AppError } from '#platform/errors/index.ts';
import { createDb } from '#platform/db/index.ts';
import { createLogger } from '#platform/log/index.ts';
import { writeBackup } from '../index.ts';

/** Writes a backup of the database of its first argument into the file of its second one, and says on its output how it went. */
const [url = '', file = ''] = process.argv.slice(2);
const db = createDb({ url, max: 1, log: createLogger('silent') });
try {
  await writeBackup({ pool: db.pool, file, version: 'test' });
  process.stdout.write('written');
} catch (error) {
  process.stdout.write(error instanceof AppError ? `${error.code} ${error.message}` : String(error));
}
await db.close();
