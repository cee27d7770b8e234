import { type FieldValue, readField } from '#respond/cases/index.ts';
import type { OfferedForm, OfferedQuestion } from './offer.ts';

/** Something that a customer filled in, with the words in which it was asked. */
export interface Answer {
  key: string;
  label: string;
  value: FieldValue;
}

/** What was filled in: becomes a case of that type. */
export interface Filled {
  typeId: string;
  answers: readonly Answer[];
}

/** Why a field cannot be taken. */
export type Problem = 'missing' | 'invalid';

export interface Reading {
  filled: Filled;
  /** By field. */
  problems: ReadonlyMap<string, Problem>;
  /** Names that were not asked for. */
  unknown: readonly string[];
}

/** Reads what stands in the fields of a form, all of it text: a number in digits, a day as 2026-11-22, `yes` or `no`. */
export function readForm(form: OfferedForm, given: Readonly<Record<string, string>>): Reading {
  const problems = new Map<string, Problem>();
  const answers: Answer[] = [];
  for (const question of form.questions) {
    const text = Object.hasOwn(given, question.field) ? (given[question.field] ?? '').trim() : '';
    if (text === '') {
      if (question.isRequired) problems.set(question.field, 'missing');
      continue;
    }
    const value = valueOf(question, text);
    if (value === undefined) problems.set(question.field, 'invalid');
    else answers.push({ key: question.field, label: question.label, value });
  }
  const known = new Set(form.questions.map(({ field }) => field));
  const unknown = Object.keys(given).filter((name) => !known.has(name));
  return { filled: { typeId: form.topic, answers }, problems, unknown };
}

/** As a case keeps it; undefined for what no case would take. */
function valueOf({ field, label, kind, choices }: OfferedQuestion, text: string): FieldValue | undefined {
  const read = readField(
    {
      key: field,
      label,
      kind,
      choices: choices.map(({ value }) => value),
      isRequired: false,
      isShown: false,
    },
    kind === 'number' ? numberOf(text) : kind === 'yes-no' ? YES_NO.get(text) : text,
  );
  return 'value' in read ? (read.value ?? undefined) : undefined;
}

const YES_NO: ReadonlyMap<string, boolean> = new Map([
  ['yes', true],
  ['no', false],
]);

/** With a point or a comma before its fraction; nothing between thousands, where the two would mean each other. */
function numberOf(text: string): number | undefined {
  return /^[-+]?\d{1,15}(?:[.,]\d{1,9})?$/.test(text) ? Number(text.replace(',', '.')) : undefined;
}
