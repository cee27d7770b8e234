import { type ChildProcess, execFile, spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, chown, copyFile, cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { until } from './app.ts';
import { freePort, isListening } from './mail-servers.ts';

const run = promisify(execFile);

/** A second mail server with ways of its own: OpenSMTPD takes mail for everybody, hands it on, and writes its own reports. */
export interface OpenSmtpd {
  port: number;
  close(): Promise<void>;
}

/** Largest mail that it takes. */
export const SECOND_LIMIT = 200_000;
/** Ids that nobody else has: the server's parts run as these, in a root folder of their own. */
const IDS = { opensmtpd: 7101, opensmtpq: 7102, mailer: 7103 };
const PACKED = path.resolve('build/opensmtpd');

/** Undefined when it is there, or could be had; else why not. Debian keeps it from being installed beside Postfix, so it is unpacked. */
export function whyNoOpenSmtpd(): string | undefined {
  if (process.getuid?.() !== 0) return 'OpenSMTPD needs root to start';
  if (existsSync(path.join(PACKED, 'usr/sbin/smtpd'))) return undefined;
  const script =
    'set -e; mkdir -p "$1"; cd "$1"; get() { apt-get download opensmtpd libevent-2.1-7 libdb5.3; }; get || { apt-get update -qq; get; }; for one in *.deb; do dpkg -x "$one" .; rm "$one"; done';
  spawnSync('sh', ['-c', script, 'sh', PACKED], { stdio: 'ignore', timeout: 120_000 });
  return existsSync(path.join(PACKED, 'usr/sbin/smtpd'))
    ? undefined
    : 'OpenSMTPD could not be had: apt-get download opensmtpd';
}

/**
 * Mail for `full@second.example` waits for room; nobody else is known there. Mail for `refused.example` goes to the
 * server at `refusing`, all other mail to the one at `next`.
 */
export async function startOpenSmtpd({
  next,
  refusing,
}: {
  next: number;
  refusing: number;
}): Promise<OpenSmtpd> {
  const root = await mkdtemp(path.join(tmpdir(), 'rapport-opensmtpd-'));
  const port = await freePort();
  await furnish(root);
  await writeFile(
    path.join(root, 'etc/smtpd.conf'),
    `smtp max-message-size "${SECOND_LIMIT}"
bounce warn-interval 1s
listen on 127.0.0.1 port ${port} hostname mx.second.example
action "full" mda "echo mailbox is full >&2; exit 75" virtual { full@second.example = mailer }
action "refusing" relay host smtp+notls://127.0.0.1:${refusing}
action "next" relay host smtp+notls://127.0.0.1:${next}
match from any for rcpt-to full@second.example action "full"
match from any for domain second.example reject
match from any for domain refused.example action "refusing"
match from any for any action "next"
`,
  );
  const server = spawn('chroot', [root, '/usr/sbin/smtpd', '-d', '-f', '/etc/smtpd.conf'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [server.stdout, server.stderr])
    stream.on('data', (data: Buffer) => (said += String(data)));
  await until('OpenSMTPD listens', () => isListening(port), 10_000).catch((error: unknown) => {
    throw new Error(`${String(error)} ${said}`);
  });
  return {
    port,
    async close() {
      await ended(server);
      await rm(root, { recursive: true, force: true });
    },
  };
}

/** Its files, its libraries and its people: it looks for all of them at fixed places. */
async function furnish(root: string): Promise<void> {
  await chmod(root, 0o755);
  await cp(PACKED, root, { recursive: true, verbatimSymlinks: true });
  for (const folder of [
    'bin',
    'run',
    'tmp',
    'home/mailer',
    'var/lib/opensmtpd/empty',
    'var/spool/smtpd',
    'dev',
  ])
    await mkdir(path.join(root, folder), { recursive: true });
  if (!existsSync(path.join(root, 'var/run'))) await symlink('../run', path.join(root, 'var/run'));
  await chmod(path.join(root, 'var/spool/smtpd'), 0o711);
  await chown(path.join(root, 'home/mailer'), IDS.mailer, IDS.mailer);
  await copyFile('/bin/sh', path.join(root, 'bin/sh'));
  for (const program of [path.join(root, 'usr/sbin/smtpd'), '/bin/sh']) await bringLibraries(program, root);
  const people = Object.entries(IDS);
  const line = ([name, id]: [string, number]) => `${name}:x:${id}:${id}::/home/${name}:/bin/sh\n`;
  const files = {
    passwd: `root:x:0:0:root:/:/bin/sh\n${people.map(line).join('')}`,
    group: `root:x:0:\n${people.map(([name, id]) => `${name}:x:${id}:\n`).join('')}`,
    hosts: '127.0.0.1 localhost\n',
    'resolv.conf': '',
    mailname: 'mx.second.example\n',
  };
  for (const [name, text] of Object.entries(files)) await writeFile(path.join(root, 'etc', name), text);
}

async function bringLibraries(program: string, root: string): Promise<void> {
  const own = ['usr/lib/x86_64-linux-gnu', 'usr/lib/aarch64-linux-gnu'].map((one) => path.join(PACKED, one));
  const { stdout } = await run('ldd', [program], { env: { ...process.env, LD_LIBRARY_PATH: own.join(':') } });
  for (const [, library] of stdout.matchAll(/(?:=> |^\s*)(\/\S+)/gm)) {
    const place = path.join(root, library!.startsWith(PACKED) ? library!.slice(PACKED.length) : library!);
    if (existsSync(place)) continue;
    await mkdir(path.dirname(place), { recursive: true });
    await copyFile(library!, place);
  }
}

async function ended(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null) return;
  const gone = new Promise((resolve) => server.once('exit', resolve));
  server.kill('SIGTERM');
  await gone;
}
