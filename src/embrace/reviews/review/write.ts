import type { App } from '#platform/app/index.ts';
import { newId } from '#platform/ids/index.ts';
import { holdMember } from '#people/members/index.ts';
import { titleOf, wordsOf, written } from '#embrace/forum/index.ts';
import { screen } from '#embrace/moderation/index.ts';
import { countFact, spend } from '#embrace/trust/index.ts';
import { knownOf } from '../buyers/known.ts';
import { disclosed, type Incentive, LONGEST_TITLE, STARS, type Stars } from '../domain.ts';
import { reviewErrors } from '../errors.ts';
import { countStars, lockProduct } from '../product/store.ts';
import { reviewChanged } from './change.ts';
import { insertVersion } from './history-store.ts';
import { tellHook } from './hooks.ts';
import { type GivenPhoto, keepPhotos, setPhotos } from './photos.ts';
import { selectPhotos } from './photos-store.ts';
import { insertReview, type ReviewRow, selectOwn, selectReviews, updateReview } from './store.ts';
import { dropVote } from './votes.ts';
import type { Writer } from './writer.ts';

export interface ReviewInput {
  stars: number;
  title: string;
  markdown: string;
  photos?: readonly GivenPhoto[];
  /** Which of the photos that are there stay; all unless told. */
  kept?: readonly string[] | undefined;
  /** What the author says himself that he got. */
  incentive?: Incentive;
  language?: string | undefined;
  /** The same again answers the same review. */
  formId?: string | undefined;
  at?: Date | undefined;
}

interface Said {
  stars: Stars;
  title: string;
  markdown: string;
  html: string;
}

/**
 * Writes what somebody says of a product, or changes it: of each member and each verified buyer there is one review of a product, however often and
 * from wherever it is sent. Throws `review.no_product`, `review.archived`, `review.no_stars`, `review.no_title`, `review.title_too_long`,
 * `review.removed`, what photos throw and what `screen` and `spend` throw.
 */
export async function writeReview(
  app: App,
  writer: Writer,
  productId: string,
  input: ReviewInput,
): Promise<{ review: ReviewRow; isNew: boolean }> {
  const said = await saidIn(app, input);
  const photos = await keepPhotos(app, writer.id, input.photos ?? []);
  return app.db.transaction(async () => {
    // Before the product, as an erasure does: who goes in this moment leaves no words behind.
    if (writer.memberId !== null && !(await holdMember(app, writer.memberId)))
      throw reviewErrors('review.may_not');
    const product = await lockProduct(app, productId);
    if (!product) throw reviewErrors('review.no_product', { id: productId });
    const { id, memberId, buyerHash } = writer;
    const before = await selectOwn(app, { productId, writerId: id, memberId, buyerHash });
    if (!before && product.isArchived) throw reviewErrors('review.archived');
    const review = before
      ? await change(app, writer, before, { ...input, said, photos })
      : await enter(app, writer, productId, { ...input, said, photos });
    return { review, isNew: before === undefined };
  });
}

async function saidIn(app: App, input: ReviewInput): Promise<Said> {
  const stars = STARS.find((one) => one === input.stars);
  if (stars === undefined) throw reviewErrors('review.no_stars');
  const title = titleOf(input.title.toWellFormed());
  if (title === '') throw reviewErrors('review.no_title');
  if (Array.from(title).length > LONGEST_TITLE)
    throw reviewErrors('review.title_too_long', { most: LONGEST_TITLE });
  return { stars, title, ...(await textOf(app, input.markdown)) };
}

/** The text of a review; it may be empty, as stars and a title may say it all. */
export async function textOf(app: App, markdown: string): Promise<{ markdown: string; html: string }> {
  if (wordsOf(markdown) === '') return { markdown: '', html: '' };
  const { markdown: kept, html } = await written(app, markdown);
  return { markdown: kept, html };
}

type Given = Omit<ReviewInput, 'photos'> & { said: Said; photos: readonly string[] };

