import type { App } from '#platform/app/index.ts';
import type { Running } from '#platform/feature/index.ts';
import type { Config } from '#platform/config/index.ts';
import { AppError } from '#platform/errors/index.ts';
import type { HttpServer } from '#platform/http/index.ts';
import { ownerLink } from '#people/sessions/index.ts';
import { boot } from './boot.ts';
import { type Database, openDatabase } from './database.ts';
import { giveBackAfterStart } from './give-back.ts';
import { features } from './features.ts';
import { buildServer } from './server.ts';
import { startToStop } from './stopping.ts';
import { listenAcross } from './wiring.ts';

export type ProcessRole = 'serve' | 'listen' | 'match' | 'work';

export interface Process {
  app: App;
  /** Where people reach it; absent when no HTTP is served. */
  address: string | undefined;
  /** One-time link that makes the owner's account; absent when there is an owner. */
  ownerLink: string | undefined;
  /** Ends everything: no new work, what is under way finished or put down safely. */
  stop(): Promise<void>;
}

interface RunningService extends Running {
  name: string;
}

/** Starts one process of the program with the roles given: HTTP, reading sources, jobs and outbox. `opening` is a database that starts already. */
export async function startProcess(
  config: Config,
  roles: ReadonlySet<ProcessRole>,
  opening: Promise<Database> = openDatabase(config, 'own'),
): Promise<Process> {
  const booted = await boot(config, opening);
  const { app } = booted;
  const stopping = new AbortController();
  const running: RunningService[] = [];
  let server: HttpServer | undefined;
  const stop = async () => {
    const inTime = startToStop(app.log);
    stopping.abort();
    await inTime.part('http', () => server?.close());
    const services = running.map(({ name, stopped }) => inTime.part(name, stopped));
    await Promise.all([...services, inTime.part('jobs', () => app.jobs.stop())]);
    await booted.stop(inTime);
  };
  try {
    server = roles.has('serve') ? await buildServer(app) : undefined;
    const address = server && (await listen(server, config));
    await startServices(app, roles, stopping.signal, running);
    giveBackAfterStart(stopping.signal);
    return { app, address, ownerLink: server && (await ownerLink(app)), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function listen(server: HttpServer, config: Config): Promise<string> {
  try {
    const listening = await server.listen({ host: config.host, port: config.port });
    config.publicUrl = withRealPort(config.publicUrl, listening);
    return config.publicUrl;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) throw error;
    throw new AppError(
      'serve.port_taken',
      500,
      'Port {port} on {host} is in use by another program. Stop it, or choose another one with PORT.',
      { port: config.port, host: config.host },
      error,
    );
  }
}

async function startServices(
  app: App,
  roles: ReadonlySet<ProcessRole>,
  signal: AbortSignal,
  running: RunningService[],
): Promise<void> {
  for (const feature of features) feature.subscribe?.(app);
  for (const service of features.flatMap((feature) => feature.services ?? [])) {
    if (service.role !== 'every' && !roles.has(service.role)) continue;
    const started = await service.start(app, signal);
    if (started) running.push({ name: service.name, stopped: () => started.stopped() });
  }
  if (roles.has('work')) {
    listenAcross(app);
    const handlers = Object.assign({}, ...features.map((feature) => feature.jobs?.(app) ?? {}));
    const crontab = features.flatMap((feature) => feature.crontab ?? []);
    // On the embedded database there is no other process, so whoever holds a job is dead.
    if (!app.config.databaseUrl) await app.jobs.freeAbandoned();
    await app.jobs.work(handlers, crontab);
  }
}

/** PORT=0 asks for any free port; links and mails must name the one that was found. */
function withRealPort(publicUrl: string, listening: string): string {
  const shown = new URL(publicUrl);
  if (shown.port !== '0') return publicUrl;
  shown.port = new URL(listening).port;
  return shown.origin;
}
