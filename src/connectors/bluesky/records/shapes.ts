/** An object from outside of which nothing is known yet. */
export type Shape = Record<string, unknown>;

export function isShape(value: unknown): value is Shape {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value as an object; an empty one where it is none, so that fields can be asked for one by one. */
export function shapeOf(value: unknown): Shape {
  return isShape(value) ? value : {};
}

export function listOf(value: unknown, most: number): unknown[] {
  return Array.isArray(value) ? value.slice(0, most) : [];
}

/** Text that any store can keep: lone surrogates replaced, NUL left out; undefined when it is no text or too long. */
export function textOf(value: unknown, most: number): string | undefined {
  if (typeof value !== 'string' || value.length > most) return undefined;
  const text = value.isWellFormed() ? value : value.toWellFormed();
  return text.includes('\0') ? text.replaceAll('\0', '') : text;
}

/** Like `textOf`, but an empty text counts as absent. */
export function filled(value: unknown, most: number): string | undefined {
  return textOf(value, most) || undefined;
}

export function isDid(value: unknown): value is string {
  return typeof value === 'string' && value.length <= 2048 && /^did:[a-z]+:[\w.:%-]+$/.test(value);
}

export function isHandle(value: unknown): value is string {
  return (
    typeof value === 'string' &&
    value.length <= 253 &&
    value !== 'handle.invalid' &&
    /^(?:[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?\.)+[a-z](?:[a-z\d-]{0,61}[a-z\d])?$/i.test(value)
  );
}

export function isRecordKey(value: unknown): value is string {
  return typeof value === 'string' && /^[\w.:~-]{1,512}$/.test(value) && value !== '.' && value !== '..';
}

/** Moment of an ISO 8601 text, or undefined. */
export function momentOf(value: unknown): Date | undefined {
  if (typeof value !== 'string' || value.length > 64) return undefined;
  const moment = new Date(value);
  return Number.isNaN(moment.getTime()) ? undefined : moment;
}

/** An http or https address, or undefined. */
export function webAddress(value: unknown): string | undefined {
  const address = filled(value, 4096);
  return address !== undefined && /^https?:\/\/[^\s/]/i.test(address) ? address : undefined;
}
