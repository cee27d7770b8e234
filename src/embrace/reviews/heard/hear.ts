import { addressOf } from '#platform/addresses/index.ts';
import { type App, systemActor } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { readableOf } from '#lib/markdown/index.ts';
import type { InboundAuthor, InboundItem, InboundPost } from '#connectors/kit/index.ts';
import { getBrand } from '#people/brand/index.ts';
import { authorOf, COMMUNITY_NETWORK, type Member, readMembers } from '#people/members/index.ts';
import { ownAccountsPort, takeIn } from '#listen/intake/index.ts';
import { COMPANY, ORIGIN } from '#embrace/forum/index.ts';
import { BAD_STARS, reviewPath } from '../domain.ts';
import { badReviewPort } from '../ports.ts';
import { type ProductRow, readProducts } from '../product/products.ts';
import type { ReviewRow } from '../review/store.ts';
import { markHeard, markReplyHeard, takeReplies, takeUnheard, writeCase } from './store.ts';

const AT_ONCE = 100;

/**
 * Reviews that are new or changed become posts of the community, which the inbox hears as every other one: in one transaction with the mark
 * that they were heard. A bad one speaks to the company, and becomes a case, once.
 */
export async function hearReviews(app: App): Promise<void> {
  for (let count = AT_ONCE; count === AT_ONCE;)
    count = await app.db.transaction(async () => {
      const rows = await takeUnheard(app, AT_ONCE);
      if (rows.length > 0) await hear(app, rows);
      await markHeard(app, rows);
      return rows.length;
    });
  await hearReplies(app);
}

interface Known {
  products: ReadonlyMap<string, ProductRow>;
  members: ReadonlyMap<string, Member>;
}

async function hear(app: App, rows: readonly ReviewRow[]): Promise<void> {
  const ids = rows.flatMap(({ memberId }) => memberId ?? []);
  const known: Known = {
    products: await readProducts(
      app,
      rows.map(({ productId }) => productId),
    ),
    members: await readMembers(app, ids),
  };
  const now = (await app.db.now()).getTime() * 1000;
  const items = rows.flatMap((row): InboundItem[] => {
    if (row.state === 'shown') return [postOf(app, row, known)];
    // What nobody could read was never heard.
    return row.shownAt === null ? [] : [{ type: 'delete', origin: ORIGIN, externalId: row.id, version: now }];
  });
  if (items.length > 0) await takeIn(app, { sourceId: null, items, keepsAll: true, hasLimits: true });
  for (const row of rows) if (isBad(row)) await makeCase(app, row, known.products.get(row.productId)!);
}

const isBad = ({ state, stars, caseId }: ReviewRow): boolean =>
  state === 'shown' && stars <= BAD_STARS && caseId === null;

async function makeCase(app: App, review: ReviewRow, product: ProductRow): Promise<void> {
  const title = `${review.stars} of 5 stars for ${product.name}: ${review.title}`
    .slice(0, 200)
    .toWellFormed();
  const caseId = await app.find(badReviewPort)?.(app, { reviewId: review.id, title });
  if (caseId === undefined) return;
  await writeCase(app, review.id, caseId);
  await audit(app, systemActor, { action: 'review.case_made', subject: review.id, detail: { caseId } });
}

function postOf(app: App, row: ReviewRow, { products, members }: Known): InboundPost {
  const product = products.get(row.productId)!;
  const text = readableOf(row.html);
  return {
    type: 'post',
    origin: ORIGIN,
    externalId: row.id,
    version: row.changedAt.getTime() * 1000 + row.version,
    network: COMMUNITY_NETWORK,
    kind: 'post',
    author: writerOf(app, row, members),
    title: `${'★'.repeat(row.stars)}${'☆'.repeat(5 - row.stars)} ${product.name}: ${row.title}`,
    text: text === '' ? row.title : text,
    url: addressOf(app, reviewPath(product, row.id)),
    ...(row.language === null ? {} : { langs: [row.language] }),
    ...(row.stars <= BAD_STARS ? { mentions: [COMPANY] } : {}),
    rootExternalId: row.id,
    createdAt: row.writtenAt,
    ...(row.version > 1 ? { isEdit: true } : {}),
  };
}

function writerOf(app: App, row: ReviewRow, members: ReadonlyMap<string, Member>): InboundAuthor {
  const member = members.get(row.memberId ?? '');
  if (member && member.state !== 'erased') return authorOf(app, member);
  return { externalId: row.writerId ?? `left:${row.id}`, displayName: row.authorName || 'Former customer' };
}

/** The company's answers from the console stand below the review, also in the inbox. */
async function hearReplies(app: App): Promise<void> {
  if (app.find(ownAccountsPort)?.externalIds(COMMUNITY_NETWORK).has(COMPANY) !== true) return;
  const { name } = await getBrand(app);
  await app.db.transaction(async () => {
    const replies = await takeReplies(app, AT_ONCE);
    if (replies.length === 0) return;
    const items = replies.map((reply): InboundPost => ({
      type: 'post',
      origin: ORIGIN,
      externalId: reply.id,
      version: reply.changedAt.getTime() * 1000,
      network: COMMUNITY_NETWORK,
      kind: 'reply',
      author: { externalId: COMPANY, displayName: name ?? reply.byName },
      text: readableOf(reply.html),
      url: addressOf(app, reviewPath(reply, reply.reviewId)),
      parentExternalId: reply.reviewId,
      rootExternalId: reply.reviewId,
      createdAt: reply.at,
      ...(reply.changedAt > reply.at ? { isEdit: true } : {}),
    }));
    await takeIn(app, { sourceId: null, items, keepsAll: true });
    await markReplyHeard(app, replies);
  });
}

/** An answer is gone from the inbox, too; in the ambient transaction. */
export const hearReplyGone = (app: App, replyId: string): Promise<void> => hearReviewsGone(app, [replyId]);

/** Reviews or answers are gone; in the ambient transaction. */
export async function hearReviewsGone(app: App, ids: readonly string[]): Promise<void> {
  const version = (await app.db.now()).getTime() * 1000;
  const items = ids.map((externalId): InboundItem => ({
    type: 'delete',
    origin: ORIGIN,
    externalId,
    version,
  }));
  await takeIn(app, { sourceId: null, items, keepsAll: true });
}
