import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { until } from './app.ts';

/** nats-server processes on this machine, clustered where there are several. */
export interface NatsServers {
  /** What `NATS_URL` takes: every server, separated by commas. */
  url: string;
  names: readonly string[];
  /** Kills a server as a power cut would. */
  kill(name: string): Promise<void>;
  /** Starts a killed server on the data that it left. */
  start(name: string): Promise<void>;
  /** Kills what runs and removes all data. */
  close(): Promise<void>;
}

interface Server {
  name: string;
  port: number;
  routePort: number;
  child: ChildProcess | undefined;
  said: string;
}

/** Where the server lies, or undefined where it is not installed: Debian keeps it in /usr/sbin. */
export function findNatsServer(): string | undefined {
  const folders = [...(process.env['PATH'] ?? '').split(path.delimiter), '/usr/sbin', '/usr/local/bin'];
  return folders.map((folder) => path.join(folder, 'nats-server')).find((file) => existsSync(file));
}

/** Starts so many servers with JetStream, data in a folder of their own; resolves when they answer. `jetStream: false` leaves it off. */
export async function startNats(
  count: number,
  options: { jetStream?: boolean; user?: string; password?: string } = {},
): Promise<NatsServers> {
  const folder = await mkdtemp(path.join(tmpdir(), 'rapport-nats-'));
  const servers: Server[] = [];
  const ports = await reservePorts(count * 2);
  for (let i = 0; i < count; i++) {
    const [port, routePort] = [ports[i * 2]!, ports[i * 2 + 1]!];
    servers.push({ name: `n${i + 1}`, port, routePort, child: undefined, said: '' });
  }
  const access = options.user ? `${options.user}:${options.password}@` : '';
  const start = async (server: Server) => {
    const file = path.join(folder, `${server.name}.conf`);
    await writeFile(file, configurationOf(server, servers, folder, options));
    await run(server, file);
  };
  const named = (name: string) => servers.find((server) => server.name === name)!;
  const close = async () => {
    await Promise.all(servers.map(kill));
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await Promise.all(servers.map(start));
  } catch (error) {
    await close();
    throw error;
  }
  return {
    url: servers.map(({ port }) => `nats://${access}127.0.0.1:${port}`).join(','),
    names: servers.map(({ name }) => name),
    kill: (name) => kill(named(name)),
    start: (name) => start(named(name)),
    close,
  };
}

function configurationOf(
  server: Server,
  all: readonly Server[],
  folder: string,
  { jetStream = true, user, password }: { jetStream?: boolean; user?: string; password?: string },
): string {
  const lines = [`server_name: ${server.name}`, `listen: 127.0.0.1:${server.port}`];
  if (jetStream)
    lines.push(`jetstream { store_dir: "${path.join(folder, server.name)}", max_mem: 64MB, max_file: 4GB }`);
  if (user) lines.push(`authorization { user: "${user}", password: "${password}" }`);
  if (all.length > 1) {
    const routes = all.filter((one) => one !== server).map((one) => `nats://127.0.0.1:${one.routePort}`);
    lines.push(
      `cluster { name: test, listen: 127.0.0.1:${server.routePort}, routes: [${routes.join(', ')}] }`,
    );
  }
  return `${lines.join('\n')}\n`;
}

async function run(server: Server, file: string): Promise<void> {
  const program = findNatsServer();
  if (!program) throw new Error('nats-server is missing: apt-get install nats-server');
  server.said = '';
  const child = spawn(program, ['-c', file], { stdio: ['ignore', 'pipe', 'pipe'] });
  server.child = child;
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      server.said += text;
    });
  const isOver = () => child.exitCode !== null;
  await until(
    `${server.name} listens`,
    () => /Listening for client connections/.test(server.said) || isOver(),
    20_000,
  );
  if (isOver()) throw new Error(`nats-server ended: ${server.said}`);
}

async function kill(server: Server): Promise<void> {
  const { child } = server;
  server.child = undefined;
  if (!child || child.exitCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}

const PORTS = { from: 10_000, to: 32_000 };

/**
 * Ports that nobody uses, all different, and below those that the system gives to outgoing connections: a server that is killed finds its
 * port free again when it comes back.
 */
async function reservePorts(count: number): Promise<number[]> {
  const held = new Map<number, ReturnType<typeof createServer>>();
  while (held.size < count) {
    const port = PORTS.from + Math.floor(Math.random() * (PORTS.to - PORTS.from));
    const server = createServer().listen(port, '127.0.0.1');
    const isOurs = await Promise.race([
      once(server, 'listening').then(() => true),
      once(server, 'error').then(() => false),
    ]).catch(() => false);
    if (isOurs) held.set(port, server);
  }
  for (const server of held.values()) {
    server.close();
    await once(server, 'close');
  }
  return [...held.keys()];
}
