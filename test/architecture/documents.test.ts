/** What documents say of the tree: links lead somewhere, decisions have numbers of their own, every folder that holds something says what. */
import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';

const ROOT = path.resolve(import.meta.dirname, '../..');
const LONGEST_README = 30;
/** Fewer files than this are described by the folder above. */
const MANY_FILES = 4;
const find = (pattern: string[]): string[] =>
  globSync(pattern, { cwd: ROOT, exclude: (name) => name.includes('node_modules') }).toSorted();
const read = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8');
/** They tell of folders that the running program makes. */
const ABOUT_DATA = new Set(['CHANGELOG.md', 'src/platform/db/embedded/README.md']);
/** A file without a folder before it, in a README of the program, stands below that README. */
const isNear = (document: string, name: string, all: readonly string[]): boolean =>
  !document.startsWith('src/') ||
  !name.includes('.') ||
  name.includes('/') ||
  all.some((file) => file.startsWith(`/${path.dirname(document)}/`) && `${file}/`.includes(`/${name}/`));

describe('the documents', () => {
  it('lead to files that are there', () => {
    const documents = find(['*.md', '{src,console,docs,deploy,test,tools}/**/*.md']);
    assert.ok(documents.length > 100);
    const broken = documents.flatMap((file) =>
      [...read(file).matchAll(/\]\((?!https?:|mailto:|#|\/)([^)#\s]+)/g)]
        .map(([, target]) => target!)
        .filter((target) => !existsSync(path.join(ROOT, path.dirname(file), target)))
        .map((target) => `${file} → ${target}`),
    );
    assert.deepEqual(broken, []);
  });

  it('name folders of the program as they are, all of them', () => {
    const [, drawing = ''] = read('ARCHITECTURE.md').split('```');
    let stage = '';
    const named = drawing.split('\n').flatMap((line) => {
      stage = /^ {2}([a-z]+)\//.exec(line)?.[1] ?? (line.startsWith('    ') ? stage : '');
      const names = /[a-z][a-z-]*(?: · [a-z][a-z-]*)+/.exec(line)?.[0].split(' · ') ?? [];
      return stage === '' || stage === 'main' ? [] : names.map((name) => `${stage}/${name}`);
    });
    const folders = globSync('src/*/*', { cwd: ROOT, withFileTypes: true })
      .filter((entry) => entry.isDirectory() && path.basename(entry.parentPath) !== 'main')
      .map((entry) => `${path.basename(entry.parentPath)}/${entry.name}`);
    assert.deepEqual(named.toSorted(), folders.toSorted());
  });

  it('name files and folders that are there', () => {
    const all = find(['{src,console,test,tools,bin,widget,deploy,docs}/**']).map((file) => `/${file}`);
    const ends = new Set(
      all.flatMap((file) => [...file.matchAll(/\//g)].map(({ index }) => file.slice(index))),
    );
    const stale = find(['*.md', 'docs/*.md', 'src/**/README.md'])
      .filter((file) => !ABOUT_DATA.has(file))
      .flatMap((file) =>
        [...read(file).matchAll(/`((?:[\w-]+\/)*[\w.-]+(?:\.(?:tsx?|sql|css)|\/))`/g)]
          .map(([, name]) => name!.replace(/\/$/, ''))
          .filter((name) => !ends.has(`/${name}`) || !isNear(file, name, all))
          .map((name) => `${file}: ${name}`),
      );
    assert.deepEqual(stale, []);
  });

  it('give every decision a number of its own, and name only decisions that exist', () => {
    const numbers = find(['docs/adr/[0-9]*.md']).map((file) => {
      const number = Number(path.basename(file).slice(0, 4));
      assert.match(read(file), new RegExp(`^# ${number}\\. `), file);
      return number;
    });
    assert.deepEqual(
      numbers.filter((number, index) => numbers.indexOf(number) !== index),
      [],
    );
    const unknown = find(['*.md', '{src,docs}/**/*.md', 'src/**/*.ts']).flatMap((file) =>
      [...read(file).matchAll(/\bADR (\d+)/g)]
        .filter(([, number]) => !numbers.includes(Number(number)))
        .map(([words]) => `${file}: ${words}`),
    );
    assert.deepEqual(unknown, []);
  });

  it('describe every folder of the program that holds several files, in a page', () => {
    const described = new Set(find(['src/**/README.md']).map((file) => path.dirname(file)));
    const files = Map.groupBy(find(['src/*/*/**/*.ts']), (file) => path.dirname(file));
    const silent = [...files]
      .filter(([folder, held]) => held.length >= MANY_FILES && held.includes(`${folder}/index.ts`))
      .map(([folder]) => folder)
      .filter((folder) => !described.has(folder));
    assert.deepEqual(silent, []);
    const long = [...described].filter(
      (folder) => read(`${folder}/README.md`).trimEnd().split('\n').length > LONGEST_README,
    );
    assert.deepEqual(long, []);
  });
});
