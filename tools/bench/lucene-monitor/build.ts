import { execFile } from 'node:child_process';
import { existsSync, globSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const LIMIT_MS = 300_000;
const JARS = ['core', 'analyzers-common', 'memory', 'queries', 'queryparser'];

/** Where the pieces lie between runs: nothing outside this folder is changed. */
const folder = path.join(os.tmpdir(), 'rapport-bench-lucene');

/**
 * The class path of the driver, built with Lucene's monitor module, or the reason why there is none. Debian's package of
 * Lucene has no jar of that module, but the source package has its code.
 */
export async function buildLucene(): Promise<{ classPath: string } | { missing: string }> {
  for (const tool of ['java', 'javac', 'apt-get', 'dpkg-deb', 'tar']) {
    const isThere = await run('which', [tool]).then(
      () => true,
      () => false,
    );
    if (!isThere) return { missing: `${tool} is not installed.` };
  }
  try {
    await mkdir(folder, { recursive: true });
    const jars = await fetchJars();
    const monitor = await compileMonitor(jars);
    return { classPath: await compileDriver([monitor, ...jars].join(':')) };
  } catch (error) {
    return { missing: error instanceof Error ? error.message.slice(0, 1000) : String(error) };
  }
}

async function fetchJars(): Promise<string[]> {
  const places = ['/usr/share/java', path.join(folder, 'package/usr/share/java')];
  const find = () => places.map(jarsIn).find((jars) => jars.length === JARS.length);
  const known = find();
  if (known !== undefined) return known;
  await apt(['download', 'liblucene8-java']);
  const [deb] = globSync('liblucene8-java_*.deb', { cwd: folder });
  await run('dpkg-deb', ['-x', path.join(folder, deb!), path.join(folder, 'package')]);
  const jars = find();
  if (jars === undefined) throw new Error(`The package ${deb} has not all of ${JARS.join(', ')}.`);
  return jars;
}

function jarsIn(place: string): string[] {
  return JARS.flatMap((name) => globSync(`lucene-${name}-8.*.jar`, { cwd: place }).slice(0, 1)).map((file) =>
    path.join(place, file),
  );
}

async function compileMonitor(jars: readonly string[]): Promise<string> {
  const classes = path.join(folder, 'monitor-classes');
  if (existsSync(path.join(classes, 'org/apache/lucene/monitor/Monitor.class'))) return classes;
  // The upstream archive is all of the source package that is needed.
  await apt(['source', '--download-only', '--tar-only', 'lucene8']);
  const [archive] = globSync('lucene8_*.orig.tar.xz', { cwd: folder });
  await run('tar', ['--extract', '--wildcards', '--file', archive!, '*/monitor/src/java'], { cwd: folder });
  const sources = globSync('lucene-*/monitor/src/java/**/*.java', { cwd: folder });
  await run('javac', ['-nowarn', '-d', classes, '-cp', jars.join(':'), ...sources], { cwd: folder });
  return classes;
}

async function compileDriver(classPath: string): Promise<string> {
  const classes = path.join(folder, 'driver-classes');
  const sources = globSync('*.java', { cwd: import.meta.dirname });
  await run('javac', ['-d', classes, '-cp', classPath, ...sources], { cwd: import.meta.dirname });
  return `${classes}:${classPath}`;
}

/** apt with lists and sources of its own: the machine's are neither read nor changed. */
async function apt(words: readonly string[]): Promise<void> {
  const sources = path.join(folder, 'sources.list');
  const lists = path.join(folder, 'lists');
  const cache = path.join(folder, 'cache');
  for (const each of [lists, cache]) await mkdir(path.join(each, 'partial'), { recursive: true });
  await mkdir(path.join(cache, 'archives/partial'), { recursive: true });
  const release = 'http://deb.debian.org/debian bookworm main\n';
  const key = '[signed-by=/usr/share/keyrings/debian-archive-keyring.gpg]';
  await writeFile(sources, `deb ${key} ${release}deb-src ${key} ${release}`);
  const options = [
    `Dir::Etc::sourcelist=${sources}`,
    'Dir::Etc::sourceparts=-',
    `Dir::State::lists=${lists}`,
    `Dir::Cache=${cache}`,
    // The folder may lie where apt's own user cannot read.
    'APT::Sandbox::User=root',
  ].flatMap((option) => ['-o', option]);
  const isFirst = globSync('*_Sources*', { cwd: lists }).length === 0;
  if (isFirst) await run('apt-get', [...options, 'update'], { timeout: LIMIT_MS });
  await run('apt-get', [...options, ...words], { cwd: folder, timeout: LIMIT_MS });
}
