import type { InboundPost } from '#connectors/kit/index.ts';

/** Fields of a post that a sender's JSON can fill. */
export const FIELDS = [
  'id',
  'text',
  'title',
  'authorId',
  'authorName',
  'authorHandle',
  'avatarUrl',
  'url',
  'createdAt',
  'updatedAt',
  'parentId',
  'rootId',
  'lang',
] as const;
export type Field = (typeof FIELDS)[number];

/**
 * Where each field comes from: a path (`data.review.text`, `items[0].body`), or words with paths in braces (`{user.first} {user.last}`). `items` is the path of a
 * list, whose members are a post each; without it the whole message is one.
 */
export interface Mapping {
  items?: string | undefined;
  kind: 'post' | 'comment' | 'review' | 'message';
  fields: Partial<Record<Field, string>> & { id: string; text: string };
}

/** A message that cannot be read, in words that name the field. */
export class Unreadable extends Error {}

const MOST_ITEMS = 500;
const LONGEST_TEXT = 100_000;

/**
 * The posts of a message. `receivedAt` stands in where the sender tells no time. Throws Unreadable: either all posts of a message can be read, or none is taken.
 */
export function postsOf(
  mapping: Mapping,
  message: unknown,
  receiver: { id: string; isPrivate: boolean },
  receivedAt: Date,
): InboundPost[] {
  const items = mapping.items ? valueAt(message, mapping.items) : [message];
  if (!Array.isArray(items)) throw new Unreadable(`There is no list at “${mapping.items}”.`);
  if (items.length > MOST_ITEMS)
    throw new Unreadable(`A message holds at most ${MOST_ITEMS} posts, this one ${items.length}.`);
  return items.map((item, index) => {
    try {
      return postOf(mapping, item, receiver, receivedAt);
    } catch (error) {
      if (error instanceof Unreadable && mapping.items)
        throw new Unreadable(`Post ${index + 1}: ${error.message}`);
      throw error;
    }
  });
}

function postOf(
  { kind, fields }: Mapping,
  item: unknown,
  receiver: { id: string; isPrivate: boolean },
  receivedAt: Date,
): InboundPost {
  const read = (field: Field) => (fields[field] ? textOf(item, fields[field]) : undefined);
  const must = (field: Field) => {
    const value = read(field);
    if (value === undefined) throw new Unreadable(`Nothing was found for “${field}” at “${fields[field]}”.`);
    return value;
  };
  const text = must('text').slice(0, LONGEST_TEXT).toWellFormed();
  const createdAt = timeOf(read('createdAt'), 'createdAt') ?? receivedAt;
  const changedAt = timeOf(read('updatedAt'), 'updatedAt') ?? createdAt;
  const authorId = read('authorId') ?? read('authorHandle') ?? read('authorName');
  if (authorId === undefined)
    throw new Unreadable('Nobody was found who wrote it: none of authorId, authorHandle and authorName.');
  const parent = read('parentId');
  const language = read('lang');
  return {
    type: 'post',
    origin: `receiver:${receiver.id}`,
    externalId: must('id').slice(0, 500),
    version: changedAt.getTime() * 1000,
    network: 'webhook',
    kind,
    author: {
      externalId: `${receiver.id}:${authorId}`.slice(0, 500),
      ...given('handle', read('authorHandle')?.replace(/^@/, '')),
      ...given('displayName', read('authorName')),
      ...given('avatarUrl', webAddress(read('avatarUrl'))),
    },
    text,
    createdAt,
    visibility: receiver.isPrivate ? 'private' : 'public',
    ...given('title', read('title')),
    ...given('url', webAddress(read('url'))),
    ...given('parentExternalId', parent),
    ...given('rootExternalId', read('rootId') ?? parent),
    ...(language === undefined ? {} : { langs: [language] }),
  };
}

function given<K extends string, V>(key: K, value: V | undefined): { [P in K]?: V } {
  return (value === undefined ? {} : { [key]: value }) as { [P in K]?: V };
}

/** Only addresses that a person can follow. */
function webAddress(text: string | undefined): string | undefined {
  return text !== undefined && /^https?:\/\//i.test(text) && URL.canParse(text) ? text : undefined;
}

/** The words that an expression finds; undefined when there are none. */
function textOf(item: unknown, expression: string): string | undefined {
  const found = expression.includes('{')
    ? expression.replaceAll(/\{([^{}]*)\}/g, (_, path: string) => plain(valueAt(item, path)) ?? '')
    : plain(valueAt(item, expression));
  const text = found?.trim();
  return text === undefined || text === '' ? undefined : text;
}

function plain(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}

/** The value at a path such as `a.b[0].c`; own properties only. */
export function valueAt(value: unknown, path: string): unknown {
  const steps = path
    .replaceAll(/\[(\d+)\]/g, '.$1')
    .split('.')
    .map((step) => step.trim())
    .filter((step) => step !== '');
  let at = value;
  for (const step of steps) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, step)) return undefined;
    at = (at as Record<string, unknown>)[step];
  }
  return at;
}

const EARLIEST_MS = Date.UTC(1990, 0, 1);

/** ISO 8601, or a number of seconds or milliseconds since 1970. */
function timeOf(text: string | undefined, field: Field): Date | undefined {
  if (text === undefined) return undefined;
  const count = /^\d+(\.\d+)?$/.test(text) ? Number(text) : undefined;
  const at = new Date(count === undefined ? text : count < 1e11 ? count * 1000 : count);
  if (Number.isNaN(at.getTime()) || at.getTime() < EARLIEST_MS || at.getUTCFullYear() > 2200)
    throw new Unreadable(`“${field}” is no time: ${text.slice(0, 40)}.`);
  return at;
}
