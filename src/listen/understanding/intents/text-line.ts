import type { Read } from './examples.ts';

/** A text to be classified, with the id it came with. */
export interface TextLine {
  readonly id?: string | number;
  readonly text: string;
}

/** A line that begins with `{` is JSON with `text` and perhaps `id`; any other is the text itself. */
export function readTextLine(line: string): Read<TextLine> {
  if (!line.trimStart().startsWith('{')) return { isValid: true, value: { text: line } };
  let value: { text?: unknown; id?: unknown };
  try {
    value = JSON.parse(line) as typeof value;
  } catch {
    return refused('It begins like JSON and is not.');
  }
  const { text, id } = value;
  if (typeof text !== 'string') return refused('"text" is missing or not a string.');
  if (id === undefined || id === null) return { isValid: true, value: { text } };
  if (typeof id !== 'string' && typeof id !== 'number')
    return refused('"id" is neither a string nor a number.');
  return { isValid: true, value: { id, text } };
}

function refused(reason: string): Read<TextLine> {
  return { isValid: false, reason };
}
