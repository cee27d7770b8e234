import { spawnSync, type SpawnOptions } from 'node:child_process';
import { chownSync, lstatSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { createHash } from 'node:crypto';
import path from 'node:path';
import { copyBinaries, type Binaries } from './binaries.ts';
import { embeddedErrors } from './errors.ts';
import { prepareLayout, type Layout } from './layout.ts';

/** How PostgreSQL's programs are started: as we are, in a user namespace, or as another user. */
export interface RunAs {
  kind: 'plain' | 'namespace' | 'user';
  /** Words before the program. */
  prefix: readonly string[];
  options: Pick<SpawnOptions, 'uid' | 'gid'>;
}

/** What is fixed before PostgreSQL starts: its programs, its places and the user it runs as. */
export interface Installation {
  binaries: Binaries;
  layout: Layout;
  runAs: RunAs;
}

const PLAIN: RunAs = { kind: 'plain', prefix: [], options: {} };
const NAMESPACE: RunAs = {
  kind: 'namespace',
  prefix: ['unshare', '--user', '--map-user=1000', '--map-group=1000', '--'],
  options: {},
};
/** Where data goes that the other user could not reach in the data directory. */
const SHARED_HOMES = '/var/lib/rapport';

/**
 * Decides how to run PostgreSQL, which refuses root. As root a user namespace is taken where the kernel allows one: the files
 * stay root's and a folder that only root may enter works. Otherwise an unprivileged user owns the cluster, and what that user
 * cannot reach is kept below /var/lib/rapport. A cluster that exists already is found again wherever it lies.
 */
export function chooseInstallation(
  dataDir: string,
  binaries: Binaries,
  mayUseNamespace = true,
): Installation {
  const near = prepareLayout(dataDir);
  if (process.getuid?.() !== 0) return { binaries, layout: near, runAs: PLAIN };
  const owner = ownerOf(near.cluster);
  const far = path.join(SHARED_HOMES, createHash('sha256').update(dataDir).digest('hex').slice(0, 16));
  const farOwner = ownerOf(path.join(far, 'postgres'));
  if (!owner && farOwner) return asUser(prepareLayout(dataDir, far), binaries, farOwner);
  if (!owner?.uid && mayUseNamespace && worksInNamespace(binaries, near)) {
    return { binaries, layout: near, runAs: NAMESPACE };
  }
  const user = owner?.uid ? owner : unprivilegedUser();
  if (canReach(user, dataDir)) return asUser(near, binaries, user);
  if (owner)
    throw embeddedErrors('embedded.root_refused', { reason: `user ${user.uid} cannot enter ${dataDir}` });
  return asUser(prepareLayout(dataDir, far), binaries, user);
}

/** The environment of PostgreSQL's programs: nothing of ours, so that no PG… or LC_… variable changes what they do. */
export const serverEnvironment = { PATH: process.env['PATH'] ?? '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };

interface User {
  uid: number;
  gid: number;
}

function worksInNamespace(binaries: Binaries, layout: Layout): boolean {
  const check = 'test -w "$1" && "$0" --version';
  const [command, ...words] = [...NAMESPACE.prefix, 'sh', '-c', check, binaries.postgres, layout.dataDir];
  return spawnSync(command!, words, { stdio: 'ignore', env: serverEnvironment }).status === 0;
}

function asUser(layout: Layout, binaries: Binaries, { uid, gid }: User): Installation {
  const user = { uid, gid };
  const home = path.dirname(layout.cluster);
  const programs = canReach(user, binaries.postgres) ? binaries : copyBinaries(binaries, home);
  if (!canReach(user, programs.postgres)) {
    throw embeddedErrors('embedded.root_refused', { reason: `user ${uid} cannot reach ${programs.root}` });
  }
  if (ownerOf(layout.cluster)) giveTo(layout.cluster, user);
  chownSync(layout.sockets, uid, gid);
  return { binaries: programs, layout, runAs: { kind: 'user', prefix: [], options: user } };
}

function canReach(user: User, file: string): boolean {
  const check = spawnSync('sh', ['-c', 'test -x "$0"', file], {
    ...user,
    stdio: 'ignore',
    env: serverEnvironment,
  });
  return check.status === 0;
}

function giveTo(folder: string, user: User): void {
  if (lstatSync(folder).uid === user.uid) return;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) giveTo(file, user);
    else if (!entry.isSymbolicLink()) chownSync(file, user.uid, user.gid);
  }
  // Last, so that an interrupted walk is walked again.
  chownSync(folder, user.uid, user.gid);
}

function unprivilegedUser(): User {
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  for (const wanted of ['postgres', 'nobody']) {
    const found = users.find(([name]) => name === wanted);
    if (found) return { uid: Number(found[2]), gid: Number(found[3]) };
  }
  return { uid: 65_534, gid: 65_534 };
}

function ownerOf(folder: string): User | undefined {
  return statSync(folder, { throwIfNoEntry: false });
}
