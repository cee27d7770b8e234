import assert from 'node:assert/strict';
import type { InboundItem, InboundPost, Refusal } from '#connectors/kit/index.ts';

const DAY_MS = 86_400_000;
/** As much as a sender may say of a refused payload. */
const MOST_PAYLOAD = 64 * 1024;

/**
 * Throws unless what a connector hands over can be kept and shown as it is. Without `now` any time and address is let
 * through, as files bring them: intake takes out what no page may show.
 */
export function mustBeKeepable(item: InboundItem | Refusal, now?: Date): void {
  const said = () => JSON.stringify(item).slice(0, 400);
  assert.doesNotThrow(said, 'it can be written down');
  if (item.type === 'refusal') {
    assert.match(item.code, /^[a-z][a-z_]*\.[a-z][a-z_0-9]*$/, said());
    assert.ok(item.reason.trim().length > 3 && item.reason.length <= 2000, said());
    assert.ok(item.payload.length <= MOST_PAYLOAD, said());
    return;
  }
  if (item.type === 'profile') return mustBeText(item.author.externalId, 1, 1000, said);
  mustBeText(item.origin, 1, 2100, said);
  mustBeText(item.externalId, 1, 2100, said);
  assert.ok(Number.isSafeInteger(item.version) && item.version >= 0, said());
  if (item.type === 'post') mustBePost(item, now, said);
}

function mustBePost(post: InboundPost, now: Date | undefined, said: () => string): void {
  const time = post.createdAt.getTime();
  assert.ok(!Number.isNaN(time), said());
  if (!now) return;
  assert.ok(time >= 0 && time <= now.getTime() + DAY_MS, `its time is possible: ${said()}`);
  mustBeText(post.author.externalId, 1, 1000, said);
  mustBeText(post.text, 0, 2_000_000, said);
  mustBeText(post.title ?? '', 0, 10_000, said);
  for (const address of [post.url, post.author.profileUrl, post.author.avatarUrl, ...(post.links ?? [])])
    if (address !== undefined) assert.match(address, /^https?:\/\//i, said());
  for (const one of post.media ?? []) {
    assert.ok(one.url !== undefined || one.fileId !== undefined, said());
    if (one.url !== undefined) assert.match(one.url, /^https?:\/\//i, said());
  }
  assert.doesNotMatch(
    post.html ?? '',
    /<(script|style|iframe|form|object|svg)\b|\son\w+\s*=|javascript:/i,
    said(),
  );
  const ids = [post.parentExternalId, post.rootExternalId, post.quotedExternalId];
  for (const id of ids) if (id !== undefined) mustBeText(id, 1, 2100, said);
}

/** What PostgreSQL cannot keep in a text (NUL, halves of characters) intake mends. */
function mustBeText(text: string, least: number, most: number, said: () => string): void {
  assert.ok(text.length >= least && text.length <= most, said());
}
