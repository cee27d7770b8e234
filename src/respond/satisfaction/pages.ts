import type { App } from '#platform/app/index.ts';
import { AppError } from '#platform/errors/index.ts';
import { type HttpServer, nonceOf } from '#platform/http/index.ts';
import { boundaryOf, type FormPart, readForm, textOf } from '#lib/multipart/index.ts';
import { getBrand } from '#people/brand/index.ts';
import { RATED } from './ask.ts';
import { readRating, textIn } from './domain.ts';
import { type Asked, messageHtml, ratingHtml } from './page-html.ts';
import { answerByLink } from './rate.ts';
import { askBehind } from './visit.ts';

const READING = { rateLimit: { max: 60, timeWindow: 60_000 } };
const WRITING = { rateLimit: { max: 10, timeWindow: 60_000 } };
const MOST_BYTES = 64 * 1024;
const MOST_TEXT = 2000;
const HTML = 'text/html; charset=utf-8';

interface Link {
  Params: { token: string };
  Querystring: { done?: string };
}

/** The question for customers. The link is the permission; looking at it, as mail programs do by themselves, answers nothing. */
export async function addRatingPages(app: App, server: HttpServer): Promise<void> {
  await server.register(async (pages) => {
    pages.addContentTypeParser('multipart/form-data', { parseAs: 'buffer' }, (_request, body, done) =>
      done(null, body),
    );
    pages.addHook('onSend', async (_request, reply) => {
      reply
        .header('cache-control', 'private, no-store')
        .header('referrer-policy', 'no-referrer')
        .header('x-robots-tag', 'noindex, nofollow');
    });
    pages.get<Link>(
      `${RATED}/:token`,
      { config: READING, schema: { hide: true } },
      async (request, reply) => {
        const nonce = nonceOf(request);
        const asked = await askedOf(app, request.params.token, request.query.done);
        return reply
          .type(HTML)
          .code(asked ? 200 : 404)
          .send(asked ? ratingHtml(asked, nonce) : GONE(nonce));
      },
    );
    pages.post<Link>(
      `${RATED}/:token`,
      { config: WRITING, bodyLimit: MOST_BYTES, schema: { hide: true } },
      async (request, reply) => {
        const answer = await take(app, request.params.token, request);
        if (typeof answer === 'string') return reply.redirect(answer, 303);
        return reply
          .type(HTML)
          .code(answer.status)
          .send(messageHtml(answer.title, answer.text, nonceOf(request)));
      },
    );
  });
}

const GONE = (nonce: string) =>
  messageHtml('This page is not there', 'Its link has expired, or never was. Nothing was kept.', nonce);

async function askedOf(app: App, token: string, done: string | undefined): Promise<Asked | undefined> {
  const behind = await askBehind(app, token);
  if (!behind) return undefined;
  const { ask, settings, rating } = behind;
  const company = (await getBrand(app)).name ?? 'We';
  return {
    company,
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
  request: { headers: Record<string, unknown>; body: unknown; ip: string },
): Promise<{ status: number; title: string; text: string } | string> {
  const boundary = boundaryOf(String(request.headers['content-type'] ?? ''));
  const fields =
    boundary !== undefined && Buffer.isBuffer(request.body) ? readForm(request.body, boundary) : [];
  const said = (name: string) => fieldOf(fields ?? [], name);
  const behind = await askBehind(app, token);
  if (!behind)
    return { status: 404, title: 'This page is not there', text: 'Its link has expired, or never was.' };
  const back = `${RATED}/${encodeURIComponent(token)}`;
  const isStop = said('act') === 'stop';
  const rating = readRating(said('rating'), behind.settings.scale);
  // Whoever posts must have had the page: another site cannot know what stands in it.
  if (said('proof') !== proofOf(app, token) || (!isStop && rating === undefined))
    return {
      status: 400,
      title: 'Not sent',
      text: 'Something of the form was missing. Nothing was kept; open the page again.',
    };
  try {
    const text = said('text')
      .replaceAll(/(?![\n\t])\p{Cc}/gu, ' ')
      .trim()
      .slice(0, MOST_TEXT)
      .toWellFormed();
    const answer = isStop ? ('stop' as const) : { rating: rating!, text: text === '' ? null : text };
    await answerByLink(app, token, answer, request.ip);
    return isStop ? `${back}?done=stopped` : back;
  } catch (error) {
    if (error instanceof AppError && error.status < 500)
      return { status: error.status, title: 'Not sent', text: error.message };
    throw error;
  }
}

function fieldOf(fields: readonly FormPart[], name: string): string {
  const part = fields.find((field) => field.name === name);
  return part ? textOf(part.bytes) : '';
}

function proofOf(app: App, token: string): string {
  return app.secrets.sign(token, 'rating-form');
}
