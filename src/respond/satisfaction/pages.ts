import type { App } from '#platform/app/index.ts';
import { AppError } from '#platform/errors/index.ts';
import { addLinkedPage, type GivenForm, type HttpServer, type LinkedAnswer } from '#platform/http/index.ts';
import { privatePage } from '#people/site/index.ts';
import { RATED } from './ask.ts';
import { readRating, textIn } from './domain.ts';
import { type Asked, messageView, ratingView } from './page-html.ts';
import { answerByLink } from './rate.ts';
import { askBehind } from './visit.ts';
import { spokenTo, wordsIn } from './words.ts';

const MOST_TEXT = 2000;

/** The question for customers. Looking at it, as mail programs do by themselves, answers nothing. */
export async function addRatingPages(app: App, server: HttpServer): Promise<void> {
  await addLinkedPage(server, {
    path: RATED,
    async show(token, asker) {
      const asked = await askedOf(app, token, asker);
      return asked
        ? { status: 200, html: await privatePage(app, ratingView(asked)) }
        : gone(app, spokenTo(asker));
    },
    take: (token, form, from) => take(app, token, form, from),
  });
}

const message = async (
  app: App,
  language: string,
  status: number,
  said: { title: string; text: string },
): Promise<LinkedAnswer> => ({
  status,
  html: await privatePage(app, messageView(language, said.title, said.text)),
});

function gone(app: App, language: string): Promise<LinkedAnswer> {
  const words = wordsIn(language);
  return message(app, language, 404, { title: words.gone, text: words.goneText });
}

async function askedOf(
  app: App,
  token: string,
  { done, accepts }: { done: string; accepts: string },
): Promise<Asked | undefined> {
  const behind = await askBehind(app, token);
  if (!behind) return undefined;
  const { ask, settings, rating } = behind;
  const text = textIn(settings.texts, ask.language ?? undefined);
  return {
    ...text,
    speaks: spokenTo({ accepts }, text.language),
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
  { address, accepts }: { address: string; accepts: string },
): Promise<LinkedAnswer | string> {
  const behind = await askBehind(app, token);
  if (!behind) return gone(app, spokenTo({ accepts }));
  const asked = textIn(behind.settings.texts, behind.ask.language ?? undefined).language;
  const language = spokenTo({ accepts }, asked);
  const words = wordsIn(language);
  const refuse = (status: number, text: string) =>
    message(app, language, status, { title: words.refused, text });
  const back = `${RATED}/${encodeURIComponent(token)}`;
  const isStop = form.text('act') === 'stop';
  const rating = readRating(form.text('rating'), behind.settings.scale);
  // Whoever posts must have had the page: another site cannot know what stands in it.
  if (form.text('proof') !== proofOf(app, token) || (!isStop && rating === undefined))
    return refuse(400, words.incomplete);
  try {
    const text = form.text('text').trim().slice(0, MOST_TEXT).toWellFormed();
    const answer = isStop ? ('stop' as const) : { rating: rating!, text: text === '' ? null : text };
    await answerByLink(app, token, answer, address);
    return isStop ? `${back}?done=stopped` : back;
  } catch (error) {
    if (error instanceof AppError && error.status < 500)
      return await refuse(error.status, words.errors[error.code] ?? error.message);
    throw error;
  }
}

function proofOf(app: App, token: string): string {
  return app.secrets.sign(token, 'rating-form');
}
