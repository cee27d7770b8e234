import { escaped } from './escaped.ts';

const PLACES = /\{(?:name|agent|initials)\}/g;

/** What stands for the names in greetings and sign-offs. */
export interface Names {
  readonly customer: string | null;
  readonly agent: string | null;
}

/** Finds one of some greetings at the beginning of a text, whoever is greeted; handles before it do not count. */
export function beginsWith(text: string, templates: readonly string[]): boolean {
  const said = text.replace(/^(?:\s*@[^\s]+)*\s*/, '');
  return templates.some((template) => pattern(template, '^', String.raw`(?![\p{L}\p{N}])`).test(said));
}

/** Where one of some sign-offs ends a text; undefined where none does. */
export function endsWith(text: string, templates: readonly string[]): number | undefined {
  for (const template of templates) {
    const found = pattern(template, String.raw`(?<![\p{L}\p{N}])`, String.raw`[\s.!]*$`).exec(
      text.slice(-300),
    );
    if (found) return Math.max(0, text.length - 300) + found.index;
  }
  return undefined;
}

/** A template with its names; a place whose name nobody knows goes. */
export function filled(template: string, { customer, agent }: Names): string {
  const values: Record<string, string> = {
    '{name}': customer ?? '',
    '{agent}': firstNameOf(agent ?? ''),
    '{initials}': initialsOf(agent ?? ''),
  };
  return template
    .replaceAll(PLACES, (place) => values[place] ?? '')
    .replaceAll(/[ \t]+([,.!?])/g, '$1')
    .replaceAll(/[ \t]{2,}/g, ' ')
    .trim();
}

function pattern(template: string, before: string, after: string): RegExp {
  const parts = template
    .normalize('NFC')
    .trim()
    .split(PLACES)
    .map((part) => loosely(part));
  return new RegExp(before + parts.join(String.raw`\s*[^\n]{0,60}?`) + after, 'iu');
}

/** Any white space stands for any other. */
function loosely(part: string): string {
  return part
    .split(/\s+/)
    .map((word) => escaped(word))
    .join(String.raw`\s*`);
}

function firstNameOf(name: string): string {
  return name.trim().split(/\s+/)[0] ?? '';
}

function initialsOf(name: string): string {
  return name
    .trim()
    .split(/\s+/)
    .map((part) => Array.from(part)[0] ?? '')
    .join('')
    .toUpperCase();
}
