const HIDDEN = '[hidden]';
const MOST_LEVELS = 8;
const SECRET_NAME =
  /pass(word|phrase)|token|secret|authorization|cookie|jwt|credential|api_?-?key|private_?key/i;
/** Names that hold such a word and nothing secret: `tokenId`, `secretCount`. */
const HARMLESS_NAME = /(id|ids|count|name|kind|at)$/i;
const SECRET_TEXTS: readonly [RegExp, string][] = [
  // The password of an address.
  [/([a-z][a-z0-9+.-]*:\/\/[^\s:/@]*:)[^\s@/]+@/gi, `$1${HIDDEN}@`],
  [/\brpt_[\w-]{20,}/g, HIDDEN],
  [/\b(bearer|basic)\s+[\w.~+/=-]{8,}/gi, `$1 ${HIDDEN}`],
  // One-time links.
  [/([?#&](?:token|code|secret)=)[^&\s"']+/gi, `$1${HIDDEN}`],
];

/** A copy without secrets: hidden by the name of their field at any depth, and by their form inside texts. */
export function redact(value: unknown, level = 0): unknown {
  if (typeof value === 'string') return redactText(value);
  if (value instanceof Error) return redactError(value, level);
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  if (level >= MOST_LEVELS) return '[deep]';
  if (ArrayBuffer.isView(value)) return '[bytes]';
  if (value instanceof Map || value instanceof Set) return redact([...value], level);
  if (Array.isArray(value)) return value.map((one) => redact(one, level + 1));
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      isSecret(name, inner) ? HIDDEN : redact(inner, level + 1),
    ]),
  );
}

export function redactText(text: string): string {
  return SECRET_TEXTS.reduce((said, [secret, instead]) => said.replace(secret, instead), text);
}

function isSecret(name: string, value: unknown): boolean {
  return SECRET_NAME.test(name) && !HARMLESS_NAME.test(name) && value !== null && typeof value !== 'boolean';
}

/**
 * What an error tells about itself. Not every property that hangs on it: the database's errors quote whole rows in `detail`, and those
 * of connections carry the client with its password.
 */
function redactError(error: Error, level: number): Record<string, unknown> {
  const told: Record<string, unknown> = { type: error.constructor.name, message: redactText(error.message) };
  for (const name of ['code', 'status', 'params', 'table', 'constraint', 'routine'] as const) {
    const value = (error as Error & Record<string, unknown>)[name];
    if (value !== undefined) told[name] = redact(value, level + 1);
  }
  if (error.stack !== undefined) told['stack'] = redactText(error.stack);
  if (error.cause !== undefined && level < MOST_LEVELS) told['cause'] = redact(error.cause, level + 1);
  return told;
}
