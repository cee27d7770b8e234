import { en } from '../messages/en.ts';

export type MessageKey = keyof typeof en;
type PluralKey = MessageKey extends infer K ? (K extends `${infer Stem}.other` ? Stem : never) : never;
export type MessageParams = Record<string, string | number>;

const plurals = new Intl.PluralRules('en');
const numbers = new Intl.NumberFormat('en');

/** The text of a message, with `{name}` replaced by the parameter of that name. */
export function t(key: MessageKey, params?: MessageParams): string {
  return fill(en[key], params);
}

/** A counted message: `key.one` or `key.other`; `{count}` is the number in the reader's grouping. */
export function tn(key: PluralKey, count: number, params?: MessageParams): string {
  const wanted = `${key}.${plurals.select(count)}`;
  const text = wanted in en ? en[wanted as MessageKey] : en[`${key}.other` as MessageKey];
  return fill(text, { ...params, count: numbers.format(count) });
}

/** Whether a message of this key exists: for keys made from what the server says. */
export function hasMessage(key: string): key is MessageKey {
  return Object.hasOwn(en, key);
}

function fill(text: string, params?: MessageParams): string {
  if (params === undefined) return text;
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => (name in params ? String(params[name]) : whole));
}
