import type { FastifyRequest } from 'fastify';
import { acceptForms, type GivenForm, givenForm } from './forms.ts';
import { nonceOf } from './security.ts';
import type { HttpServer } from './server.ts';

const READING = { rateLimit: { max: 60, timeWindow: 60_000 } };
/** Mail providers click for all their people from a few addresses (RFC 8058); whoever sends files gets less. */
const WRITING = { rateLimit: { max: 600, timeWindow: 60_000 } };
const SENDING = { rateLimit: { max: 10, timeWindow: 60_000 } };
const ROOM_FOR_FIELDS = 64 * 1024;
const HTML = 'text/html; charset=utf-8';

export interface LinkedAnswer {
  status: number;
  html: string;
}

/** Who asks, as far as the request tells. */
export interface LinkedAsker {
  nonce: string;
  /** `?lang=`: what the address asks for; '' for nothing. Anybody can write anything there. */
  lang: string;
  /** Accept-Language, '' for none. */
  accepts: string;
}

/** A page behind a signed link, with a form. */
export interface LinkedPage {
  /** `/shared/case`; the token follows. */
  path: string;
  /** Bytes of a file that the form may carry. */
  fileBytes?: number;
  /** `done`: what the address says was done a moment ago. */
  show(token: string, seen: LinkedAsker & { done: string }): Promise<LinkedAnswer>;
  /** Does what the form asks for. A text is where to go on. */
  take(
    token: string,
    form: GivenForm,
    from: LinkedAsker & { address: string },
  ): Promise<LinkedAnswer | string>;
}

/** Serves the page. The link is the permission: no cookie is read, nobody keeps a copy, no search engine lists it, and no other site hears of its address. */
export async function addLinkedPage(server: HttpServer, page: LinkedPage): Promise<void> {
  const url = `${page.path}/:token`;
  await server.register(async (pages) => {
    acceptForms(pages);
    pages.addHook('onSend', async (_request, reply) => {
      reply
        .header('cache-control', 'private, no-store')
        .header('referrer-policy', 'no-referrer')
        .header('x-robots-tag', 'noindex, nofollow');
    });
    pages.get<Link>(url, { config: READING, schema: { hide: true } }, async (request, reply) => {
      const { done } = request.query;
      const seen = { ...askerOf(request), done: typeof done === 'string' ? done : '' };
      const { status, html } = await page.show(request.params.token, seen);
      return reply.type(HTML).code(status).send(html);
    });
    const config = page.fileBytes === undefined ? WRITING : SENDING;
    const bodyLimit = (page.fileBytes ?? 0) + ROOM_FOR_FIELDS;
    pages.post<Link>(url, { config, bodyLimit, schema: { hide: true } }, async (request, reply) => {
      const from = { ...askerOf(request), address: request.ip };
      const answer = await page.take(request.params.token, givenForm(request), from);
      if (typeof answer === 'string') return reply.redirect(answer, 303);
      return reply.type(HTML).code(answer.status).send(answer.html);
    });
  });
}

function askerOf(request: FastifyRequest<Link>): LinkedAsker {
  const { lang } = request.query;
  return {
    nonce: nonceOf(request),
    lang: typeof lang === 'string' ? lang : '',
    accepts: request.headers['accept-language'] ?? '',
  };
}

interface Link {
  Params: { token: string };
  Querystring: { done?: string | string[]; lang?: string | string[] };
}
