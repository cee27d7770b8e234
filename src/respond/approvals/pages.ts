import type { App } from '#platform/app/index.ts';
import { AppError } from '#platform/errors/index.ts';
import { type HttpServer, nonceOf } from '#platform/http/index.ts';
import { boundaryOf, type FormPart, readForm, textOf } from '#lib/multipart/index.ts';
import { getBrand } from '#people/brand/index.ts';
import { decidedHtml, linkHtml, refusedHtml, uselessHtml } from './page-html.ts';
import { SHARED } from './service/links.ts';
import { decideByLink, openLink } from './service/visit.ts';

const READING = { rateLimit: { max: 60, timeWindow: 60_000 } };
const WRITING = { rateLimit: { max: 10, timeWindow: 60_000 } };
const BODY_LIMIT = 64 * 1024;
const HTML = 'text/html; charset=utf-8';
const MOST_REASON = 1000;

interface Link {
  Params: { token: string };
}

interface Answer {
  status: number;
  html: string;
}

/**
 * Where somebody without an account approves a reply. The link is the permission: no cookie is read, opening it decides nothing (mail programs open links
 * by themselves), and a form carries a proof that its sender has had the page.
 */
export async function addApprovalPages(app: App, server: HttpServer): Promise<void> {
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
        const answer = await show(app, request.params.token, nonceOf(request));
        return reply.type(HTML).code(answer.status).send(answer.html);
      },
    );
    pages.post<Link>(
      `${SHARED}/:token`,
      { config: WRITING, bodyLimit: BODY_LIMIT, schema: { hide: true } },
      async (request, reply) => {
        const fields = formOf(request.headers['content-type'] ?? '', request.body);
        const { token } = request.params;
        const answer = await take(app, token, fields, { nonce: nonceOf(request), address: request.ip });
        return reply.type(HTML).code(answer.status).send(answer.html);
      },
    );
  });
}

async function show(app: App, token: string, nonce: string): Promise<Answer> {
  const visit = await openLink(app, token);
  if (!visit) return { status: 404, html: uselessHtml(nonce, 'forged') };
  if (visit.state !== 'open') return { status: 410, html: uselessHtml(nonce, visit.state, visit) };
  const company = (await getBrand(app)).name ?? 'The company';
  return { status: 200, html: linkHtml(visit, { company, nonce, proof: proofOf(app, token) }) };
}

/** Does what a form asks for. */
async function take(
  app: App,
  token: string,
  fields: readonly FormPart[] | undefined,
  { nonce, address }: { nonce: string; address: string },
): Promise<Answer> {
  const refuse = (status: number, reason: string): Answer => ({
    status,
    html: refusedHtml(nonce, reason, `${SHARED}/${encodeURIComponent(token)}`),
  });
  const verdict = field(fields, 'verdict');
  const hash = field(fields, 'hash');
  const reason = field(fields, 'reason').replaceAll(CONTROL, ' ').trim().slice(0, MOST_REASON).toWellFormed();
  const isForm = (verdict === 'approved' || verdict === 'rejected') && /^[0-9a-f]{64}$/.test(hash);
  if (!isForm || field(fields, 'proof') !== proofOf(app, token))
    return refuse(
      400,
      'Something of the form was missing. Nothing was decided; open the page again and repeat.',
    );
  if (verdict === 'rejected' && reason === '')
    return refuse(400, 'Say why, so that the author can do better. Nothing was decided.');
  try {
    const done = await decideByLink(app, token, { verdict, hash, reason }, address);
    if (!done) return { status: 404, html: uselessHtml(nonce, 'forged') };
    if (done.isDone) return { status: 200, html: decidedHtml(nonce, verdict) };
    return { status: 410, html: uselessHtml(nonce, done.state) };
  } catch (error) {
    if (error instanceof AppError && error.status < 500) return refuse(error.status, error.message);
    throw error;
  }
}

function formOf(contentType: string, body: unknown): FormPart[] | undefined {
  const boundary = boundaryOf(contentType);
  return boundary !== undefined && Buffer.isBuffer(body) ? readForm(body, boundary) : undefined;
}

function field(fields: readonly FormPart[] | undefined, name: string): string {
  const part = fields?.find((one) => one.name === name);
  return part ? textOf(part.bytes) : '';
}

/** Letters that the database or a reader cannot take; line breaks stay. */
const CONTROL = /(?![\n\t])\p{Cc}/gu;

function proofOf(app: App, token: string): string {
  return app.secrets.sign(token, 'approval-form');
}
