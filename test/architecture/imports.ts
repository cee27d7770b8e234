import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseSync } from 'oxc-parser';

export interface SourceFile {
  /** Path below the root, with forward slashes. */
  path: string;
  lines: number;
  /** Files of ours that it imports, types included, as paths below the root. */
  imports: string[];
  /** Those of them that are still there when the types are gone. */
  valueImports: string[];
  /** Packages and Node modules that it imports. */
  packages: string[];
}

const ROOT = path.resolve(import.meta.dirname, '../..');
const CODE = /\.(ts|tsx|mts|mjs)$/;

/** Reads all code below the folders, with what each file imports. */
export function readSources(folders: readonly string[]): SourceFile[] {
  return folders.flatMap((folder) =>
    readdirSync(path.join(ROOT, folder), { recursive: true, withFileTypes: true })
      .filter(
        (entry) => entry.isFile() && CODE.test(entry.name) && !entry.parentPath.includes('node_modules'),
      )
      .map((entry) => readSource(path.join(entry.parentPath, entry.name))),
  );
}

function readSource(file: string): SourceFile {
  const text = readFileSync(file, 'utf8');
  const found = specifiersOf(file, text);
  const own = [...found].filter(([specifier]) => /^[#.]/.test(specifier));
  const pathOf = (specifier: string) =>
    specifier.startsWith('#')
      ? `src/${specifier.slice(1)}`
      : relative(path.resolve(path.dirname(file), specifier));
  return {
    path: relative(file),
    lines: text.split('\n').length - 1,
    imports: own.map(([specifier]) => pathOf(specifier)),
    valueImports: own.filter(([, hasValues]) => hasValues).map(([specifier]) => pathOf(specifier)),
    packages: [...found.keys()].filter((specifier) => !/^[#.]/.test(specifier)),
  };
}

/** Specifier → whether anything but types comes from it. */
function specifiersOf(file: string, text: string): Map<string, boolean> {
  const { module, errors } = parseSync(file, text);
  if (errors.length > 0) throw new Error(`${file}: ${errors[0]?.message}`);
  const found = new Map<string, boolean>();
  const note = (specifier: string, hasValues: boolean) =>
    found.set(specifier, hasValues || found.get(specifier) === true);
  for (const { moduleRequest, entries } of module.staticImports) {
    note(moduleRequest.value, entries.length === 0 || entries.some((entry) => !entry.isType));
  }
  for (const { entries } of module.staticExports) {
    for (const { moduleRequest, isType } of entries) if (moduleRequest) note(moduleRequest.value, !isType);
  }
  for (const call of module.dynamicImports) {
    const literal = text.slice(call.moduleRequest.start, call.moduleRequest.end);
    if (/^['"]/.test(literal)) note(literal.slice(1, -1), true);
  }
  return found;
}

function relative(file: string): string {
  return path.relative(ROOT, file).split(path.sep).join('/');
}

/** Groups of files that import each other in a ring, by Tarjan's algorithm. */
export function findCycles(files: readonly SourceFile[]): string[][] {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const stack: string[] = [];
  const rings: string[][] = [];

  const visit = (at: string): void => {
    index.set(at, index.size);
    low.set(at, index.get(at)!);
    stack.push(at);
    for (const next of byPath.get(at)?.imports ?? []) {
      if (!byPath.has(next)) continue;
      if (!index.has(next)) {
        visit(next);
        low.set(at, Math.min(low.get(at)!, low.get(next)!));
      } else if (stack.includes(next)) low.set(at, Math.min(low.get(at)!, index.get(next)!));
    }
    if (low.get(at) !== index.get(at)) return;
    const ring = stack.splice(stack.indexOf(at));
    if (ring.length > 1) rings.push(ring);
  };
  for (const file of files) if (!index.has(file.path)) visit(file.path);
  return rings;
}
