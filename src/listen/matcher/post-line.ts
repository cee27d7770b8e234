import type { QueryDocument } from '#lib/query/index.ts';
import { readJson } from './read-json.ts';
import { documentOfLine, isExactNumber, postLine } from './schema.ts';

/** A post as a line of JSON gives it. */
export interface LinePost {
  readonly id: string | number;
  readonly document: QueryDocument;
}

/** Reads a line of posts; a line of the common fields is checked here, everything else by the schema. */
export function readPostLine(
  text: string,
): { isValid: true; value: LinePost } | { isValid: false; reason: string } {
  const plain = plainPost(text);
  if (plain !== undefined) return { isValid: true, value: plain };
  const read = readJson(postLine, text);
  return read.isValid
    ? { isValid: true, value: { id: read.value.id, document: documentOfLine(read.value) } }
    : read;
}

function plainPost(text: string): LinePost | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  return isPlain(value) ? { id: value.id, document: documentOfPlain(value) } : undefined;
}

/** A line with nothing but the usual fields, none of them null. */
interface PlainLine {
  readonly id: string | number;
  readonly text: string;
  readonly title?: string;
  readonly lang?: string;
  readonly author?: string;
  readonly source?: string;
  readonly followers?: number;
  readonly links?: readonly string[];
}

const PLAIN: Readonly<Record<string, (value: unknown) => boolean>> = {
  id: (value) =>
    typeof value === 'string' ? value !== '' : typeof value === 'number' && isExactNumber(value),
  text: isString,
  title: isString,
  lang: isString,
  author: isString,
  source: isString,
  followers: Number.isFinite,
  links: (value) => Array.isArray(value) && value.every(isString),
};

function isString(value: unknown): value is string {
  return typeof value === 'string';
}

function isPlain(value: object): value is PlainLine {
  for (const [key, given] of Object.entries(value)) {
    if (!Object.hasOwn(PLAIN, key) || !PLAIN[key]!(given)) return false;
  }
  return 'id' in value && 'text' in value;
}

function documentOfPlain({ text, title, lang, author, source, followers, links }: PlainLine): QueryDocument {
  return {
    text,
    title,
    langs: lang === undefined ? undefined : [lang],
    author: author === undefined ? undefined : { handle: author },
    source,
    followers,
    links,
  };
}
