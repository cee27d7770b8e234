import { createHash } from 'node:crypto';
import type { InboundAuthor, InboundItem, PostKind } from '#connectors/kit/index.ts';
import { parseTime } from './times.ts';

type Fields = Record<string, unknown>;

const KINDS: readonly PostKind[] = ['post', 'reply', 'quote', 'article', 'review', 'comment', 'message'];

/** The item that a record describes, or what is wrong with it. */
export function toItem(record: Fields): InboundItem | string {
  const network = (textOf(record['network']) ?? 'file').toLowerCase();
  const source = textOf(record['source']);
  const origin = record['network'] === undefined && source !== undefined ? `file:${source}` : network;
  const times = timesOf(record);
  if (typeof times === 'string') return times;
  const id = textOf(record['id']);
  if (record['deleted'] === true || record['type'] === 'delete') {
    if (id === undefined) return 'A deleted post needs its id.';
    return { type: 'delete', origin, externalId: id, version: times.version ?? Date.now() * 1000 };
  }
  const title = textOf(record['title']);
  const text = textOf(record['text']) ?? '';
  if (text === '' && title === undefined) return 'It has neither text nor title.';
  const url = textOf(record['url']);
  const author = authorOf(record);
  const parentExternalId = textOf(record['parentId']);
  return {
    type: 'post',
    origin,
    externalId: id ?? derivedId([url, author.externalId, times.createdAt?.toISOString(), title, text]),
    version: times.version ?? 0,
    network,
    kind: kindOf(record, parentExternalId),
    author,
    text,
    createdAt: times.createdAt ?? new Date(),
    langs: listOf(record['langs'] ?? record['lang']),
    links: listOf(record['links']),
    tags: listOf(record['tags']).map((tag) => tag.replace(/^#/, '')),
    mentions: listOf(record['mentions']),
    ...given({ title, url, parentExternalId, rootExternalId: textOf(record['rootId']) }),
    ...(record['isEdit'] === true ? { isEdit: true } : {}),
  };
}

function timesOf(record: Fields): { createdAt: Date | undefined; version: number | undefined } | string {
  const created = record['createdAt'] ?? undefined;
  const updated = record['updatedAt'] ?? undefined;
  const createdAt = created === undefined ? undefined : parseTime(created);
  if (createdAt === null) return `The time “${shown(created)}” is not understood.`;
  const updatedAt = updated === undefined ? undefined : parseTime(updated);
  if (updatedAt === null) return `The time “${shown(updated)}” is not understood.`;
  const version = record['version'];
  if (version !== undefined && !(Number.isSafeInteger(version) && Number(version) >= 0))
    return 'The version is not a whole number.';
  const changedAt = updatedAt ?? createdAt;
  return {
    createdAt,
    version: version === undefined ? changedAt && Math.max(0, changedAt.getTime() * 1000) : Number(version),
  };
}

function authorOf(record: Fields): InboundAuthor {
  const author = record['author'];
  const parts: Fields =
    author !== null && typeof author === 'object' && !Array.isArray(author) ? (author as Fields) : {};
  const plain = typeof author === 'string' ? author.trim() : undefined;
  const isHandle = plain !== undefined && /^@?[\w.-]+(?:@[\w.-]+)?$/.test(plain);
  const handle =
    textOf(parts['handle']) ??
    textOf(parts['username']) ??
    textOf(record['handle']) ??
    (isHandle ? plain : undefined);
  const displayName =
    textOf(parts['displayName']) ??
    textOf(parts['name']) ??
    textOf(record['authorName']) ??
    (isHandle ? undefined : plain);
  const externalId =
    textOf(parts['id']) ??
    textOf(parts['did']) ??
    textOf(record['authorId']) ??
    handle?.replace(/^@/, '') ??
    displayName ??
    'unknown';
  const followers = Number(textOf(parts['followers']) ?? textOf(record['followers']) ?? Number.NaN);
  return {
    externalId,
    ...given({
      handle: handle?.replace(/^@/, ''),
      displayName,
      avatarUrl: textOf(parts['avatarUrl']) ?? textOf(parts['avatar']),
      profileUrl: textOf(parts['url']) ?? textOf(record['authorUrl']),
      location: textOf(parts['location']) ?? textOf(record['profileLocation']),
    }),
    ...(Number.isSafeInteger(followers) ? { followers } : {}),
  };
}

function kindOf(record: Fields, parent: string | undefined): PostKind {
  const kind = KINDS.find((known) => known === record['kind']);
  return kind ?? (parent === undefined ? 'post' : 'reply');
}

/** A post without an id is known by everything that it says. */
function derivedId(parts: readonly (string | undefined)[]): string {
  return `sha256:${createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32)}`;
}

function textOf(value: unknown): string | undefined {
  if (typeof value === 'number' || typeof value === 'bigint') return String(value);
  if (typeof value !== 'string') return undefined;
  return value.trim() === '' ? undefined : value.trim();
}

/** What stood there, to say it; lists and objects may be deep, and an object need not be a text. */
function shown(value: unknown): string {
  if (typeof value === 'object') return Array.isArray(value) ? 'a list' : 'an object';
  return String(value).slice(0, 60);
}

function listOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap((entry) => textOf(entry) ?? []);
  return (textOf(value) ?? '').split(/[\s,;|]+/).filter((entry) => entry !== '');
}

function given<K extends string>(values: Record<K, string | undefined>): Partial<Record<K, string>> {
  const rest: Partial<Record<K, string>> = {};
  for (const key in values) if (values[key] !== undefined) rest[key] = values[key];
  return rest;
}
