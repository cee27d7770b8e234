import type { App } from '#platform/app/index.ts';
import { AppError } from '#platform/errors/index.ts';
import { addLinkedPage, type GivenForm, type HttpServer, type LinkedAnswer } from '#platform/http/index.ts';
import { privatePage } from '#people/site/index.ts';
import { RATED } from './ask.ts';
import { readRating, textIn } from './domain.ts';
import { type Asked, messageView, ratingView } from './page-html.ts';
import { answerByLink } from './rate.ts';
import { askBehind } from './visit.ts';

const MOST_TEXT = 2000;

/** The question for customers. Looking at it, as mail programs do by themselves, answers nothing. */
export async function addRatingPages(app: App, server: HttpServer): Promise<void> {
  await addLinkedPage(server, {
    path: RATED,
    async show(token, { done }) {
      const asked = await askedOf(app, token, done);
      return asked ? { status: 200, html: await privatePage(app, ratingView(asked)) } : gone(app);
    },
    take: (token, form, from) => take(app, token, form, from),
  });
}

const message = async (app: App, status: number, title: string, text: string): Promise<LinkedAnswer> => ({
  status,
  html: await privatePage(app, messageView(title, text)),
});

const gone = (app: App) =>
  message(app, 404, 'This page is not there', 'Its link has expired, or never was. Nothing was kept.');

async function askedOf(app: App, token: string, done: string): Promise<Asked | undefined> {
  const behind = await askBehind(app, token);
  if (!behind) return undefined;
  const { ask, settings, rating } = behind;
  return {
    ...textIn(settings.texts, ask.language ?? undefined),
    scale: settings.scale,
    rating,
    proof: proofOf(app, token),
    done: done === 'stopped' ? 'stopped' : null,
  };
}

/** Does what a form asks for. Answers where to go on, or the page that says why not. */
async function take(
  app: App,
  token: string,
  form: GivenForm,
  { address }: { address: string },
): Promise<LinkedAnswer | string> {
  const behind = await askBehind(app, token);
  if (!behind) return gone(app);
  const refuse = (status: number, text: string) => message(app, status, 'Not sent', text);
  const back = `${RATED}/${encodeURIComponent(token)}`;
  const isStop = form.text('act') === 'stop';
  const rating = readRating(form.text('rating'), behind.settings.scale);
  // Whoever posts must have had the page: another site cannot know what stands in it.
  if (form.text('proof') !== proofOf(app, token) || (!isStop && rating === undefined))
    return refuse(400, 'Something of the form was missing. Nothing was kept; open the page again.');
  try {
    const text = form.text('text').trim().slice(0, MOST_TEXT).toWellFormed();
    const answer = isStop ? ('stop' as const) : { rating: rating!, text: text === '' ? null : text };
    await answerByLink(app, token, answer, address);
    return isStop ? `${back}?done=stopped` : back;
  } catch (error) {
    if (error instanceof AppError && error.status < 500) return await refuse(error.status, error.message);
    throw error;
  }
}

function proofOf(app: App, token: string): string {
  return app.secrets.sign(token, 'rating-form');
}
