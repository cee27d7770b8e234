import type { InboundItem, LineParser, Refusal } from '#connectors/kit/index.ts';
import { fieldNamed } from './columns.ts';
import { toItem } from './to-item.ts';

const MAX_PAYLOAD = 65_536;

/** One line of JSON: `{id, text, title?, author?, createdAt?, url?, lang?, links?, source?, network?, …}`. */
export const parseNdjsonLine: LineParser = (line) => {
  const text = line.replace(/^\ufeff/, '').trim();
  if (text === '') return null;
  return understand(text, (record) => record);
};

/** One row of a table, as a JSON object of column name → value. Column names are understood in many spellings. */
export const parseCsvRow: LineParser = (line) => {
  return understand(line, (row) => {
    const values = Object.entries(row).filter(
      ([, value]) => typeof value !== 'string' || value.trim() !== '',
    );
    if (values.length === 0) return null;
    const record: Record<string, unknown> = {};
    for (const [column, value] of values) {
      const field = fieldNamed(column);
      if (field !== undefined) record[field] ??= value;
    }
    return record;
  });
};

function understand(
  line: string,
  toRecord: (value: Record<string, unknown>) => Record<string, unknown> | null,
): InboundItem | Refusal | null {
  const refuse = (code: string, reason: string): Refusal => ({
    type: 'refusal',
    code,
    reason,
    payload: line.slice(0, MAX_PAYLOAD),
  });
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (error) {
    return refuse(
      'file.not_json',
      `It is not JSON: ${error instanceof Error ? error.message : String(error)}`.slice(0, 500),
    );
  }
  if (value === null || typeof value !== 'object' || Array.isArray(value)) {
    return refuse('file.not_object', 'It is not an object with the fields of a post.');
  }
  const record = toRecord(value as Record<string, unknown>);
  if (record === null) return null;
  const item = toItem(record);
  return typeof item === 'string' ? refuse('file.post_invalid', item) : item;
}
