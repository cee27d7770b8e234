/**
 * Installs the real servers that tests talk to, from test/peers/package-lock.json, into test/peers/node_modules. Does nothing when
 * they are there already. Run it with Node 24 (`node test/peers/install.mjs`); it needs npm, python3, make and g++ for one native module.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const FOLDER = import.meta.dirname;
const STAMP = path.join(FOLDER, 'node_modules/.rapport-stamp');
const NATIVE = 'better-sqlite3';

/** Installs what is missing or stale; throws with npm's own words when that fails. */
export function installPeers({ log = (line) => process.stderr.write(`${line}\n`) } = {}) {
  const wanted = stamp();
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === wanted) return 'present';
  log('Installing the servers for tests (about two minutes) …');
  rmSync(STAMP, { force: true });
  npm('ci');
  if (!loads(NATIVE)) npm('rebuild', NATIVE);
  if (!loads(NATIVE))
    throw new Error(`${NATIVE} was installed but does not load under Node ${process.version}.`);
  writeFileSync(STAMP, wanted);
  return 'installed';
}

function stamp() {
  const hash = createHash('sha256').update(`${process.versions.modules} ${process.platform} ${process.arch}`);
  for (const file of ['package.json', 'package-lock.json'])
    hash.update(readFileSync(path.join(FOLDER, file)));
  return hash.digest('hex');
}

function npm(...args) {
  const options = {
    cwd: FOLDER,
    encoding: 'utf8',
    env: { ...process.env, ...nativeEnvironment() },
    maxBuffer: 64 * 1024 * 1024,
  };
  const { status, stdout, stderr, error } = spawnSync(
    process.execPath,
    [findNpm(), ...args, '--no-audit', '--no-fund'],
    options,
  );
  if (status !== 0) {
    throw new Error(
      `npm ${args.join(' ')} failed in test/peers: ${error?.message ?? ''}\n${`${stdout}\n${stderr}`.slice(-4000)}`,
    );
  }
}

/** Native modules are built for the Node that runs this, so with its headers and with it first in the path. */
function nativeEnvironment() {
  const root = path.dirname(path.dirname(realpathSync(process.execPath)));
  const hasHeaders = existsSync(path.join(root, 'include/node/node_version.h'));
  return {
    PATH: `${path.dirname(process.execPath)}${path.delimiter}${process.env.PATH ?? ''}`,
    ...(hasHeaders && { npm_config_nodedir: root }),
  };
}

/** npm's own program, so that it runs under this Node and not under the one that npm's launcher finds. */
function findNpm() {
  const fromEnv = process.env.npm_execpath;
  const roots = spawnSync('npm', ['root', '-g'], { encoding: 'utf8' }).stdout?.trim();
  const launcher = spawnSync('sh', ['-c', 'command -v npm'], { encoding: 'utf8' }).stdout?.trim();
  const candidates = [
    fromEnv?.endsWith('npm-cli.js') ? fromEnv : '',
    roots ? path.join(roots, 'npm/bin/npm-cli.js') : '',
    launcher && existsSync(launcher) ? realpathSync(launcher) : '',
    path.join(path.dirname(realpathSync(process.execPath)), '../lib/node_modules/npm/bin/npm-cli.js'),
    '/usr/share/nodejs/npm/bin/npm-cli.js',
  ];
  const found = candidates.find((file) => file.endsWith('npm-cli.js') && existsSync(file));
  if (!found) throw new Error('npm was not found. Install npm and run this again.');
  return found;
}

function loads(name) {
  const code = `new (require(${JSON.stringify(path.join(FOLDER, 'node_modules', name))}))(':memory:').close()`;
  return spawnSync(process.execPath, ['-e', code]).status === 0;
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  try {
    process.stdout.write(`The servers for tests are ${installPeers()}.\n`);
  } catch (error) {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}
