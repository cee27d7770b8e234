import type { z } from 'zod';
import { parseJson } from '#lib/json/index.ts';

/** A line of JSON in a known shape, or why it is not one. */
export function readJson<T>(
  shape: z.ZodType<T>,
  text: string,
): { isValid: true; value: T } | { isValid: false; reason: string } {
  const json = parseJson(text);
  if (json === undefined) return { isValid: false, reason: 'This is not JSON.' };
  const { data, error } = shape.safeParse(json);
  if (error === undefined) return { isValid: true, value: data };
  const [issue] = error.issues;
  const place = issue!.path.length === 0 ? 'The line' : `"${issue!.path.join('.')}"`;
  return { isValid: false, reason: `${place}: ${issue!.message}.` };
}
