import { hostOf } from '#lib/tokens/index.ts';
import type { Carried, Carry } from './dialect.ts';

/** `name:value` under one of our names. */
export function as(name: string): Carry {
  return (value) => ({ text: written(name, value) });
}

/** `name:value`, in quotation marks where it has to be. */
export function written(name: string, value: string): string {
  return /^[\w.@#-]+$|^\[.*\]$/su.test(value) ? `${name}:${value}` : `${name}:"${value.replaceAll('"', '')}"`;
}

/** Left out, always for the same reason. */
export function without(why: string): Carry {
  return () => ({ why });
}

/** Values that have a counterpart; the others are left out. */
export function oneOf(counterparts: Readonly<Record<string, string | Carried>>, why: string): Carry {
  return (value) => {
    const found = counterparts[value.toLowerCase()];
    if (found === undefined) return { why };
    return typeof found === 'string' ? { text: found } : found;
  };
}

/** A host, or of an address its host, because paths are not looked at. */
export function host(name: 'link' | 'site'): Carry {
  return (value) => {
    const found = hostOf(value);
    if (found === undefined || !found.includes('.'))
      return { why: 'Addresses are found by their host here, such as example.com.' };
    const text = written(name, found);
    const rest = value
      .replace(/^\s*(?:https?:\/\/)?(?:www\.)?/i, '')
      .slice(found.replace(/^www\./, '').length);
    return /^[/*]*$/.test(rest)
      ? { text }
      : { text, why: 'Addresses are found by their host here, not by their path.' };
  };
}

/** `1000`, `1000..5000` or `[1000 TO 5000]` as a range of one of our numbers. */
export function range(name: string): Carry {
  return (value) => {
    const ends = /^(\d+)(?:\.\.(\d+))?$/.exec(value);
    if (ends !== null) return { text: `${name}:[${ends[1]} TO ${ends[2] ?? '*'}]` };
    return { text: `${name}:${value}` };
  };
}

/** A word with another sign before it. */
export function signed(sign: '#' | '@' | '$'): Carry {
  return (value) => ({ text: sign + value.replace(/^[#@$]/, '') });
}
