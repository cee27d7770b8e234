import type { App } from '#platform/app/index.ts';
import { AppError } from '#platform/errors/index.ts';
import { type HttpServer, nonceOf } from '#platform/http/index.ts';
import { boundaryOf, type FormPart, readForm, textOf } from '#lib/multipart/index.ts';
import { getBrand } from '#people/brand/index.ts';
import { readRating } from './domain.ts';
import { casePageHtml, noPageHtml, refusedHtml } from './page-html.ts';
import { SHARED } from './service.ts';
import { actOnPage, openPage, type PageWish } from './visit.ts';

const READING = { rateLimit: { max: 60, timeWindow: 60_000 } };
const WRITING = { rateLimit: { max: 10, timeWindow: 60_000 } };
const ROOM_FOR_FIELDS = 64 * 1024;

interface Link {
  Params: { token: string };
  Querystring: { done?: string };
}

const DONE: Readonly<Record<string, string>> = {
  wrote: 'Thank you. It is in your case, and we read it.',
  reopened: 'Your case is open again.',
  rated: 'Thank you for telling us.',
  'no-call': 'We are sorry. Whoever leads the team knows of it now, and your case is open.',
};

/** The page of a case, for its customer. The link is the permission; no cookie is read, so no other site can act for anybody. */
export async function addCasePages(app: App, server: HttpServer): Promise<void> {
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
      `${SHARED}/:token`,
      { config: READING, schema: { hide: true } },
      async (request, reply) => {
        const answer = await show(app, request.params.token, request.query.done ?? '', nonceOf(request));
        return reply.type(HTML).code(answer.status).send(answer.html);
      },
    );
    const bodyLimit = app.config.filesMaxBytes + ROOM_FOR_FIELDS;
    pages.post<Link>(
      `${SHARED}/:token`,
      { config: WRITING, bodyLimit, schema: { hide: true } },
      async (request, reply) => {
        const { token } = request.params;
        const fields = formOf(request.headers['content-type'] ?? '', request.body);
        const answer = await take(app, token, fields, { nonce: nonceOf(request), address: request.ip });
        if (typeof answer === 'string') return reply.redirect(answer, 303);
        return reply.type(HTML).code(answer.status).send(answer.html);
      },
    );
  });
}

interface Answer {
  status: number;
  html: string;
}

const HTML = 'text/html; charset=utf-8';

async function show(app: App, token: string, done: string, nonce: string): Promise<Answer> {
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
  fields: readonly FormPart[] | undefined,
  { nonce, address }: { nonce: string; address: string },
): Promise<Answer | string> {
  const back = `${SHARED}/${encodeURIComponent(token)}`;
  const refuse = (status: number, reason: string): Answer => ({
    status,
    html: refusedHtml(nonce, reason, back),
  });
  const wish = fields && wishOf(fields);
  // Whoever posts must have had the page: another site cannot know what stands in it.
  if (!wish || text(fields, 'proof') !== proofOf(app, token))
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

function formOf(contentType: string, body: unknown): FormPart[] | undefined {
  const boundary = boundaryOf(contentType);
  return boundary !== undefined && Buffer.isBuffer(body) ? readForm(body, boundary) : undefined;
}

function wishOf(fields: readonly FormPart[]): PageWish | undefined {
  const act = text(fields, 'act');
  const words = text(fields, 'text').replaceAll(CONTROL, ' ');
  if (act === 'reopened' || act === 'no-call') return { act, text: words };
  if (act === 'rated') {
    const rating = readRating(text(fields, 'rating'));
    return rating === undefined ? undefined : { act, rating, text: words };
  }
  if (act !== 'wrote') return undefined;
  const part = fields.find((field) => field.name === 'file' && field.bytes.length > 0);
  const file = part ? { name: part.fileName ?? 'file', bytes: part.bytes } : null;
  return words.trim() === '' && !file ? undefined : { act, text: words, file };
}

function text(fields: readonly FormPart[] | undefined, name: string): string {
  const part = fields?.find((field) => field.name === name);
  return part ? textOf(part.bytes) : '';
}

/** Letters that the database or a reader cannot take; line breaks stay. */
const CONTROL = /(?![\n\t])\p{Cc}/gu;

function proofOf(app: App, token: string): string {
  return app.secrets.sign(token, 'case-page-form');
}
