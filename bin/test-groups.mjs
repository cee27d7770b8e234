// Which test files share a process. Most of a short file's time is loading the program; in one process that is done once.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from './node24.mjs';

const FILES_A_PROCESS = 8;
const FOLDER = path.join(ROOT, 'build/test-groups');

/**
 * Files to be run, each in a process of its own: long ones as they are, of the others so many together in a file made here. The long
 * ones, which mostly wait, are spread over the first half, so that neither do they all run at once nor one alone at the end.
 */
export function inGroups(files) {
  const long = files.filter(isAlone);
  const short = files.filter((file) => !isAlone(file));
  const groups = new Map();
  for (const file of short) {
    const [stage] = /^(src\/)?\w+/.exec(file);
    groups.set(stage, [...(groups.get(stage) ?? []), file]);
  }
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
  const made = [...groups].flatMap(([stage, all]) =>
    chunksOf(all).map((some, i) => makeGroup(`${stage.replace('/', '-')}-${i + 1}`, some)),
  );
  const between = Math.floor(made.length / 2 / Math.max(1, long.length));
  const spread = long.flatMap((file, i) => [file, ...made.slice(i * between, (i + 1) * between)]);
  return [...spread, ...made.slice(long.length * between)];
}

/** Files that start programs and servers, or look at their own process. */
function isAlone(file) {
  return /^(bin|test|src\/main|src\/platform)\//.test(file);
}

function chunksOf(files) {
  const count = Math.ceil(files.length / FILES_A_PROCESS);
  return Array.from({ length: count }, (_, i) => files.filter((_file, at) => at % count === i));
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
    `const root = ${JSON.stringify(ROOT)};`,
  ];
  writeFileSync(file, [...head, ...lines, ''].join('\n'));
  return file;
}