async function enter(app: App, writer: Writer, productId: string, given: Given): Promise<ReviewRow> {
  if (writer.memberId !== null && given.at === undefined) await spend(app, writer.memberId, 'review');
  const id = newId('rev');
  const { isHeld, ...said } = await screened(app, writer, id, given);
  const known = await knownOf(app, productId, writer.buyerHash);
  const state = isHeld ? 'held' : 'shown';
  await insertReview(app, {
    id,
    productId,
    writerId: writer.id,
    memberId: writer.memberId,
    buyerHash: writer.buyerHash,
    authorName: writer.name,
    ...said,
    language: given.language ?? null,
    verifiedBy: known.hasBought ? 'order' : writer.isInvited ? 'link' : null,
    incentive: disclosed(writer.incentive, known.incentive, given.incentive),
    state,
    formId: given.formId ?? null,
    at: given.at ?? null,
  });
  if (given.photos.length > 0) await setPhotos(app, id, given.photos);
  if (!isHeld) await countStars(app, productId, { from: null, to: said.stars });
  if (writer.memberId !== null) await countFact(app, writer.memberId, 'reviews');
  const [review] = await selectReviews(app, [id]);
  if (!isHeld) await tellHook(app, review!, 'review.created');
  const detail = { stars: said.stars, title: said.title, incentive: review!.incentive, isHeld };
  await reviewChanged(app, writer.actor, review!, { action: 'review.written', detail });
  return review!;
}

async function change(app: App, writer: Writer, before: ReviewRow, given: Given): Promise<ReviewRow> {
  if (given.formId !== undefined && given.formId !== '' && before.formId === given.formId) return before;
  const isBack = before.state === 'removed' && before.removedReason === 'withdrawn';
  if (before.state === 'removed' && !isBack) throw reviewErrors('review.removed');
  const known = await knownOf(app, before.productId, writer.buyerHash ?? before.buyerHash);
  const incentive = disclosed(before.incentive, writer.incentive, known.incentive, given.incentive);
  const verifiedBy = before.verifiedBy ?? (known.hasBought ? 'order' : writer.isInvited ? 'link' : null);
  const there = (await selectPhotos(app, [before.id])).get(before.id) ?? [];
  const kept = there.filter((id) => given.kept === undefined || given.kept.includes(id));
  if (!isBack && isSame(before, given) && kept.length === there.length && given.photos.length === 0)
    if (incentive === before.incentive && verifiedBy === before.verifiedBy) return before;
  const { isHeld, ...said } = await screened(app, writer, before.id, given);
  await insertVersion(app, before);
  const isAwaited = before.state === 'held' || (isBack && before.isAwaited);
  const state = isHeld || isAwaited ? ('held' as const) : ('shown' as const);
  const next = { ...before, ...whoOf(writer, before), ...said, incentive, verifiedBy, state };
  const formId = given.formId ?? null;
  const removal = { removedReason: null, removedNote: '', removedAt: null, removedBy: null };
  await updateReview(app, { ...next, ...removal, formId });
  await setPhotos(app, before.id, [...kept, ...given.photos]);
  await countStars(app, before.productId, {
    from: before.state === 'shown' ? before.stars : null,
    to: state === 'shown' ? said.stars : null,
  });
  const wasCounted = before.memberId !== null && !isBack;
  if (!wasCounted && next.memberId !== null) await countFact(app, next.memberId, 'reviews');
  if (before.memberId === null && next.memberId !== null) await dropVote(app, before.id, next.memberId);
  const [review] = await selectReviews(app, [before.id]);
  if (state === 'shown')
    await tellHook(app, review!, before.shownAt === null ? 'review.created' : 'review.changed');
  const detail = { from: before.stars, to: said.stars, title: said.title, incentive, isHeld };
  await reviewChanged(app, writer.actor, review!, { action: 'review.rewritten', detail });
  return review!;
}

const isSame = (before: ReviewRow, { said }: Given): boolean =>
  before.stars === said.stars && before.title === said.title && before.markdown === said.markdown;

/** A buyer by a link who is a member here stays the member; a member takes over what he wrote by a link. */
function whoOf(writer: Writer, before: ReviewRow) {
  const isMembers = writer.memberId !== null || before.memberId === null;
  return {
    writerId: isMembers ? writer.id : before.writerId,
    memberId: writer.memberId ?? before.memberId,
    buyerHash: writer.buyerHash ?? before.buyerHash,
    authorName: isMembers ? writer.name : before.authorName,
  };
}

/** What may be shown of it: rules of moderation have looked, in the ambient transaction. */
async function screened(
  app: App,
  writer: Writer,
  id: string,
  { said, at }: Given,
): Promise<Said & { isHeld: boolean }> {
  if (at !== undefined) return { ...said, isHeld: false };
  const { stars, title, markdown, html } = said;
  const seen = await screen(app, {
    kind: 'review',
    id,
    member: { id: writer.id },
    title,
    text: markdown,
    html,
  });
  const text = seen.text === markdown ? { markdown, html } : await textOf(app, seen.text);
  return { stars, title: seen.title || title, ...text, isHeld: seen.verdict === 'hold' };
}
