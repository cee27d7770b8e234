import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { stopEmbedded } from '#platform/db/embedded/index.ts';
import { hashOfMigrations, TEST_SERVER_DIRECTORY } from './database.ts';

/** Makes the cluster of PostgreSQL in a folder, with every migration, and leaves nothing running. */
export type Migrate = (folder: string) => Promise<void>;

const FOLDER = path.join(TEST_SERVER_DIRECTORY, 'clusters');
/** Nothing that is only there to be used again is worth copying. */
const SMALL = 'fsync = off\nfull_page_writes = off\nwal_recycle = off\nmin_wal_size = 32MB\n';

/**
 * Copies a cluster of PostgreSQL with an empty database of ours into a folder, as the program's first start on it would have made it: that
 * takes seconds each time, the copy a tenth. It is made anew when a migration changed.
 */
export async function copyCluster(folder: string, migrate: Migrate): Promise<void> {
  const made = path.join(FOLDER, hashOfMigrations());
  if (!existsSync(made)) await makeOnce(made, migrate);
  await copy(path.join(made, 'postgres'), folder);
}

async function makeOnce(made: string, migrate: Migrate): Promise<void> {
  const lock = (await import(new URL('../../bin/lock.mjs', import.meta.url).href)) as {
    withLock(file: string, work: () => Promise<void>): Promise<void>;
  };
  await lock.withLock(`${FOLDER}.lock`, async () => {
    if (existsSync(made)) return;
    await mkdir(FOLDER, { recursive: true });
    for (const old of await readdir(FOLDER))
      await rm(path.join(FOLDER, old), { recursive: true, force: true });
    const draft = await mkdtemp(path.join(FOLDER, 'draft-'));
    await writeFile(path.join(draft, 'postgresql.local.conf'), SMALL, { mode: 0o644 });
    await migrate(draft);
    await stopEmbedded(draft);
    await rename(draft, made);
  });
}

/** With the owner, whom PostgreSQL looks at. */
async function copy(from: string, to: string): Promise<void> {
  const [code] = await once(spawn('cp', ['-pR', from, to], { stdio: 'ignore' }), 'close');
  if (code !== 0) throw new Error(`${from} could not be copied to ${to}`);
}
