// Which test files share a process. Most of a short file's time is loading the program; in one process that is done once.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ROOT } from './node24.mjs';

const MOST_FILES_A_PROCESS = 20;
/** So many are soon done, and worth no second process. */
const FEW_FILES = 8;
/** The part of a run in which the last of the long ones begins. */
const LONG_ONES_END = 0.8;
const STARTS_OR_LOOKS =
  /child_process|helpers\/(program|nats)|process\.(on|once|emit|exit|kill|memoryUsage)\b/;
/** Files that draw their cases by chance, from the seed of the run. */
export const DRAWS_CASES = /from 'fast-check'|\bSEED\b/;
const SEED_OF_THE_RUN = `import { configureGlobal } from 'fast-check';
configureGlobal({ seed: Number(process.env.SEED) });
`;
const FOLDER = path.join(ROOT, 'build/test-groups');

/**
 * Files to be run, each in a process of its own: long ones as they are, of the others so many together in a file made here. The long
 * ones, which mostly wait, are spread among the others, so that neither do they all run at once nor one alone at the end; journeys, the
 * longest, come first.
 */
export function inGroups(files) {
  const long = files.filter(isAlone).toSorted((a, b) => Number(isJourney(b)) - Number(isJourney(a)));
  const short = files.filter((file) => !isAlone(file));
  const groups = new Map();
  for (const file of short) {
    const [stage] = /^(src\/)?\w+/.exec(file);
    groups.set(stage, [...(groups.get(stage) ?? []), file]);
  }
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(path.join(FOLDER, 'seed.mjs'), SEED_OF_THE_RUN);
  const made = [...groups].flatMap(([stage, all]) =>
    chunksOf(all).map((some, i) => makeGroup(`${stage.replace('/', '-')}-${i + 1}`, some)),
  );
  const seeded = long.map((file, i) =>
    DRAWS_CASES.test(textOf(file)) ? withSeed(`long-${i + 1}`, file) : file,
  );
  const placed = [...placesOf(seeded, LONG_ONES_END), ...placesOf(made, 1)];
  return placed.toSorted((a, b) => a.at - b.at).map(({ file }) => file);
}

/** Evenly from the beginning, 0, to that part of the run. */
function placesOf(files, end) {
  return files.map((file, i) => ({ file, at: (i * end) / files.length }));
}

function isJourney(file) {
  return file.startsWith('test/journeys/');
}

/** Journeys, and files of the program's own parts that start programs and servers or look at their own process. */
function isAlone(file) {
  if (/^(bin|test)\//.test(file)) return true;
  return /^src\/(main|platform)\//.test(file) && STARTS_OR_LOOKS.test(textOf(file));
}

function textOf(file) {
  return readFileSync(path.join(ROOT, file), 'utf8');
}

function chunksOf(files) {
  const processes = Math.min(os.availableParallelism(), Math.ceil(files.length / FEW_FILES));
  const count = Math.max(processes, Math.ceil(files.length / MOST_FILES_A_PROCESS));
  return Array.from({ length: count }, (_, i) => files.filter((_file, at) => at % count === i));
}

/** A file that runs the other one as it is, with the seed of the run. */
function withSeed(name, file) {
  const made = path.join(FOLDER, `${name}.test.mjs`);
  writeFileSync(
    made,
    [`import './seed.mjs';`, `import ${JSON.stringify(path.join(ROOT, file))};`, ''].join('\n'),
  );
  return made;
}

/** A test for each file, with the file's own below it. A file is loaded when the one before it is over. */
function makeGroup(name, files) {
  const file = path.join(FOLDER, `${name}.test.mjs`);
  const lines = files.map((one) => {
    const place = JSON.stringify(one);
    return `test(${place}, () => import(path.join(root, ${place})).then(() => undefined));`;
  });
  const head = [
    "import path from 'node:path';",
    "import { test } from 'node:test';",
    "import './seed.mjs';",
    `const root = ${JSON.stringify(ROOT)};`,
  ];
  writeFileSync(file, [...head, ...lines, ''].join('\n'));
  return file;
}
