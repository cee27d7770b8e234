import { stat } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { installKey, unwrapKey } from '#platform/secrets/index.ts';
import { restoreBackup, writeBackup } from '#platform/backup/index.ts';
import { loadConfig } from '#platform/config/index.ts';
import { AppError } from '#platform/errors/index.ts';
import packageJson from '../../../package.json' with { type: 'json' };
import { openDatabase } from '../database.ts';

const BACKUP = `rapport backup FILE            writes the whole database to one file (gzipped, readable by psql too); may run while Rapport does

RAPPORT_BACKUP_PASSPHRASE      12 characters or more: the key of the stored secrets goes along, locked with it. Without it the connected
                               accounts have to be connected again after a restore, unless the key file is kept elsewhere.
`;
const RESTORE = `rapport restore FILE           fills an empty database from a file of "rapport backup", all or nothing; stop Rapport first

RAPPORT_BACKUP_PASSPHRASE      the one that the backup was made with: opens the key of the stored secrets that is in it. Without it the
                               connected accounts have to be connected again, unless the key file is here.
`;

export async function runBackup(argv: string[]): Promise<number> {
  const { file, isHelp } = fileFrom(argv);
  if (file === undefined) return help(BACKUP, isHelp);
  const config = loadConfig(process.env);
  const passphrase = passphraseFrom(process.env);
  const { openDatabaseOnly } = await import('../boot.ts');
  const opened = await openDatabaseOnly(config);
  try {
    const wrappedKey = passphrase === undefined ? undefined : await opened.secrets.wrapKey(passphrase);
    const tables = await writeBackup({
      pool: opened.db.pool,
      file,
      wrappedKey,
      version: packageJson.version,
    });
    const { size } = await stat(file);
    process.stdout.write(`Wrote ${tables} tables to ${file} (${(size / 1_048_576).toFixed(1)} MB).\n`);
    if (!wrappedKey)
      process.stderr.write(
        'The key of the stored secrets is not in it. Set RAPPORT_BACKUP_PASSPHRASE to take it along.\n',
      );
    return 0;
  } finally {
    await opened.stop();
  }
}

export async function runRestore(argv: string[]): Promise<number> {
  const { file, isHelp } = fileFrom(argv);
  if (file === undefined) return help(RESTORE, isHelp);
  const config = loadConfig(process.env);
  const passphrase = passphraseFrom(process.env);
  const { openDatabaseOnly } = await import('../boot.ts');
  const opened = await openDatabaseOnly(config, openDatabase(config, 'own'));
  try {
    const result = await restoreBackup(opened.db.pool, file, async (wrappedKey) => {
      if (wrappedKey && passphrase)
        installKey(config, await unwrapKey(wrappedKey, passphrase), { replace: true });
    });
    process.stdout.write(
      `Restored ${result.rows} rows in ${result.tables} tables, as they were on ${result.madeAt}.\n`,
    );
    if (result.wrappedKey && !passphrase)
      process.stderr.write(
        'The backup holds the key of the stored secrets; it was not installed because RAPPORT_BACKUP_PASSPHRASE is not set.\n',
      );
    return 0;
  } finally {
    await opened.stop();
  }
}

function fileFrom(argv: string[]): { file?: string; isHelp: boolean } {
  const { values, positionals } = parseArgs({
    args: argv,
    allowPositionals: true,
    options: { help: { type: 'boolean', short: 'h' } },
  });
  const isHelp = values.help === true;
  return isHelp || positionals.length !== 1 ? { isHelp } : { file: path.resolve(positionals[0]!), isHelp };
}

function passphraseFrom(env: NodeJS.ProcessEnv): string | undefined {
  const passphrase = env['RAPPORT_BACKUP_PASSPHRASE'] || undefined;
  if (passphrase !== undefined && passphrase.length < 12) {
    throw new AppError(
      'backup.passphrase_short',
      400,
      'RAPPORT_BACKUP_PASSPHRASE has to have 12 characters or more. Nothing was done.',
    );
  }
  return passphrase;
}

function help(text: string, isWished: boolean): number {
  process.stdout.write(text);
  return isWished ? 0 : 2;
}
