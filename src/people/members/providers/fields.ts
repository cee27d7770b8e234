const LONGEST = 255;

/** A text or number in what a provider says, by its name, with dots where it lies deeper. Undefined where it is none that can be kept. */
export function textIn(said: unknown, name: string): string | undefined {
  const value = valueIn(said, name);
  const text = typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : value;
  if (typeof text !== 'string') return undefined;
  const trimmed = text.trim();
  return trimmed === '' || trimmed.length > LONGEST || !trimmed.isWellFormed() || /\p{Cc}/u.test(trimmed)
    ? undefined
    : trimmed;
}

export function valueIn(said: unknown, name: string): unknown {
  if (name === '') return undefined;
  let value = said;
  for (const part of name.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) return undefined;
    value = Object.entries(value).find(([key]) => key === part)?.[1];
  }
  return value;
}
