import type { InboundItem, InboundPost, Refusal } from '#connectors/kit/index.ts';

/** Bytes of an identity; PostgreSQL's index rows end at 2,704. */
const MAX_ID_BYTES = 1000;
const MAX_TEXT = 100_000;
const MAX_HTML = 500_000;
const MAX_ADDRESS = 2048;
/** Mail keeps there what its answers need. */
const MAX_REVISION = 8000;
const MAX_LIST = 200;
const MAX_PAYLOAD = 65_536;

/** A post that the database will take, or the reason why not. Long texts are cut; nothing else of a post is worth refusing it for. */
export function admitPost(post: InboundPost): InboundPost | Refusal {
  const reason = whatIsWrong(post);
  if (reason) return refuseItem(post, 'intake.item_invalid', reason);
  return {
    ...post,
    author: { ...post.author, externalId: post.author.externalId },
    text: clean(post.text, MAX_TEXT),
    ...optional('title', post.title && clean(post.title, 1000)),
    ...optional('html', post.html && post.html.length <= MAX_HTML ? clean(post.html, MAX_HTML) : undefined),
    ...optional('url', address(post.url)),
    ...optional('revision', post.revision && clean(post.revision, MAX_REVISION)),
    ...optional('parentExternalId', reference(post.parentExternalId)),
    ...optional('rootExternalId', reference(post.rootExternalId)),
    ...optional('quotedExternalId', reference(post.quotedExternalId)),
    ...(post.remarks && {
      remarks: post.remarks.slice(0, 20).map(({ kind, text }) => ({ kind, text: clean(text, 500) })),
    }),
    langs: list(post.langs, 35),
    links: list(post.links, MAX_ADDRESS),
    tags: list(post.tags, 200),
    mentions: list(post.mentions, MAX_ID_BYTES),
    media: (post.media ?? []).slice(0, 50).map((media) => ({
      ...media,
      ...optional('url', address(media.url)),
      ...optional('thumbUrl', address(media.thumbUrl)),
      ...optional('alt', media.alt && clean(media.alt, 5000)),
      ...optional('mimeType', media.mimeType && clean(media.mimeType, 200)),
      ...optional('name', media.name && clean(media.name, 300)),
    })),
  };
}

/** Why a delete or profile cannot be taken, or undefined. */
export function refusesChange(item: Exclude<InboundItem, InboundPost>): Refusal | undefined {
  const id = item.type === 'delete' ? item.externalId : item.author.externalId;
  if (!isUsableId(id))
    return refuseItem(item, 'intake.item_invalid', 'The id is empty, too long or holds control characters.');
  if (item.type === 'delete' && !isUsableVersion(item.version))
    return refuseItem(item, 'intake.item_invalid', `The version ${item.version} is not usable.`);
  return undefined;
}

/** An item kept aside as a whole, so that it can be tried again. */
export function refuseItem(item: InboundItem, code: string, reason: string): Refusal {
  return { type: 'refusal', code, reason, payload: clean(JSON.stringify(item), MAX_PAYLOAD) };
}

/** Text that PostgreSQL stores: no U+0000, no half surrogates, cut to `max` UTF-16 units. */
export function clean(text: string, max: number): string {
  const cut = text.length > max ? text.slice(0, max) : text;
  const whole = cut.isWellFormed() ? cut : cut.toWellFormed();
  return whole.includes('\0') ? whole.replaceAll('\0', '\ufffd') : whole;
}

function whatIsWrong(post: InboundPost): string | undefined {
  if (!isUsableId(post.externalId)) return 'The post’s id is empty, too long or holds control characters.';
  if (!isUsableId(post.origin)) return 'The origin is empty, too long or holds control characters.';
  if (!isUsableId(post.author.externalId))
    return 'The author’s id is empty, too long or holds control characters.';
  if (!isUsableId(post.network)) return 'The network’s name is empty, too long or holds control characters.';
  if (!isUsableVersion(post.version)) return `The version ${post.version} is not usable.`;
  const time = post.createdAt.getTime();
  if (!(time > EARLIEST && time < LATEST)) return 'The time the post was written is missing or out of range.';
  return undefined;
}

const EARLIEST = Date.UTC(1, 0, 1) - 2000 * 365 * 86_400_000;
const LATEST = Date.UTC(9999, 11, 31);

function isUsableVersion(version: number): boolean {
  return Number.isSafeInteger(version) && version >= 0;
}

// Most ids are short ASCII; only the others need their bytes counted.
function isUsableId(id: string): boolean {
  if (id === '' || CONTROL.test(id) || !id.isWellFormed()) return false;
  return id.length * 3 <= MAX_ID_BYTES || Buffer.byteLength(id) <= MAX_ID_BYTES;
}

const CONTROL = /\p{Cc}/u;

function reference(id: string | undefined): string | undefined {
  return id !== undefined && isUsableId(id) ? id : undefined;
}

function address(url: string | undefined): string | undefined {
  if (!url || url.length > MAX_ADDRESS || CONTROL.test(url)) return undefined;
  return /^https?:\/\//i.test(url) ? url.toWellFormed() : undefined;
}

function list(values: readonly string[] | undefined, max: number): string[] {
  if (!values || values.length === 0) return [];
  const kept = values.filter((value) => value !== '' && value.length <= max && !CONTROL.test(value));
  return kept.slice(0, MAX_LIST).map((value) => value.toWellFormed());
}

/** Leaves a key out, or overwrites it with undefined where the value is not usable. */
function optional<K extends string>(key: K, value: string | undefined): Partial<Record<K, string>> {
  return { [key]: value === '' ? undefined : value } as Partial<Record<K, string>>;
}
