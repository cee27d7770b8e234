import type { App } from '#platform/app/index.ts';
import type { Config } from '#platform/config/index.ts';
import { createDb, type Db } from '#platform/db/index.ts';
import { messageOf } from '#platform/errors/index.ts';
import { createLogger } from '#platform/log/index.ts';
import { countOutbox, countStuck } from '#platform/outbox/index.ts';
import { opensStoredKey } from '#people/sessions/index.ts';
import { countRefusals } from '#listen/intake/index.ts';
import { listSources } from '#listen/sources/index.ts';
import { boot } from '../boot.ts';
import { type Database, openDatabase } from '../database.ts';
import type { Finding } from './finding.ts';

const OLDEST_POSTGRES = 150_000;

/** The server, and what lies in the database. A server that is too old is named and left as it is. */
export async function checkDatabase(config: Config): Promise<Finding[]> {
  const kind = config.databaseUrl ? 'server (DATABASE_URL)' : 'embedded';
  try {
    const database = await openDatabase(config, 'join');
    const server = await lookAtServer(config, database, kind).catch(async (error: unknown) => {
      await database.stop();
      throw error;
    });
    if (server.some((finding) => finding.state === 'wrong')) {
      await database.stop();
      return server;
    }
    return [...server, ...(await lookInside(config, database))];
  } catch (error) {
    const mend = config.databaseUrl
      ? 'Check that the server runs and that DATABASE_URL is right.'
      : 'Read the reason above; "rapport restore" fills an empty data directory from a backup.';
    return [{ what: 'Database', state: 'wrong', seen: `${kind}: ${messageOf(error)}`, mend }];
  }
}

async function lookAtServer(config: Config, database: Database, kind: string): Promise<Finding[]> {
  const db = createDb({ url: database.url, max: 2, log: createLogger(config.logLevel) });
  try {
    return await checkServer(db, kind);
  } finally {
    await db.close();
  }
}

async function lookInside(config: Config, database: Database): Promise<Finding[]> {
  const { app, stop } = await boot(config, Promise.resolve(database));
  try {
    return [await checkSources(app), await checkRefusals(app), await checkOutbox(app), await checkKey(app)];
  } finally {
    await stop();
  }
}

async function checkServer(db: Db, kind: string): Promise<Finding[]> {
  const [row] = await db.query<{ version: number; text: string; now: Date }>(
    `select current_setting('server_version_num')::int as version, current_setting('server_version') as text, clock_timestamp() as now`,
  );
  const skew = Math.abs(Date.now() - row!.now.getTime()) / 1000;
  const isOld = row!.version < OLDEST_POSTGRES;
  return [
    {
      what: 'Database',
      state: isOld ? 'wrong' : 'good',
      seen: `${kind}, PostgreSQL ${row!.text}`,
      ...(isOld ? { mend: 'Rapport needs PostgreSQL 15 or newer.' } : {}),
    },
    {
      what: 'Clock',
      state: skew > 5 ? 'mind' : 'good',
      seen: `${skew.toFixed(1)} s apart from the database's`,
      ...(skew > 5 ? { mend: 'Let both machines follow the same time server.' } : {}),
    },
  ];
}

async function checkSources(app: App): Promise<Finding> {
  const sources = await listSources(app);
  const stopped = sources.filter((source) => source.state === 'running' && source.problem !== null).length;
  return {
    what: 'Sources',
    state: stopped > 0 ? 'mind' : 'good',
    seen: `${sources.length} set up, ${stopped} with a problem`,
    ...(stopped > 0 ? { mend: 'Open Listen › Sources; each says what it needs.' } : {}),
  };
}

async function checkRefusals(app: App): Promise<Finding> {
  const refused = await countRefusals(app);
  return {
    what: 'Refused',
    state: refused > 0 ? 'mind' : 'good',
    seen: `${refused} payloads kept aside`,
    ...(refused > 0
      ? { mend: 'Open Listen › Sources › Refused, read the reason, replay or remove them.' }
      : {}),
  };
}

async function checkOutbox(app: App): Promise<Finding> {
  const counts = await countOutbox(app);
  const uncertain = counts.find((one) => one.state === 'uncertain')?.count ?? 0;
  const stuck = await countStuck(app, 10);
  const mend =
    'Open Respond › Outbox and decide the uncertain ones; stuck ones need a running "rapport work".';
  return {
    what: 'Outbox',
    state: stuck + uncertain > 0 ? 'mind' : 'good',
    seen: `${stuck} stuck, ${uncertain} uncertain`,
    ...(stuck + uncertain > 0 ? { mend } : {}),
  };
}

async function checkKey(app: App): Promise<Finding> {
  return (await opensStoredKey(app))
    ? { what: 'Key', state: 'good', seen: 'stored secrets can be opened' }
    : {
        what: 'Key',
        state: 'wrong',
        seen: 'what is stored was sealed with another key',
        mend: 'Put the secret.key (or RAPPORT_KEY) back that belongs to this database.',
      };
}
