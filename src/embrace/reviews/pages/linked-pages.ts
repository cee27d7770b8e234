import { newId } from '#platform/ids/index.ts';
import type { App } from '#platform/app/index.ts';
import { AppError } from '#platform/errors/index.ts';
import { addLinkedPage, type GivenForm, type HttpServer } from '#platform/http/index.ts';
import { type Html, markup } from '#lib/html/index.ts';
import { moderationWords } from '#embrace/moderation/index.ts';
import { readCommunity } from '#people/members/index.ts';
import {
  type InvitationRow,
  openInvitation,
  withdrawByLink,
  WRITE,
  writeByLink,
} from '../buyers/invitations.ts';
import { productPath } from '../domain.ts';
import { type ProductRow, readProducts } from '../product/products.ts';
import { ownReview } from '../review/own-review.ts';
import { selectPhotos } from '../review/photos-store.ts';
import { buyerWriter } from '../review/writer.ts';
import { type Words, wordsIn } from '../words/index.ts';
import { guestPage } from './guest-page.ts';
import { EMPTY, type Filled, filledOf, givenIn, inputOf, writeForm } from './write-form.ts';

/** Room for four photos of a telephone. */
const FILE_BYTES = 48 * 1024 * 1024;

interface Opened {
  invitation: InvitationRow;
  product: ProductRow;
  words: Words;
  language: string;
}

/** The page on which a buyer writes by the link that he was sent: without an account and without a cookie. */
export async function addInvitedPage(app: App, server: HttpServer): Promise<void> {
  await addLinkedPage(server, {
    path: WRITE,
    fileBytes: FILE_BYTES,
    async show(token, { done }) {
      const opened = await open(app, token);
      if (!opened) return unknown(app);
      if (done === 'withdrawn') return withdrawn(app, opened, token);
      if (done !== '') return thanks(app, opened, done === 'held');
      return form(app, opened, token, {});
    },
    async take(token, given, { address }) {
      const opened = await open(app, token);
      if (!opened) return unknown(app);
      try {
        if (given.text('act') === 'withdraw') {
          await withdrawByLink(app, token, address);
          return `${WRITE}/${token}?done=withdrawn`;
        }
        const input = inputOf(given, given.text('form').slice(0, 64), opened.language);
        const review = await writeByLink(app, token, { ...input, name: given.text('name'), address });
        return `${WRITE}/${token}?done=${review.state === 'held' ? 'held' : 'yes'}`;
      } catch (error) {
        if (!(error instanceof AppError) || error.status >= 500) throw error;
        return form(app, opened, token, { given, error });
      }
    },
  });
}

async function open(app: App, token: string): Promise<Opened | undefined> {
  if (!(await readCommunity(app)).isOpen) return undefined;
  const invitation = await openInvitation(app, token);
  const product = invitation && (await readProducts(app, [invitation.productId])).get(invitation.productId);
  if (!invitation || !product) return undefined;
  const { language } = invitation;
  return { invitation, product, words: wordsIn(language), language };
}

async function unknown(app: App) {
  const words = wordsIn((await readCommunity(app)).languages[0] ?? 'en');
  const body = markup`<h1>${words.linkUnknown}</h1><p>${words.linkUnknownText}</p>`;
  return { status: 404, html: await guestPage(app, { language: 'en', title: words.linkUnknown, body }) };
}

async function answer(app: App, { words, language, product }: Opened, body: Html, status = 200) {
  return { status, html: await guestPage(app, { language, title: words.writeOf(product.name), body }) };
}

function thanks(app: App, opened: Opened, isHeld: boolean) {
  const { words, product } = opened;
  return answer(
    app,
    opened,
    markup`<h1>${words.thanks}</h1><p>${isHeld ? words.heldText : words.thanksText}</p>
      <p><a class="button" href="${productPath(product)}">${words.toReviews}</a></p>`,
  );
}

function withdrawn(app: App, opened: Opened, token: string) {
  const { words } = opened;
  return answer(
    app,
    opened,
    markup`<h1>${words.withdrawn}</h1><p>${words.withdrawnText}</p>
      <p><a class="button" href="${WRITE}/${token}">${words.writeAgain}</a></p>`,
  );
}

async function form(app: App, opened: Opened, token: string, sent: { given?: GivenForm; error?: AppError }) {
  const { invitation, product, words, language } = opened;
  const own = await ownReview(app, buyerWriter(invitation, ''), product.id);
  const isThere = own !== undefined && own.state !== 'removed';
  const photos = isThere ? ((await selectPhotos(app, [own.id])).get(own.id) ?? []) : [];
  // Who withdrew it finds his words again.
  const isKept = isThere || own?.removedReason === 'withdrawn';
  const filled: Filled = sent.given ? givenIn(sent.given) : isKept ? filledOf(own) : EMPTY;
  const wrong = sent.error && reasonFor(words, language, sent.error);
  const formId = sent.given?.text('form').slice(0, 64) || newId('form');
  const body = markup`<h1 dir="auto">${words.writeOf(product.name)}</h1>
    ${writeForm({
      words,
      action: `${WRITE}/${token}`,
      key: markup`<input type="hidden" name="form" value="${formId}" />`,
      filled,
      wrong,
      fixed: isThere && own.incentive !== 'none' ? own.incentive : invitation.incentive,
      photos,
      asksName: true,
      isNew: !isThere,
    })}`;
  return answer(app, opened, body, sent.error?.status ?? 200);
}

const reasonFor = (words: Words, language: string, error: AppError): string =>
  words.errors[error.code] ?? moderationWords(language, error) ?? error.message;
