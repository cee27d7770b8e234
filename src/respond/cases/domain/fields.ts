/** The kinds of fields that a company can ask for. */
export const FIELD_KINDS = ['text', 'number', 'date', 'choice', 'yes-no'] as const;
export type FieldKind = (typeof FIELD_KINDS)[number];

/** A field of a case type. */
export interface FieldDefinition {
  /** Small letters, digits and -, never changed once it is used. */
  key: string;
  label: string;
  kind: FieldKind;
  /** Of `choice` only. */
  choices: readonly string[];
  /** Must be filled before a case is solved. */
  isRequired: boolean;
  /** The customer sees it on the case's page. */
  isShown: boolean;
}

export type FieldValue = string | number | boolean;
export type FieldValues = Readonly<Record<string, FieldValue>>;

const LONGEST_TEXT = 2000;

/** The value as it is kept, null for an empty one, or the reason why it cannot be. */
export function readField(
  field: FieldDefinition,
  given: unknown,
): { value: FieldValue | null } | { problem: string } {
  if (given === null || given === undefined || given === '') return { value: null };
  const value = READERS[field.kind](given, field);
  return value === undefined ? { problem: `${field.label} ${EXPECTS[field.kind]}` } : { value };
}

/** Labels of required fields that are empty. A "no" is an answer. */
export function missingFields(fields: readonly FieldDefinition[], values: FieldValues): string[] {
  return fields
    .filter((field) => field.isRequired && values[field.key] === undefined)
    .map((field) => field.label);
}

const READERS: Record<FieldKind, (given: unknown, field: FieldDefinition) => FieldValue | undefined> = {
  text: (given) =>
    typeof given === 'string' && given.length <= LONGEST_TEXT && given.trim() !== ''
      ? given.trim()
      : undefined,
  number: (given) => (typeof given === 'number' && Number.isFinite(given) ? given : undefined),
  date: (given) => (typeof given === 'string' && isDate(given) ? given : undefined),
  choice: (given, field) => (typeof given === 'string' && field.choices.includes(given) ? given : undefined),
  'yes-no': (given) => (typeof given === 'boolean' ? given : undefined),
};

const EXPECTS: Record<FieldKind, string> = {
  text: `takes a text of at most ${LONGEST_TEXT} characters`,
  number: 'takes a number',
  date: 'takes a day as 2026-11-22',
  choice: 'takes one of its choices',
  'yes-no': 'takes yes or no',
};

function isDate(text: string): boolean {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}
