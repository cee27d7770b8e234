import { type App, createApp } from '#platform/app/index.ts';
import { createBus } from '#platform/bus/index.ts';
import { systemClock } from '#platform/clock/index.ts';
import { type Config, testConfig } from '#platform/config/index.ts';
import { createDb } from '#platform/db/index.ts';
import { createJobs } from '#platform/jobs/index.ts';
import { createLogger } from '#platform/log/index.ts';
import { createOutward } from '#platform/outward/index.ts';
import { createSecrets } from '#platform/secrets/index.ts';
import { cheapenPasswords } from './cheap-passwords.ts';
import { createTestDatabase } from './database.ts';

export interface TestApp {
  app: App;
  databaseUrl: string;
  /** Ends everything and drops the database. */
  close(): Promise<void>;
}

/** The platform on a database of its own, or the one that is named, with nothing provided for ports, no service running and cheap passwords. */
export async function createTestApp(overrides: Partial<Config> = {}): Promise<TestApp> {
  const own = overrides.databaseUrl === undefined ? await createTestDatabase() : undefined;
  const database = { url: overrides.databaseUrl ?? own!.url, drop: async () => own?.drop() };
  const config = testConfig({ databaseUrl: database.url, ...overrides });
  const log = createLogger(process.env['TEST_LOG'] ?? 'silent');
  const clock = systemClock;
  const db = createDb({ url: database.url, max: config.databasePool, log });
  const bus = await createBus({ url: database.url, db, log, clock });
  const makePasswordsDear = cheapenPasswords();
  const jobs = createJobs({ db, log, concurrency: 2 });
  const outward = createOutward({ allow: config.allowOutward, log });
  const app = createApp({ config, log, clock, db, bus, jobs, outward, secrets: createSecrets(config) });
  return {
    app,
    databaseUrl: database.url,
    async close() {
      await jobs.stop();
      await bus.close();
      await outward.close();
      await db.close();
      await database.drop();
      makePasswordsDear();
    },
  };
}

/** Resolves when `isTrue` does; asks often at first, then less, and gives up, with the description, after `milliseconds`. */
export async function until(
  description: string,
  isTrue: () => boolean | Promise<boolean>,
  milliseconds = 10_000,
): Promise<void> {
  const start = performance.now();
  while (!(await isTrue())) {
    const waited = performance.now() - start;
    if (waited > milliseconds) throw new Error(`waited ${milliseconds} ms in vain: ${description}`);
    // Whoever asks without a rest takes the machine from what is waited for.
    await new Promise((resolve) => setTimeout(resolve, waited < 500 ? 10 : 50));
  }
}
