import { messageOf } from '#platform/errors/index.ts';
import { readTable } from '#lib/csv/index.ts';
import type { Found } from '../domain.ts';
import { importErrors } from '../errors.ts';
import { isArchive, readCsv, shapeOf } from './csv.ts';
import { isDump, readDump } from './discourse-dump.ts';
import { readDiscourseJson } from './discourse-json.ts';

/** What a file tells, whichever of the shapes it has. `prefix`: where the old community lay below its host. Throws `import.unread`. */
export function readFile(given: string, prefix: string): Found {
  const text = given
    .toWellFormed()
    .replaceAll('\0', '')
    .replace(/^\ufeff/, '');
  if (/^\s*[[{]/.test(text)) {
    const found = readDiscourseJson(valuesOf(text), prefix);
    if (found) return found;
    throw importErrors('import.unread', {
      reason: 'This JSON is neither an export nor an answer of Discourse.',
    });
  }
  if (isDump(text)) return readDump(text, prefix);
  const table = tableOf(text);
  const columns = Object.keys(table[0]?.cells ?? {});
  if (isArchive(columns))
    throw importErrors('import.unread', {
      reason: 'The archive of one member of Discourse has neither his name nor what others wrote.',
    });
  const shape = shapeOf(columns);
  if (shape) return readCsv(shape, table);
  throw importErrors('import.unread', {
    reason: 'Its columns are those of neither members, categories, threads nor posts.',
  });
}

/** One value, an array of several, or one on each line. */
function valuesOf(text: string): unknown[] {
  try {
    const value: unknown = parsed(text);
    return Array.isArray(value) ? value : [value];
  } catch (whole) {
    try {
      return text
        .split('\n')
        .filter((line) => line.trim() !== '')
        .map((line): unknown => parsed(line));
    } catch {
      throw importErrors('import.unread', {
        reason: `${messageOf(whole)
          .slice(0, 200)
          .replace(/[.!]*$/, '')}.`,
      });
    }
  }
}

/** JSON writes signs by numbers that no text can be kept with: they are left out, as from the file itself. */
const UNKEPT = /\\u(?:0000|d[89a-f])/i;
const parsed = (text: string): unknown => (UNKEPT.test(text) ? JSON.parse(text, kept) : JSON.parse(text));
const kept = (_key: string, value: unknown): unknown =>
  typeof value === 'string' ? value.replaceAll('\0', '').toWellFormed() : value;

function tableOf(text: string) {
  try {
    return readTable(text);
  } catch (error) {
    throw importErrors('import.unread', {
      reason: `${messageOf(error)
        .slice(0, 200)
        .replace(/[.!]*$/, '')}.`,
    });
  }
}
