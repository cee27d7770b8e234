import { timingSafeEqual } from 'node:crypto';
import { originOf } from '#platform/addresses/index.ts';
import type { Actor, App } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { newId } from '#platform/ids/index.ts';
import { isNameReserved, NAME_MOST, readName } from '#people/members/index.ts';
import { mailKey, REVIEWS } from '../domain.ts';
import { reviewErrors } from '../errors.ts';
import { readProducts } from '../product/products.ts';
import { ownReview } from '../review/own-review.ts';
import { withdrawReview } from '../review/removal.ts';
import type { ReviewRow } from '../review/store.ts';
import { type ReviewInput, writeReview } from '../review/write.ts';
import { buyerWriter } from '../review/writer.ts';
import type { InvitationInput } from '../schema.ts';
import {
  insertInvitation,
  type InvitationRow,
  lockInvitation,
  selectInvitation,
  selectInvitations,
  writeUsed,
} from './store.ts';
import '../events.ts';

export type { InvitationRow } from './store.ts';
/** Where a link leads; its token follows. */
export const WRITE = `${REVIEWS}/write`;
const SIGNED_AS = 'reviews.invitation';

/** The address by which a buyer writes: whoever has it may. Only this installation can have made it. */
export const invitationLink = (app: App, id: string): string =>
  `${originOf(app, REVIEWS)}${WRITE}/${id}.${app.secrets.sign(id, SIGNED_AS)}`;

/** The invitation behind a link; undefined for a link that we did not make. */
export async function openInvitation(app: App, token: string): Promise<InvitationRow | undefined> {
  const [id = '', signature = ''] = token.split('.');
  const expected = Buffer.from(app.secrets.sign(id, SIGNED_AS));
  const given = Buffer.from(signature);
  const isOurs = given.length === expected.length && timingSafeEqual(given, expected);
  return isOurs ? selectInvitation(app, { id }) : undefined;
}

/** Makes a link for a buyer, or one that is good once for whoever has it. What it offers is disclosed with the review, for good. */
export async function invite(
  app: App,
  actor: Actor,
  input: InvitationInput,
): Promise<{ invitation: InvitationRow; link: string }> {
  const { productId, mail, incentive, language } = input;
  if (!(await readProducts(app, [productId])).has(productId))
    throw reviewErrors('review.no_product', { id: productId });
  const id = newId('rvi');
  await app.db.transaction(async () => {
    const buyerHash = mail === undefined ? null : app.secrets.hash(mailKey(mail));
    const none = { orderId: null, mail: null, dueAt: null };
    const by = { byName: actor.name, state: 'handed' as const };
    await insertInvitation(app, { id, productId, buyerHash, language, incentive, ...none, ...by });
    await audit(app, actor, { action: 'review.invited', subject: id, detail: { productId, incentive } });
    await app.bus.publish('review.changed', { productId: null });
  });
  return { invitation: (await selectInvitation(app, { id }))!, link: invitationLink(app, id) };
}

/**
 * Writes a review by a link, or changes the one that was written by it. A link of nobody in particular is good for one review. Throws
 * `review.link_unknown`, `review.no_name`, `review.name_reserved` and what `writeReview` throws.
 */
export async function writeByLink(
  app: App,
  token: string,
  input: ReviewInput & { name: string; address: string },
): Promise<ReviewRow> {
  const found = await openInvitation(app, token);
  if (!found) throw reviewErrors('review.link_unknown');
  const name = readName(Array.from(input.name.trim()).slice(0, NAME_MOST).join(''));
  if (name === undefined) throw reviewErrors('review.no_name');
  if (await isNameReserved(app, name)) throw reviewErrors('review.name_reserved', { name });
  return app.db.transaction(async () => {
    const invitation = await lockInvitation(app, found.id);
    if (!invitation) throw reviewErrors('review.link_unknown');
    const writer = buyerWriter(invitation, name, input.address);
    const { review } = await writeReview(app, writer, invitation.productId, input);
    // Its author has left: nobody begins another one in his place.
    if (invitation.reviewId !== null && invitation.reviewId !== review.id)
      throw reviewErrors('review.link_unknown');
    await writeUsed(app, invitation.id, review.id);
    await app.bus.publish('review.changed', { productId: null });
    return review;
  });
}

/** Takes away what was written by a link; done twice it is done once. Throws `review.link_unknown`, `review.may_not`. */
export async function withdrawByLink(app: App, token: string, address: string): Promise<void> {
  const invitation = await openInvitation(app, token);
  if (!invitation) throw reviewErrors('review.link_unknown');
  const review = await ownReview(app, buyerWriter(invitation, ''), invitation.productId);
  if (!review) throw reviewErrors('review.link_unknown');
  await withdrawReview(app, buyerWriter(invitation, review.authorName, address), review.id);
}

/** Newest first, with who made them. */
export async function listInvitations(
  app: App,
  asked: { before: string; limit: number },
): Promise<InvitationRow[]> {
  return selectInvitations(app, asked);
}
