import type { App } from '#platform/app/index.ts';
import { AppError } from '#platform/errors/index.ts';
import { addLinkedPage, type GivenForm, type HttpServer, type LinkedAnswer } from '#platform/http/index.ts';
import { getBrand } from '#people/brand/index.ts';
import { readRating } from './domain.ts';
import { casePageHtml, noPageHtml, refusedHtml } from './page-html.ts';
import { SHARED } from './service.ts';
import { actOnPage, openPage, type PageWish } from './visit.ts';

const DONE: Readonly<Record<string, string>> = {
  wrote: 'Thank you. It is in your case, and we read it.',
  reopened: 'Your case is open again.',
  rated: 'Thank you for telling us.',
  'no-call': 'We are sorry. Whoever leads the team knows of it now, and your case is open.',
};

/** The page of a case, for its customer. */
export async function addCasePages(app: App, server: HttpServer): Promise<void> {
  await addLinkedPage(server, {
    path: SHARED,
    fileBytes: app.config.filesMaxBytes,
    show: (token, seen) => show(app, token, seen),
    take: (token, form, from) => take(app, token, form, from),
  });
}

async function show(
  app: App,
  token: string,
  { done, nonce }: { done: string; nonce: string },
): Promise<LinkedAnswer> {
  const visit = await openPage(app, token);
  if (!visit) return { status: 404, html: noPageHtml(nonce) };
  const company = (await getBrand(app)).name ?? 'We';
  const said = Object.hasOwn(DONE, done) ? DONE[done]! : null;
  return {
    status: 200,
    html: casePageHtml(visit, { company, nonce, proof: proofOf(app, token), done: said }),
  };
}

/** Does what a form asks for. Answers where to go on, or the page that says why not. */
async function take(
  app: App,
  token: string,
  form: GivenForm,
  { nonce, address }: { nonce: string; address: string },
): Promise<LinkedAnswer | string> {
  const back = `${SHARED}/${encodeURIComponent(token)}`;
  const refuse = (status: number, reason: string): LinkedAnswer => ({
    status,
    html: refusedHtml(nonce, reason, back),
  });
  const wish = wishOf(form);
  // Whoever posts must have had the page: another site cannot know what stands in it.
  if (!wish || form.text('proof') !== proofOf(app, token))
    return refuse(
      400,
      'Something of the form was missing. Nothing was kept; open the page again and repeat.',
    );
  try {
    if (await actOnPage(app, token, wish, address)) return `${back}?done=${wish.act}`;
    return { status: 404, html: noPageHtml(nonce) };
  } catch (error) {
    if (error instanceof AppError && error.status < 500) return refuse(error.status, error.message);
    throw error;
  }
}

function wishOf(form: GivenForm): PageWish | undefined {
  const act = form.text('act');
  const text = form.text('text');
  if (act === 'reopened' || act === 'no-call') return { act, text };
  if (act === 'rated') {
    const rating = readRating(form.text('rating'));
    return rating === undefined ? undefined : { act, rating, text };
  }
  if (act !== 'wrote') return undefined;
  const file = form.file('file') ?? null;
  return text.trim() === '' && !file ? undefined : { act, text, file };
}

function proofOf(app: App, token: string): string {
  return app.secrets.sign(token, 'case-page-form');
}
