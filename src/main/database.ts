import type { Config } from '#platform/config/index.ts';
import { startEmbedded } from '#platform/db/embedded/index.ts';
import { createLogger } from '#platform/log/index.ts';

export interface Database {
  url: string;
  /** Ends the server if it is ours; it is made to leave when `limitMs` are over. */
  stop(limitMs?: number): Promise<void>;
}

/** Starts the embedded PostgreSQL, or names the server of DATABASE_URL. `join` works beside a running Rapport. */
export async function openDatabase(config: Config, use: 'own' | 'join'): Promise<Database> {
  if (config.databaseUrl) return { url: config.databaseUrl, stop: async () => undefined };
  return startEmbedded({ dataDir: config.dataDir, log: createLogger(config.logLevel), use });
}
