import { realpathSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { messageOf } from '#platform/errors/index.ts';
import type { Logger } from '#platform/log/index.ts';
import { findBinaries } from './binaries.ts';
import { ensureDatabase, takeClaim, tryClaim, type Claim } from './claim.ts';
import { ensureCluster } from './cluster.ts';
import { addressOf } from './layout.ts';
import { dismissServer, ensureServer, stopServer } from './postmaster.ts';
import { chooseInstallation, type Installation } from './run-as.ts';

export { embeddedErrors } from './errors.ts';

export interface EmbeddedOptions {
  /** Everything of the database lies here; made when it does not exist. */
  dataDir: string;
  log: Logger;
  /**
   * `own` (unless told): the only Rapport on this directory, refused with `data_dir.in_use` when there is another.
   * `join`: beside another one, or alone when there is none; for commands that only add to what runs.
   */
  use?: 'own' | 'join';
  /** PostgreSQL settings that replace ours, for tests. */
  settings?: Readonly<Record<string, string>>;
  /** False: as root take another user at once instead of a user namespace. */
  mayUseNamespace?: boolean;
}

export interface EmbeddedDatabase {
  /** Connection string for `pg`, over a Unix socket that only this user can open. */
  url: string;
  /** Fast shutdown, at most 8 seconds; nothing is left running. When joined, the server stays with its owner. */
  stop(): Promise<void>;
  /** True when a server was found running, left over or another Rapport's. */
  wasRunning: boolean;
}

/**
 * Starts the PostgreSQL that comes with the package, or takes over the one that an earlier, killed Rapport left behind.
 * Restarts it when it dies. Errors: `data_dir.*` and `embedded.*`, each with what to do.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedDatabase> {
  const installation = await install(options);
  const { layout } = installation;
  const { wasRunning } = await ensureServer(installation, options.settings);
  await ensureDatabase(layout);
  const guard = options.use === 'join' ? undefined : await keepClaim(installation, options);
  const lastMoment = () => dismissServer(layout);
  if (guard) process.on('exit', lastMoment);
  let stopping: Promise<void> | undefined;
  const stop = async () => {
    process.off('exit', lastMoment);
    if (guard) await guard.stop();
    else if (!wasRunning) await stopUnlessOwned(installation);
  };
  return { url: addressOf(layout), wasRunning, stop: () => (stopping ??= stop()) };
}

/** Stops the server of a data directory, whoever started it; nothing happens when none runs. */
export async function stopEmbedded(dataDir: string): Promise<void> {
  const directory = path.resolve(dataDir);
  await stopServer(chooseInstallation(directory, findBinaries(directory)).layout);
}

async function install(options: EmbeddedOptions): Promise<Installation> {
  mkdirSync(options.dataDir, { recursive: true, mode: 0o700 });
  const dataDir = realpathSync(options.dataDir);
  const installation = chooseInstallation(dataDir, findBinaries(dataDir), options.mayUseNamespace);
  await ensureCluster(installation);
  return installation;
}

interface Guard {
  stop(): Promise<void>;
}

/** Holds the claim; when the server dies under us, starts it again and takes the claim again. */
async function keepClaim(installation: Installation, { log, settings }: EmbeddedOptions): Promise<Guard> {
  const { layout } = installation;
  let isStopping = false;
  let claim: Claim = await takeClaim(layout);
  const restore = async (): Promise<void> => {
    for (let pause = 50; ; pause = Math.min(pause * 2, 5000)) {
      if (isStopping) return;
      try {
        await ensureServer(installation, settings);
        claim = await takeClaim(layout);
        claim.onLost(onLost);
        return log.warn({}, 'the embedded PostgreSQL was restarted after it had ended by itself');
      } catch (error) {
        log.error({ reason: messageOf(error) }, 'the embedded PostgreSQL ended and does not start again');
        await wait(pause, undefined, { ref: false });
      }
    }
  };
  let restoring: Promise<void> = Promise.resolve();
  const onLost = () => {
    if (!isStopping) restoring = restore();
  };
  claim.onLost(onLost);
  return {
    stop: async () => {
      isStopping = true;
      await Promise.race([restoring, wait(1000, undefined, { ref: false })]);
      await stopServer(layout);
      await claim.release();
    },
  };
}

async function stopUnlessOwned({ layout }: Installation): Promise<void> {
  const claim = await tryClaim(layout).catch(() => undefined);
  if (!claim) return;
  await stopServer(layout);
  await claim.release();
}
