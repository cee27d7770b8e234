import { readExampleLine } from '#listen/understanding/index.ts';
import { intentName, MOST_EXAMPLE, MOST_LINES } from './schema.ts';

export interface ReadExamples {
  readonly examples: readonly { readonly text: string; readonly label: string }[];
  readonly refused: readonly { readonly line: number; readonly reason: string }[];
}

/** Pasted lines: JSON with `text` and `label`, or, where `label` is given, each line a text of that intent. Empty lines are passed over. */
export function readLines(given: string, label?: string): ReadExamples {
  const examples: { text: string; label: string }[] = [];
  const refused: { line: number; reason: string }[] = [];
  given.split(/\r?\n/).forEach((line, index) => {
    if (line.trim() === '') return;
    const read = index >= MOST_LINES ? tooMany : readOne(line, label);
    if (typeof read === 'string') refused.push({ line: index + 1, reason: read });
    else examples.push(read);
  });
  return { examples, refused };
}

const tooMany = `Only ${MOST_LINES} lines are taken at once.`;
function readOne(line: string, label: string | undefined): { text: string; label: string } | string {
  const read =
    label === undefined ? readExampleLine(line) : ({ isValid: true, value: { text: line, label } } as const);
  if (!read.isValid) return read.reason;
  // What PostgreSQL cannot hold becomes what it can.
  const text = read.value.text.toWellFormed().replaceAll('\0', ' ').trim();
  if (text === '') return '"text" is empty.';
  if (text.length > MOST_EXAMPLE) return `It is longer than ${MOST_EXAMPLE} characters.`;
  const name = intentName.safeParse(read.value.label);
  return name.success
    ? { text, label: name.data }
    : '"label" is no name of an intent: at most 120 characters, none of them control characters.';
}
