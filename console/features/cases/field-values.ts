type Kind = 'text' | 'number' | 'date' | 'choice' | 'yes-no';
type Value = string | number | boolean;

/** A value as its input shows it. */
export function shownValue(value: Value | undefined): string {
  if (value === undefined) return '';
  return typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value);
}

/** What was put in, as the server takes it; null empties the field. What is no number is left to the server to refuse. */
export function readInput(kind: Kind, text: string): Value | null {
  const trimmed = text.trim();
  if (trimmed === '') return null;
  if (kind === 'yes-no') return trimmed === 'yes';
  if (kind !== 'number') return trimmed;
  const number = Number(trimmed);
  return Number.isFinite(number) ? number : trimmed;
}

/** The input that fits a kind of field. */
export function inputKind(kind: Kind): 'text' | 'number' | 'date' {
  return kind === 'number' || kind === 'date' ? kind : 'text';
}
