import { markup } from '#lib/html/index.ts';
import { maySpeak, needMember, type SignedIn } from '#people/members/index.ts';
import { keyHtml, keyOf, reasonOf, takenForm } from '#embrace/forum/index.ts';
import { knownOf } from '../buyers/known.ts';
import { disclosed, productPath, REVIEWS } from '../domain.ts';
import { findProduct, type ProductRow } from '../product/products.ts';
import { ownReview } from '../review/own-review.ts';
import { selectPhotos } from '../review/photos-store.ts';
import { withdrawReview } from '../review/removal.ts';
import type { ReviewRow } from '../review/store.ts';
import { writeReview } from '../review/write.ts';
import { memberWriter } from '../review/writer.ts';
import { type ReviewVisit, showMissing, showOwn, showRefusal } from './visit.ts';
import { EMPTY, type Filled, filledOf, givenIn, inputOf, writeForm } from './write-form.ts';

const slugOf = ({ request }: ReviewVisit): string => (request.params as Record<string, string>)['slug'] ?? '';

/** The form for a review of a product, with what its author said before. */
export async function showWrite(visit: ReviewVisit): Promise<unknown> {
  const { app, say } = visit;
  const product = await findProduct(app, slugOf(visit));
  if (!product) return showMissing(visit);
  const member = await needMember(app, visit.request, visit.reply);
  if (!member) return visit.reply;
  if (!maySpeak(member))
    return showOwn(visit, {
      title: say.write,
      path: productPath(product),
      body: markup`<p class="note">${say.silenced}</p>`,
    });
  const own = await ownReview(app, memberWriter(app, member), product.id);
  const isThere = own !== undefined && own.state !== 'removed';
  return page(visit, member, {
    product,
    own: isThere ? own : undefined,
    filled: isThere ? filledOf(own) : EMPTY,
  });
}

interface State {
  product: ProductRow;
  own: ReviewRow | undefined;
  filled: Filled;
  wrong?: string;
  formId?: string;
}

async function page(visit: ReviewVisit, member: SignedIn, state: State): Promise<unknown> {
  const { app, say } = visit;
  const { product, own, filled, wrong, formId } = state;
  const path = `${productPath(product)}/write`;
  const key = keyOf(visit, member);
  const { buyerHash } = memberWriter(app, member);
  const known = await knownOf(app, product.id, buyerHash);
  const photos = own ? ((await selectPhotos(app, [own.id])).get(own.id) ?? []) : [];
  return showOwn(visit, {
    title: say.writeOf(product.name),
    path,
    body: markup`<p class="crumbs"><a href="${REVIEWS}">${say.allProducts}</a> › <a href="${productPath(product)}" dir="auto">${product.name}</a></p>
      <h1 dir="auto">${own ? say.change : say.writeOf(product.name)}</h1>
      ${writeForm({
        words: say,
        action: path,
        key: keyHtml(formId ? { ...key, formId } : key),
        filled,
        wrong,
        fixed: disclosed(own?.incentive, known.incentive),
        photos: own?.state === 'shown' ? photos : [],
        asksName: false,
        isNew: own === undefined,
      })}`,
  });
}

/** Writes, changes or withdraws the review of who is signed in. */
export async function takeWrite(visit: ReviewVisit): Promise<unknown> {
  const taken = await takenForm(visit);
  if (!taken) return visit.reply;
  const { app, reply, language } = visit;
  const product = await findProduct(app, slugOf(visit));
  if (!product) return showMissing(visit);
  const { member, form, formId } = taken;
  const writer = memberWriter(app, member, visit.request.ip);
  const own = await ownReview(app, writer, product.id);
  try {
    if (form.text('act') === 'withdraw') {
      if (own) await withdrawReview(app, writer, own.id);
      return await reply.redirect(productPath(product), 303);
    }
    const { review } = await writeReview(app, writer, product.id, inputOf(form, formId, language));
    return await reply.redirect(`${productPath(product)}?review=${review.id}#${review.id}`, 303);
  } catch (error) {
    const { text, status } = reasonOf(visit, error);
    if (form.text('act') === 'withdraw') return showRefusal(visit, error, productPath(product));
    reply.code(status);
    return page(visit, member, { product, own, filled: givenIn(form), wrong: text, formId });
  }
}
