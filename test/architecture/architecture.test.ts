import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { findCycles, readSources, type SourceFile } from './imports.ts';
import { isTest, violationsOf } from './rules.ts';

/** `as never` and `as unknown as`, tests included. Lowered as they go, never raised. */
const MOST_CASTS = 58;
/** Raised as tests are added, never lowered. */
const LEAST_TESTED = { server: 0.6, console: 0.1 };

const ROOT = path.resolve(import.meta.dirname, '../..');
const files = readSources(['src', 'console', 'widget']);
const code = files.filter((file) => !isTest(file.path));

const file = (where: string, imports: string[], packages: string[] = []): SourceFile => ({
  path: where,
  lines: 1,
  imports,
  valueImports: imports,
  packages,
});

const textOf = (one: SourceFile): string => readFileSync(path.join(ROOT, one.path), 'utf8');
/** How often a text says that something is what the compiler knows it is not: nothing, or whatever is claimed. */
const castsIn = (text: string): number =>
  text.match(/\bas never\b(?= *[;,)\]}]|$| as\b)|\bas unknown as\b/gm)?.length ?? 0;

describe('the shape of the code', () => {
  it('follows the import rules', () => {
    assert.deepEqual(violationsOf(files), []);
  });

  it('has no cycles, type imports included', () => {
    assert.deepEqual(findCycles(code), []);
  });

  it('uses no any and no suppressions of types or lint', () => {
    const found = code.filter((one) =>
      /(: any\b|\bas any\b|\bas never[;,)]|<any>|@ts-(ignore|nocheck|expect-error)|(es|ox)lint-disable|(prettier|oxfmt)-ignore)/.test(
        textOf(one),
      ),
    );
    assert.deepEqual(
      found.map((one) => one.path),
      [],
    );
  });

  it('casts past the types no oftener than it did', () => {
    const all = [...files, ...readSources(['test', 'tools'])];
    const perFile = all.map((one) => ({ where: one.path, casts: castsIn(textOf(one)) }));
    const found = perFile.filter(({ casts }) => casts > 0);
    const sum = found.reduce((total, { casts }) => total + casts, 0);
    console.log(`budget: casts past the types         ${sum} of ${MOST_CASTS}`);
    assert.ok(
      sum <= MOST_CASTS,
      `${sum} of them, ${MOST_CASTS} at most. Use a real type; they are in\n${found.map(({ where, casts }) => `${casts} ${where}`).join('\n')}`,
    );
  });

  it('limits no locked rows in a subselect: a join may run it once a row, and take more than the limit', () => {
    const found = code.filter((one) =>
      /\b(in|using|from)\s*\(\s*select[^()]*(\([^()]*\)[^()]*)*\blimit\b[^()]*\bfor update\b/.test(
        textOf(one),
      ),
    );
    assert.deepEqual(
      found.map((one) => one.path),
      [],
    );
  });

  it('asks for the network only in platform/outward', () => {
    const callers = code.filter(
      (one) =>
        one.path.startsWith('src/') &&
        !one.path.startsWith('src/platform/outward/') &&
        /(?<![.\w])fetch\(/.test(textOf(one)),
    );
    assert.deepEqual(
      callers.map((one) => one.path),
      [],
    );
  });

  it('keeps the library free of what only Node has: the console uses it in the browser', () => {
    const bound = code.filter(
      (one) =>
        one.path.startsWith('src/lib/') &&
        (one.packages.some((name) => name.startsWith('node:')) ||
          /\b(Buffer|process|setImmediate)[.(]/.test(textOf(one))),
    );
    assert.deepEqual(
      bound.map((one) => one.path),
      [],
    );
  });

  it('builds the console anew when anything it is made of changes', async () => {
    const { consoleSources } = (await import(new URL('../../bin/build.mjs', import.meta.url).href)) as {
      consoleSources(): string[];
    };
    const watched = new Set(consoleSources());
    const reached = code.filter((one) => one.path.startsWith('console/'));
    for (const one of reached)
      for (const target of one.valueImports) {
        const found = code.find(({ path: where }) => where === target);
        if (found && !reached.includes(found)) reached.push(found);
      }
    assert.ok(reached.length > 200, 'the console was found');
    assert.deepEqual(
      reached.map((one) => one.path).filter((where) => !watched.has(where)),
      [],
    );
  });

  it('opens what a test file shares before its first suite: several files take turns in one process', () => {
    const late = files.filter((one) => {
      if (!isTest(one.path) || !/\.tsx?$/.test(one.path)) return false;
      const text = textOf(one);
      const suite = text.search(/^describe\(/m);
      return suite >= 0 && /^(const|let) .*= await |^await /m.test(text.slice(suite));
    });
    assert.deepEqual(
      late.map((one) => one.path),
      [],
    );
  });

  it('draws what a test draws from the seed of the run, which alone repeats a failure', () => {
    const drawn = /Date\.now\(\) *%|seed\w* = .*Math\.random|env(\.|\[')\w+_SEED\b/i;
    const stray = files
      .filter(({ path }) => isTest(path))
      .flatMap((one) =>
        textOf(one)
          .split('\n')
          .filter((line) => drawn.test(line) && !/env(\.|\[')SEED\b/.test(line))
          .map((line) => `${one.path}: ${line.trim()}`),
      );
    assert.deepEqual(stray, []);
  });

  it('keeps to its size', () => {
    const lines = code.map((one) => one.lines).sort((a, b) => a - b);
    const at = (share: number) => lines[Math.min(lines.length - 1, Math.floor(lines.length * share))] ?? 0;
    const { dependencies } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as {
      dependencies: object;
    };
    const budgets = [
      { name: 'median file', is: at(0.5), most: 60 },
      { name: '95th percentile', is: at(0.95), most: 250 },
      { name: 'longest file', is: lines.at(-1) ?? 0, most: 400 },
      { name: 'production dependencies', is: Object.keys(dependencies).length, most: 45 },
    ];
    for (const { name, is, most } of budgets)
      console.log(`budget: ${name.padEnd(26)} ${String(is).padStart(6)} of ${most}`);
    assert.deepEqual(
      budgets.filter(({ is, most }) => is > most),
      [],
    );
  });

  it('is tested, and not less than before', () => {
    const sum = (some: readonly SourceFile[]) => some.reduce((total, one) => total + one.lines, 0);
    const isServer = (one: SourceFile) => one.path.startsWith('src/');
    const tests = files.filter((one) => isTest(one.path));
    const shares = [
      {
        name: 'server and journeys',
        is: sum([...tests.filter(isServer), ...readSources(['test'])]) / sum(code.filter(isServer)),
        least: LEAST_TESTED.server,
      },
      {
        name: 'console, without journeys',
        is: sum(tests.filter((one) => !isServer(one))) / sum(code.filter((one) => !isServer(one))),
        least: LEAST_TESTED.console,
      },
    ];
    for (const { name, is, least } of shares)
      console.log(
        `budget: test lines a code line, ${name}: ${is.toFixed(2)} (aim 0.80, never below ${least})`,
      );
    assert.deepEqual(
      shares.filter(({ is, least }) => is < least),
      [],
    );
  });
});

describe('the rules themselves', () => {
  const refused = [
    file('src/lib/text/a.ts', ['src/platform/db/index.ts']),
    file('src/platform/db/a.ts', ['src/people/staff/index.ts']),
    file('src/people/staff/a.ts', ['src/listen/posts/index.ts']),
    file('src/listen/posts/a.ts', ['src/respond/inbox/index.ts']),
    file('src/listen/posts/a.ts', ['src/listen/topics/store.ts']),
    file('src/connectors/feed/a.ts', ['src/connectors/mail/index.ts']),
    file('src/listen/posts/routes.ts', ['src/listen/posts/store.ts']),
    file('src/listen/posts/domain.ts', ['src/platform/db/index.ts']),
    file('src/listen/posts/a.ts', [], ['undici']),
    file('src/listen/posts/a.ts', ['src/main/cli.ts']),
  ];
  for (const one of refused)
    it(`refuses ${one.path} → ${one.imports[0] ?? one.packages[0]}`, () =>
      assert.equal(violationsOf([one]).length, 1));

  it('allows the arrows of the loop', () => {
    const allowed = [
      file('src/respond/inbox/service.ts', [
        'src/listen/posts/index.ts',
        'src/people/staff/index.ts',
        'src/platform/db/index.ts',
        'src/respond/triage/index.ts',
      ]),
      file('src/connectors/feed/a.ts', ['src/connectors/kit/index.ts', 'src/platform/outward/index.ts']),
      file('src/main/wiring.ts', ['src/respond/inbox/index.ts', 'src/listen/intake/index.ts']),
    ];
    assert.deepEqual(violationsOf(allowed), []);
  });

  it('counts casts, and no words of a sentence', () => {
    const cast = (to: string) => `const a = b as ${to}`;
    for (const text of [
      cast('never;'),
      cast('never)'),
      cast('never\n'),
      cast('unknown as Some;'),
      cast('never as Some'),
    ])
      assert.equal(castsIn(text), 1, text);
    for (const text of ['that was never sent.', 'as never before', 'as unknown to us', 'x as unknown;'])
      assert.equal(castsIn(text), 0, text);
  });

  it('finds a ring of type imports', () => {
    assert.equal(
      findCycles([file('a', ['b']), file('b', ['c']), file('c', ['a']), file('d', ['a'])]).length,
      1,
    );
  });
});
