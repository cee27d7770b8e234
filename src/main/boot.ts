import { createApp, type App } from '#platform/app/index.ts';
import { createBus } from '#platform/bus/index.ts';
import { systemClock } from '#platform/clock/index.ts';
import type { Config } from '#platform/config/index.ts';
import { createDb, type Db, migrate } from '#platform/db/index.ts';
import { createJobs, migrateJobs } from '#platform/jobs/index.ts';
import { createLogger, type Logger } from '#platform/log/index.ts';
import { createOutward } from '#platform/outward/index.ts';
import { createSecrets, type Secrets } from '#platform/secrets/index.ts';
import { connectorsPort } from '#connectors/kit/index.ts';
import { connectors } from './connectors.ts';
import { type Database, openDatabase } from './database.ts';
import { migrationFolders } from './features.ts';
import { startToStop, type Stopping } from './stopping.ts';
import { wire } from './wiring.ts';

export interface Booted {
  app: App;
  /** Address of the database in use. */
  databaseUrl: string;
  /** Ends everything in the time that `stopping` has left; all of it unless told. */
  stop(stopping?: Stopping): Promise<void>;
}

interface Opened {
  db: Db;
  secrets: Secrets;
  log: Logger;
  databaseUrl: string;
  stop(stopping?: Stopping): Promise<void>;
}

/** The migrated database and the key, without anything that works on them: for backup, restore and doctor. Works beside a running Rapport unless told. */
export async function openDatabaseOnly(
  config: Config,
  opening: Promise<Database> = openDatabase(config, 'join'),
): Promise<Opened> {
  const log = createLogger(config.logLevel);
  const database = await opening;
  const db = createDb({ url: database.url, max: config.databasePool, log });
  const stop = async (stopping = startToStop(log)) => {
    await stopping.part('connections', () => db.close());
    await database.stop(stopping.forDatabase());
  };
  try {
    await migrate(db.pool, migrationFolders);
    await migrateJobs(db);
    return { db, secrets: createSecrets(config), log, databaseUrl: database.url, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Migrates the database and wires the program on it. Nothing runs yet. */
export async function boot(config: Config, opening: Promise<Database>): Promise<Booted> {
  const { db, secrets, log, databaseUrl, stop: closeDatabase } = await openDatabaseOnly(config, opening);
  const parts: [name: string, end: () => Promise<void>][] = [];
  const stop = async (stopping = startToStop(log)) => {
    for (const [name, end] of parts.splice(0).toReversed()) await stopping.part(name, end);
    await closeDatabase(stopping);
  };
  try {
    const clock = systemClock;
    const bus = await createBus({ url: databaseUrl, db, log, clock });
    parts.push(['bus', () => bus.close()]);
    const outward = createOutward({ allow: config.allowOutward, log });
    parts.push(['outward', () => outward.close()]);
    const jobs = createJobs({ db, log, concurrency: 4 });
    parts.push(['jobs', () => jobs.stop()]);
    const app = createApp({ config, log, clock, db, bus, jobs, outward, secrets });
    app.provide(connectorsPort, connectors);
    await wire(app);
    return { app, databaseUrl, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
