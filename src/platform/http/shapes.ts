import { z } from 'zod';

/** A required string without control characters, trimmed, of at most `max` characters. */
export const text = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .regex(/^(?:[^\p{Cc}]|[\t\n\r\u{7f}-\u{9f}])*$/u, 'contains control characters');

export const shortText = text(200);
export const longText = text(10_000);

/** `en`, `pt-br`: small letters, and one that dates can be written in. */
export const languageTag = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z]{2,3}(?:-[a-z0-9]{2,8})?$/, 'must be a language such as en or pt-br')
  .refine(isLocale, 'must be a language such as en or pt-br');

function isLocale(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}

/** An id of ours with the given prefix. */
export const idOf = (prefix: string) =>
  z
    .string()
    .max(64)
    .regex(new RegExp(`^${prefix}_[0-9a-z]{20,40}$`), `must be a ${prefix}_… id`);
