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
  /** Fast shutdown in `limitMs` (8000 unless told) and a moment; nothing is left running. When joined, the server stays with its owner. */
  stop(limitMs?: number): Promise<void>;
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
  const wasRunning = await reach(installation, options.settings);
  const guard = options.use === 'join' ? undefined : await keepClaim(installation, options);
  const lastMoment = () => dismissServer(layout);
  if (guard) process.on('exit', lastMoment);
  let stopping: Promise<void> | undefined;
  const stop = async (limitMs?: number) => {
    if (guard) await guard.stop(limitMs);
    else if (!wasRunning) await stopUnlessOwned(installation);
    process.off('exit', lastMoment);
  };
  return { url: addressOf(layout), wasRunning, stop: (limitMs) => (stopping ??= stop(limitMs)) };
}

/** Stops the server of a data directory, whoever started it; nothing happens when none runs. */
export async function stopEmbedded(dataDir: string): Promise<void> {
  const directory = path.resolve(dataDir);
  await stopServer(chooseInstallation(directory, findBinaries(directory)).layout);
}

/** Brings the server up and connects to it, also when one that was found up is gone at that moment. */
async function reach(installation: Installation, settings: EmbeddedOptions['settings']): Promise<boolean> {
  for (let attempt = 1; ; attempt++) {
    const { wasRunning } = await ensureServer(installation, settings);
    try {
      await ensureDatabase(installation.layout);
      return wasRunning;
    } catch (error) {
      if (attempt === 20 || !isGone(error)) throw error;
      await wait(50 * attempt);
    }
  }
}

/** No answer, or the answer of a server that recovers or ends. */
function isGone(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return (
    /^(ECONNRESET|ECONNREFUSED|EPIPE|ENOENT|57P0[123])$/.test(code) || /terminated/.test(messageOf(error))
  );
}

async function install(options: EmbeddedOptions): Promise<Installation> {
  mkdirSync(options.dataDir, { recursive: true, mode: 0o700 });
  const dataDir = realpathSync(options.dataDir);
  const installation = chooseInstallation(dataDir, findBinaries(dataDir), options.mayUseNamespace);
  await ensureCluster(installation);
  return installation;
}

interface Guard {
  stop(limitMs?: number): Promise<void>;
}

/** A server that is being brought back is given up within a step of its start, or of connecting to it. */
const RESTORE_LEAVES_MS = 500;

/** Holds the claim; when the server dies under us, starts it again and takes the claim again. */
async function keepClaim(installation: Installation, { log, settings }: EmbeddedOptions): Promise<Guard> {
  const { layout } = installation;
  const stopping = new AbortController();
  const { signal } = stopping;
  let claim: Claim = await takeClaim(layout);
  const restore = async (): Promise<void> => {
    for (let pause = 50; ; pause = Math.min(pause * 2, 5000)) {
      if (signal.aborted) return;
      try {
        await ensureServer(installation, settings, signal);
        claim = await takeClaim(layout);
        claim.onLost(onLost);
        return log.warn({}, 'the embedded PostgreSQL was restarted after it had ended by itself');
      } catch (error) {
        if (signal.aborted) return;
        log.error({ reason: messageOf(error) }, 'the embedded PostgreSQL ended and does not start again');
        await wait(pause, undefined, { ref: false, signal }).catch(() => undefined);
      }
    }
  };
  let restoring: Promise<void> | undefined;
  const onLost = () => {
    if (!signal.aborted) restoring = restore().finally(() => (restoring = undefined));
  };
  claim.onLost(onLost);
  return {
    stop: async (limitMs) => {
      // A server that recovers hears an orderly request only when it has recovered; it can as well do that at the next start.
      const isRecovering = restoring !== undefined;
      stopping.abort();
      await Promise.race([restoring, wait(RESTORE_LEAVES_MS, undefined, { ref: false })]);
      await stopServer(layout, limitMs, isRecovering);
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
