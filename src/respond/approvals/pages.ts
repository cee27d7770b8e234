import type { App } from '#platform/app/index.ts';
import { AppError } from '#platform/errors/index.ts';
import {
  addLinkedPage,
  type GivenForm,
  type HttpServer,
  type LinkedAnswer,
  type LinkedAsker,
} from '#platform/http/index.ts';
import { chooseLanguage } from '#ui/site/index.ts';
import { privatePage, type PrivateView } from '#people/site/index.ts';
import { decidedView, linkView, refusedView, uselessView } from './page-html.ts';
import { SHARED } from './service/links.ts';
import { decideByLink, openLink } from './service/visit.ts';
import { wordsIn } from './words.ts';

const MOST_REASON = 1000;

/**
 * Where somebody without an account approves a reply. Opening it decides nothing (mail programs open links by themselves), and a form carries a
 * proof that its sender has had the page.
 */
export async function addApprovalPages(app: App, server: HttpServer): Promise<void> {
  await addLinkedPage(server, {
    path: SHARED,
    show: (token, asker) => show(app, token, languageOf(asker)),
    take: (token, form, from) => take(app, token, form, from),
  });
}

/** Nobody knows what somebody without an account speaks but his browser; `?lang=` says otherwise. */
const languageOf = ({ lang, accepts }: Pick<LinkedAsker, 'lang' | 'accepts'>): string =>
  chooseLanguage(lang === '' ? accepts : lang, ['en', 'de']);

const answer = async (app: App, status: number, view: PrivateView): Promise<LinkedAnswer> => ({
  status,
  html: await privatePage(app, view),
});

async function show(app: App, token: string, language: string): Promise<LinkedAnswer> {
  const visit = await openLink(app, token);
  if (!visit) return answer(app, 404, uselessView(language, 'forged'));
  if (visit.state !== 'open') return answer(app, 410, uselessView(language, visit.state, visit));
  return answer(app, 200, linkView(visit, { proof: proofOf(app, token), language }));
}

/** Does what a form asks for. */
async function take(
  app: App,
  token: string,
  form: GivenForm,
  { address, ...asker }: LinkedAsker & { address: string },
): Promise<LinkedAnswer> {
  const language = languageOf(asker);
  const words = wordsIn(language);
  const refuse = (status: number, reason: string) =>
    answer(app, status, refusedView(language, reason, `${SHARED}/${encodeURIComponent(token)}`));
  const verdict = form.text('verdict');
  const hash = form.text('hash');
  const reason = form.text('reason').trim().slice(0, MOST_REASON).toWellFormed();
  const isForm = (verdict === 'approved' || verdict === 'rejected') && /^[0-9a-f]{64}$/.test(hash);
  if (!isForm || form.text('proof') !== proofOf(app, token)) return refuse(400, words.incomplete);
  if (verdict === 'rejected' && reason === '') return refuse(400, words.sayWhy);
  try {
    const done = await decideByLink(app, token, { verdict, hash, reason }, address);
    if (!done) return await answer(app, 404, uselessView(language, 'forged'));
    if (done.isDone) return await answer(app, 200, decidedView(language, verdict));
    return await answer(app, 410, uselessView(language, done.state));
  } catch (error) {
    if (error instanceof AppError && error.status < 500)
      return await refuse(error.status, words.errors[error.code] ?? error.message);
    throw error;
  }
}

function proofOf(app: App, token: string): string {
  return app.secrets.sign(token, 'approval-form');
}
