// The second half of `npm test`, on a Node that understands TypeScript.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync, rmSync, statfsSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ensureBuilt } from './build.mjs';
import { ROOT } from './node24.mjs';
import { inGroups } from './test-groups.mjs';

const TESTS = [
  'src/**/*.test.{ts,tsx}',
  'console/**/*.test.{ts,tsx}',
  'widget/**/*.test.ts',
  'test/**/*.test.ts',
  'bin/**/*.test.mjs',
];
const ARCHITECTURE = 'test/architecture/';
const TEST_LIMIT_MS = 600_000;
/** Cases drawn by chance are the same in every run; `npm run soak` draws others. */
const USUAL_SEED = '1';
const ROOM_IN_MEMORY = 4 * 1024 ** 3;

let current;
let isStopping = false;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    isStopping = true;
    current?.kill(signal);
  });
}
process.on('exit', () => current?.kill('SIGKILL'));

const inMemoryDirectory = testServerDirectory();
if (inMemoryDirectory !== undefined) process.env.RAPPORT_TEST_SERVER ??= inMemoryDirectory;
process.env.SEED ??= USUAL_SEED;
const filters = process.argv.slice(2);
const files = findTests(filters);
if (files.length === 0) {
  process.stderr.write(`No test file lies below ${filters.join(', ')}.\n`);
  process.exit(1);
}
let hasFailed = false;
const isWhole = filters.length === 0;
if (isWhole) hasFailed = await runChecks();
if (!isStopping) hasFailed = (await runTests(isWhole ? files.filter(isUnchecked) : files)) !== 0 || hasFailed;
await stopTestServer();
process.exitCode = hasFailed || isStopping ? 1 : 0;

/** Everything that is not a test; each is one line unless it fails, and a failure does not keep the others from running. */
async function runChecks() {
  const tool = (name) => path.join(ROOT, 'node_modules/.bin', name);
  const consoleProject = existsSync(path.join(ROOT, 'console/tsconfig.json'))
    ? [['types of console and widget', tool('tsc'), ['-p', 'console']]]
    : [];
  const checks = [
    ['types', tool('tsc'), ['-p', '.']],
    ...consoleProject,
    ['lint', tool('oxlint'), ['--quiet']],
    ['format', tool('oxfmt'), ['--check']],
  ];
  let hasFailed = false;
  for (const [name, command, words] of checks) {
    if (isStopping) break;
    hasFailed = !(await check(name, () => run(command, words, 'pipe'))) || hasFailed;
  }
  if (isStopping) return true;
  hasFailed =
    !(await check('build', async () => {
      const said = await ensureBuilt().then(
        () => undefined,
        (error) => error.message,
      );
      return { code: said === undefined ? 0 : 1, said };
    })) || hasFailed;
  return !(await checkArchitecture()) || hasFailed;
}

/** The tests of the architecture, which tell the budgets. */
async function checkArchitecture() {
  let told = '';
  const words = ['--test', '--test-reporter=spec', `${ARCHITECTURE}*.test.ts`];
  const isGood = await check('architecture', async () => {
    const { code, said } = await run(process.execPath, words, 'pipe');
    told = said;
    return { code, said };
  });
  const budgets = told.split('\n').filter((line) => line.startsWith('budget:'));
  if (isGood) process.stdout.write(`${budgets.join('\n')}\n\n`);
  return isGood;
}

/** What the checks have not run already. */
function isUnchecked(file) {
  return !file.startsWith(ARCHITECTURE);
}

async function check(name, work) {
  const startedAt = performance.now();
  const { code, said } = await work();
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  process.stdout.write(`${code === 0 ? '✔' : '✖'} ${name} (${seconds} s)\n`);
  if (code !== 0) process.stdout.write(`${said.trim()}\n\n`);
  return code === 0;
}

/** Two more than cores: journeys wait half of their time, for servers that come back or for clocks, while the others work. */
async function runTests(files) {
  const concurrency = os.availableParallelism() + 2;
  const words = [path.join(ROOT, 'bin/test-files.mjs'), concurrency, TEST_LIMIT_MS];
  return (await run(process.execPath, [...words.map(String), ...inGroups(files)], 'inherit')).code;
}

function run(command, words, output) {
  const child = spawn(command, words, { cwd: ROOT, stdio: ['ignore', output, output] });
  current = child;
  let said = '';
  const keep = (chunk) => {
    said += chunk;
  };
  child.stdout?.on('data', keep);
  child.stderr?.on('data', keep);
  return new Promise((resolve) => {
    child.once('error', (error) => resolve({ code: 1, said: error.message }));
    child.once('close', (code) => {
      current = undefined;
      resolve({ code: code ?? 1, said });
    });
  });
}

function findTests(wanted) {
  const all = globSync(TESTS, { cwd: ROOT, exclude: (name) => name.includes('node_modules') }).sort();
  if (wanted.length === 0) return all;
  const places = wanted.map((given) => path.relative(ROOT, path.resolve(given)));
  return all.filter((file) =>
    places.some((place) => file === place || file.startsWith(`${place}${path.sep}`) || file.includes(place)),
  );
}

/** The databases of the tests share one server that outlives each test process. */
/**
 * Where the database server of the tests keeps its files: in memory where there is room, as making a database is copying a
 * thousand files, else in the checkout. Whoever starts the server reads it from the environment.
 */
function testServerDirectory() {
  const checkout = createHash('sha256').update(ROOT).digest('hex').slice(0, 12);
  const inMemory = '/dev/shm';
  if (!existsSync(inMemory)) return undefined;
  const { bavail, bsize } = statfsSync(inMemory);
  return bavail * bsize < ROOM_IN_MEMORY ? undefined : path.join(inMemory, `rapport-tests-${checkout}`);
}

async function stopTestServer() {
  const directory = process.env.RAPPORT_TEST_SERVER ?? path.join(ROOT, 'build/test-pg');
  if (!existsSync(directory)) return;
  const { stopEmbedded } = await import('../src/platform/db/embedded/index.ts');
  await stopEmbedded(directory);
  if (directory === inMemoryDirectory) rmSync(directory, { recursive: true, force: true });
}
