import type { App } from '#platform/app/index.ts';
import { AppError } from '#platform/errors/index.ts';
import { addLinkedPage, type GivenForm, type HttpServer, type LinkedAnswer } from '#platform/http/index.ts';
import { getBrand } from '#people/brand/index.ts';
import { decidedHtml, linkHtml, refusedHtml, uselessHtml } from './page-html.ts';
import { SHARED } from './service/links.ts';
import { decideByLink, openLink } from './service/visit.ts';

const MOST_REASON = 1000;

/**
 * Where somebody without an account approves a reply. Opening it decides nothing (mail programs open links by themselves), and a form carries a
 * proof that its sender has had the page.
 */
export async function addApprovalPages(app: App, server: HttpServer): Promise<void> {
  await addLinkedPage(server, {
    path: SHARED,
    show: (token, { nonce }) => show(app, token, nonce),
    take: (token, form, from) => take(app, token, form, from),
  });
}

async function show(app: App, token: string, nonce: string): Promise<LinkedAnswer> {
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
  form: GivenForm,
  { nonce, address }: { nonce: string; address: string },
): Promise<LinkedAnswer> {
  const refuse = (status: number, reason: string): LinkedAnswer => ({
    status,
    html: refusedHtml(nonce, reason, `${SHARED}/${encodeURIComponent(token)}`),
  });
  const verdict = form.text('verdict');
  const hash = form.text('hash');
  const reason = form.text('reason').trim().slice(0, MOST_REASON).toWellFormed();
  const isForm = (verdict === 'approved' || verdict === 'rejected') && /^[0-9a-f]{64}$/.test(hash);
  if (!isForm || form.text('proof') !== proofOf(app, token))
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

function proofOf(app: App, token: string): string {
  return app.secrets.sign(token, 'approval-form');
}
