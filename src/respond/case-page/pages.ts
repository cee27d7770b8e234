import type { App } from '#platform/app/index.ts';
import { AppError } from '#platform/errors/index.ts';
import {
  addLinkedPage,
  type GivenForm,
  type HttpServer,
  type LinkedAnswer,
  type LinkedAsker,
} from '#platform/http/index.ts';
import { getBrand } from '#people/brand/index.ts';
import { privatePage } from '#people/site/index.ts';
import { type PageAct, readRating } from './domain.ts';
import { casePageView, noPageView, refusedView } from './page-html.ts';
import { SHARED } from './service.ts';
import { actOnPage, openPage, type PageWish } from './visit.ts';
import { type Language, languageFor, LANGUAGES, type Words, WORDS } from './words.ts';

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
  { done, ...asker }: LinkedAsker & { done: string },
): Promise<LinkedAnswer> {
  const lang = langOf(asker);
  const visit = await openPage(app, token, lang);
  if (!visit) return { status: 404, html: await privatePage(app, noPageView(wordsFor(asker))) };
  const company = (await getBrand(app)).name || visit.words.us;
  const said = Object.hasOwn(visit.words.done, done) ? visit.words.done[done as PageAct] : null;
  const view = casePageView(visit, { company, proof: proofOf(app, token), done: said, lang });
  return { status: 200, html: await privatePage(app, view) };
}

/** Only what the page speaks: nothing else of the address is written anywhere. */
function langOf({ lang }: Pick<LinkedAsker, 'lang'>): Language | undefined {
  return LANGUAGES.find((language) => language === lang);
}

/** Where no case tells the language. */
function wordsFor({ lang, accepts }: Pick<LinkedAsker, 'lang' | 'accepts'>): Words {
  return WORDS[languageFor([lang, ...accepts.split(',').map((part) => part.split(';')[0])])];
}

/** Does what a form asks for. Answers where to go on, or the page that says why not. */
async function take(
  app: App,
  token: string,
  form: GivenForm,
  { address, ...asker }: LinkedAsker & { address: string },
): Promise<LinkedAnswer | string> {
  const lang = langOf(asker);
  const words = wordsFor(asker);
  const back = `${SHARED}/${encodeURIComponent(token)}${lang ? `?lang=${lang}` : ''}`;
  const refuse = async (status: number, reason: string): Promise<LinkedAnswer> => ({
    status,
    html: await privatePage(app, refusedView({ words, reason, back })),
  });
  const wish = wishOf(form);
  // Whoever posts must have had the page: another site cannot know what stands in it.
  if (!wish || form.text('proof') !== proofOf(app, token)) return refuse(400, words.incomplete);
  try {
    if (await actOnPage(app, token, wish, address)) return `${back}${lang ? '&' : '?'}done=${wish.act}`;
    return { status: 404, html: await privatePage(app, noPageView(words)) };
  } catch (error) {
    if (error instanceof AppError && error.status < 500)
      return await refuse(error.status, words.refused[error.code] ?? words.refused['other'] ?? error.message);
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
