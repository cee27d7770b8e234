import assert from 'node:assert/strict';
import { globSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';

const ROOT = path.resolve(import.meta.dirname, '../..');
/** Names, signs and words that are the same in both languages. */
const SAME = /^[^\p{L}]*$|^(?:[A-Z][\w.-]*(?: [A-Z][\w.-]*)?|Text \(Markdown\)|\w+@\S+|https?:\S+)$/u;

/** Every table of words of public pages and mails: what `…words…(language)` of a folder or file of words answers. */
async function tables(): Promise<[name: string, of: (language: string) => unknown][]> {
  const files = globSync('src/**/{words.ts,words/index.ts}', { cwd: ROOT }).toSorted();
  const found = await Promise.all(
    files.map(async (file): Promise<[string, (language: string) => unknown][]> => {
      const module: Record<string, unknown> = await import(pathToFileURL(path.join(ROOT, file)).href);
      return Object.entries(module).flatMap(([name, value]) =>
        typeof value === 'function' && value.length === 1 && /^(?:wordsIn|\w+Words)$/.test(name)
          ? [[`${file} ${name}`, (language: string): unknown => Reflect.apply(value, undefined, [language])]]
          : [],
      );
    }),
  );
  return found.flat().filter(([, of]) => isTable(of('en')));
}

const isTable = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Promise);

/** All texts of a table, by their place; what is made of something is its code. */
function textsOf(value: unknown, place = ''): [string, string][] {
  if (typeof value === 'string') return [[place, value]];
  if (typeof value === 'function') return [[`${place}()`, String(value)]];
  return isTable(value) ? Object.entries(value).flatMap(([key, one]) => textsOf(one, `${place}.${key}`)) : [];
}

describe('words of public pages', async () => {
  const all = await tables();

  it('are found: those of every part of the public site', () => {
    const names = all.map(([name]) => name).join('\n');
    for (const part of [
      'ui/site',
      'people/members',
      'embrace/forum',
      'embrace/ideas',
      'embrace/reviews',
      'embrace/notifications',
      'embrace/together',
      'embrace/honours',
      'respond/answers',
      'respond/knowledge/centre',
    ])
      assert.ok(names.includes(part), `${part}\n${names}`);
  });

  for (const [name, of] of all)
    it(`are German as completely as English: ${name}`, () => {
      const [en, de] = [new Map(textsOf(of('en'))), new Map(textsOf(of('de')))];
      // What errors say in English is said where they are defined.
      const placesOf = (texts: ReadonlyMap<string, string>) =>
        [...texts.keys()].filter((place) => !place.startsWith('.errors.')).toSorted();
      assert.deepEqual(placesOf(de), placesOf(en));
      for (const place of en.keys()) assert.ok(de.has(place), place);
      const left = [...en].filter(
        ([place, text]) => text.length > 3 && de.get(place) === text && !SAME.test(text),
      );
      assert.deepEqual(left, [], 'said in English in German');
      assert.deepEqual(
        [...de].filter(([, text]) => text.trim() === ''),
        [...en].filter(([, text]) => text.trim() === ''),
        'empty where English is not',
      );
      assert.deepEqual(textsOf(of('de-AT')), [...de], 'regions speak their language');
    });
});
