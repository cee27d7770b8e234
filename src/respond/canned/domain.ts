import { namesIn } from '#lib/templates/index.ts';

export const SCOPES = ['personal', 'team', 'all'] as const;
export type Scope = (typeof SCOPES)[number];

export interface CannedText {
  /** `en`, `pt-br`. */
  language: string;
  body: string;
}

/** Variables that every conversation knows; `case.field.<key>` are those of the company besides. */
export const VARIABLES = [
  'customer.first_name',
  'customer.name',
  'customer.handle',
  'case.number',
  'case.title',
  'agent.name',
  'agent.first_name',
  'brand.name',
  'team.name',
] as const;
const FIELD = /^case\.field\.[a-z0-9-]{1,60}$/;

export function isVariable(name: string): boolean {
  return (VARIABLES as readonly string[]).includes(name) || FIELD.test(name);
}

/** Names in texts that no conversation will ever know. */
export function unknownNames(texts: readonly CannedText[]): string[] {
  const names = texts.flatMap(({ body }) => namesIn(body));
  return [...new Set(names.filter((name) => !isVariable(name)))];
}

/** The text in the language that was asked for: the same tag, the same language elsewhere, else the first. */
export function textFor(texts: readonly CannedText[], language: string | undefined): CannedText {
  const wanted = language?.toLowerCase() ?? '';
  const base = wanted.split('-')[0]!;
  return (
    texts.find((text) => text.language === wanted) ??
    texts.find((text) => text.language === base) ??
    texts.find((text) => base !== '' && text.language.split('-')[0] === base) ??
    texts[0]!
  );
}

const LONGEST = 80;
/** What could be clicked or would call somebody when it stands in our own post. */
const ACTIVE = /[@#]|:\/\/|www\.|\b[\p{L}\p{N}-]+\.(?:[\p{L}]{2,})(?:\/|$|\s)/iu;
const TITLE = /^(?:dr|mr|mrs|ms|mx|prof|sir|herr|frau|hr|fr|señor|señora|sr|sra|mme|m)\.?$/i;

/** A name as a customer gave it, fit to stand in our words: one line, no signs that nobody sees. Null where it would be a link or a mention. */
export function cleanName(given: string | null | undefined): string | null {
  const name = (given ?? '')
    .normalize('NFC')
    .replaceAll(/[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}\p{Zl}\p{Zp}]/gu, ' ')
    .replaceAll(/[{}|<>[\]()*_`~^\\]/g, ' ')
    .replaceAll(/[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{So}\u20E3\uFE0F]/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
  if (name === '' || ACTIVE.test(name) || !/\p{L}/u.test(name)) return null;
  return [...name].slice(0, LONGEST).join('').trim();
}

/** How a letter would begin: the first word of a name that is a name. Names without blanks, as in Chinese, are whole. */
export function firstName(given: string | null | undefined): string | null {
  const first = (cleanName(given) ?? '').split(' ').find((word) => /\p{L}/u.test(word) && !TITLE.test(word));
  if (first === undefined) return null;
  const bare = first.replaceAll(/^[^\p{L}]+|[^\p{L}\p{M}.'’]+$/gu, '');
  return [...bare.matchAll(/\p{L}/gu)].length < 2 && !/\p{Lo}/u.test(bare) ? null : bare;
}

/** A value of a field, as it stands in a sentence. */
export function fieldWords(value: string | number | boolean | undefined): string | null {
  if (value === undefined) return null;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return (
    String(value)
      .replaceAll(/[\p{Cc}\p{Cf}]/gu, ' ')
      .trim() || null
  );
}
