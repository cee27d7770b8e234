/** HTML that is safe to send. */
export class Html {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
  toString(): string {
    return this.text;
  }
}

export type Part = Html | string | number | null | undefined | false | readonly Part[];

/** A template whose values are escaped, except those that `markup` or `trusted` made. Lists stand one behind the other; null and false are nothing. */
export function markup(strings: TemplateStringsArray, ...values: readonly Part[]): Html {
  return new Html(strings.reduce((all, text, i) => all + (i === 0 ? '' : partOf(values[i - 1])) + text, ''));
}

/** HTML that somebody else has cleaned. */
export function trusted(text: string): Html {
  return new Html(text);
}

function partOf(part: Part): string {
  if (part === null || part === undefined || part === false) return '';
  if (part instanceof Html) return part.text;
  if (typeof part === 'object') return part.map(partOf).join('');
  return escapeText(String(part));
}

/** For text and for values of attributes in quotes. */
export function escapeText(text: string): string {
  return text.replaceAll(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

/** A value as JSON inside a script element: nothing in it can end the element. */
export function jsonIn(value: unknown): Html {
  return new Html(
    JSON.stringify(value)
      .replaceAll('<', '\\u003c')
      .replaceAll('\u2028', '\\u2028')
      .replaceAll('\u2029', '\\u2029'),
  );
}
