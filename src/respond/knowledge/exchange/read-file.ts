import { parse } from 'csv-parse/sync';
import { messageOf } from '#platform/errors/index.ts';
import { type ArticleFileLine, articleLine } from './lines.ts';

export interface ReadFile {
  rows: ArticleFileLine[];
  /** What was passed over, and why. */
  problems: { line: number; reason: string }[];
}

/** Articles of a file: JSON lines, or a table whose first line names the fields. */
export function readArticleFile(text: string, format: 'ndjson' | 'csv'): ReadFile {
  const read: ReadFile = { rows: [], problems: [] };
  const given = format === 'csv' ? tableRows(text, read) : jsonRows(text, read);
  for (const { line, value } of given) {
    const { data, error } = articleLine.safeParse(value);
    if (data) read.rows.push(data);
    else
      read.problems.push({
        line,
        reason: `"${error.issues[0]!.path.join('.')}": ${error.issues[0]!.message}`,
      });
  }
  read.problems.sort((a, b) => a.line - b.line);
  return read;
}

interface Row {
  line: number;
  value: unknown;
}

function jsonRows(text: string, read: ReadFile): Row[] {
  return text.split('\n').flatMap((line, i) => {
    if (line.trim() === '') return [];
    try {
      return [{ line: i + 1, value: JSON.parse(line) as unknown }];
    } catch {
      read.problems.push({ line: i + 1, reason: 'This is not JSON.' });
      return [];
    }
  });
}

function tableRows(text: string, read: ReadFile): Row[] {
  try {
    const rows: Record<string, string>[] = parse(text, {
      columns: true,
      bom: true,
      skip_empty_lines: true,
      relax_column_count: true,
    });
    // An empty cell says nothing.
    return rows.map((row, i) => ({
      line: i + 2,
      value: Object.fromEntries(Object.entries(row).filter(([, cell]) => cell !== '')),
    }));
  } catch (error) {
    read.problems.push({ line: 1, reason: messageOf(error) });
    return [];
  }
}
