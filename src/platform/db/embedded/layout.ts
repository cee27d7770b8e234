import { createHash } from 'node:crypto';
import { chmodSync, lstatSync, mkdirSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { messageOf } from '#platform/errors/index.ts';
import { embeddedErrors } from './errors.ts';

/** Where the pieces of one embedded database lie. */
export interface Layout {
  /** The directory the caller named; lock messages and errors speak of it. */
  dataDir: string;
  /** PostgreSQL's own directory. */
  cluster: string;
  /** Directory of the Unix socket, readable by the owner only. */
  sockets: string;
  logFile: string;
}

/** Unix socket addresses end at 107 bytes on Linux and 103 on macOS. */
const LONGEST_SOCKET_PATH = 100;
export const DATABASE = 'rapport';
export const SOCKET_NAME = '.s.PGSQL.5432';

/**
 * Makes the directories of a database. `home` is where PostgreSQL writes; it differs from `dataDir` only where the user that
 * PostgreSQL has to run as cannot enter `dataDir`.
 */
export function prepareLayout(dataDir: string, home: string = dataDir): Layout {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    mkdirSync(home, { recursive: true, mode: 0o711 });
    return {
      dataDir,
      cluster: path.join(home, 'postgres'),
      sockets: socketDirectory(home),
      logFile: path.join(home, 'postgres.log'),
    };
  } catch (error) {
    throw embeddedErrors('data_dir.not_writable', { dataDir, reason: messageOf(error) }, error);
  }
}

/** The address that `pg` connects to; complete, so that no PG… variable of the environment changes it. */
export function addressOf(layout: Layout, database: string = DATABASE): string {
  return `postgres://rapport@localhost:5432/${database}?host=${encodeURIComponent(layout.sockets)}&sslmode=disable`;
}

function socketDirectory(home: string): string {
  const near = path.join(home, 'run');
  const fits = Buffer.byteLength(path.join(near, SOCKET_NAME)) <= LONGEST_SOCKET_PATH;
  const name = `rapport-${createHash('sha256').update(home).digest('hex').slice(0, 16)}`;
  const directory = fits ? near : path.join(os.tmpdir(), name);
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  // In a shared directory somebody else may have put something under this name.
  const found = lstatSync(directory);
  const isOurs = process.getuid === undefined || process.getuid() === 0 || found.uid === process.getuid();
  if (!found.isDirectory() || !isOurs) throw new Error(`${directory} belongs to somebody else`);
  chmodSync(directory, 0o700);
  return directory;
}
