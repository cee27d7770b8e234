import { spawn } from 'node:child_process';
import {
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { embeddedErrors } from './errors.ts';
import { isAlive } from './process-table.ts';
import { serverEnvironment, type Installation } from './run-as.ts';
import { serverSettings } from './settings.ts';

const LOCAL_SETTINGS = 'postgresql.local.conf';

/**
 * Makes the cluster on the first start. It is made under another name and renamed when it is whole, so one that was killed
 * half-way is never taken for a database. Two at once are fine: one of them wins.
 */
export async function ensureCluster(installation: Installation): Promise<void> {
  const { layout, binaries } = installation;
  removeDrafts(layout.cluster);
  if (!existsSync(path.join(layout.cluster, 'PG_VERSION'))) await initialise(installation);
  const found = readFileSync(path.join(layout.cluster, 'PG_VERSION'), 'utf8').trim();
  if (found !== binaries.major) {
    throw embeddedErrors('data_dir.other_version', {
      dataDir: layout.dataDir,
      found,
      expected: binaries.major,
    });
  }
}

/** Writes postgresql.conf for the next start. */
export function writeSettings(
  { layout, runAs }: Installation,
  overrides?: Readonly<Record<string, string>>,
): void {
  const file = path.join(layout.cluster, 'postgresql.conf');
  const draft = `${file}.${process.pid}`;
  writeFileSync(
    draft,
    serverSettings(
      layout.sockets,
      existsSync(path.join(path.dirname(layout.cluster), LOCAL_SETTINGS))
        ? `../${LOCAL_SETTINGS}`
        : undefined,
      overrides,
    ),
    { mode: 0o600 },
  );
  if (runAs.options.uid !== undefined)
    chownSync(draft, runAs.options.uid, runAs.options.gid ?? runAs.options.uid);
  renameSync(draft, file);
}

async function initialise({ layout, binaries, runAs }: Installation): Promise<void> {
  const draft = `${layout.cluster}.new-${process.pid}`;
  mkdirSync(draft, { mode: 0o700 });
  if (runAs.options.uid !== undefined)
    chownSync(draft, runAs.options.uid, runAs.options.gid ?? runAs.options.uid);
  const { code, said } = await run(
    [
      ...runAs.prefix,
      binaries.initdb,
      '-D',
      draft,
      '-U',
      'rapport',
      '-A',
      'trust',
      '-E',
      'UTF8',
      '--no-sync',
    ].concat(['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--no-instructions']),
    runAs.options,
  );
  if (code !== 0) {
    rmSync(draft, { recursive: true, force: true });
    throw embeddedErrors('embedded.init_failed', { dataDir: layout.dataDir, said });
  }
  try {
    renameSync(draft, layout.cluster);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    if (!existsSync(path.join(layout.cluster, 'PG_VERSION'))) throw error;
  }
  // initdb skipped its own flush; the system does it meanwhile in a fraction of the time.
  spawn('sync', ['-f', layout.cluster], { stdio: 'ignore' })
    .on('error', () => undefined)
    .unref();
}

function run(
  words: readonly string[],
  options: { uid?: number; gid?: number },
): Promise<{ code: number | null; said: string }> {
  return new Promise((resolve) => {
    const child = spawn(words[0]!, words.slice(1), {
      ...options,
      cwd: '/',
      env: serverEnvironment,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    const keep = (chunk: Buffer) => (said = (said + chunk.toString()).slice(-2000));
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', (error) => resolve({ code: -1, said: error.message }));
    child.on('close', (code) => resolve({ code, said: said.trim() }));
  });
}

function removeDrafts(cluster: string): void {
  const folder = path.dirname(cluster);
  const prefix = `${path.basename(cluster)}.new-`;
  for (const name of readdirSync(folder)) {
    if (!name.startsWith(prefix) || isAlive(Number(name.slice(prefix.length)))) continue;
    rmSync(path.join(folder, name), { recursive: true, force: true });
  }
}
