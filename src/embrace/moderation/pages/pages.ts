import type { FastifyReply } from 'fastify';
import { markup, type Html } from '#lib/html/index.ts';
import type { App } from '#platform/app/index.ts';
import { AppError } from '#platform/errors/index.ts';
import { acceptForms, givenForm, type HttpServer } from '#platform/http/index.ts';
import {
  COMMUNITY,
  isProven,
  memberErrors,
  needMember,
  openVisit,
  type OwnTab,
  proofFor,
  readMembers,
  refusalOf,
  safeBack,
  showOwnTab,
  showPage,
  type SignedIn,
  type Visit,
} from '#people/members/index.ts';
import { limitWords, explainLevel } from '#embrace/trust/index.ts';
import { flag } from '../cases/flag.ts';
import { FLAG_REASONS } from '../domain.ts';
import { moderationErrors } from '../errors.ts';
import { appeal } from '../measures/appeals.ts';
import { actionsOf, findAction } from '../measures/log.ts';
import { isAppealKey } from '../measures/mails.ts';
import { ORDER } from '../notices.ts';
import { subjectFor } from '../ports.ts';
import { actionView, orderView } from './views.ts';
import { moderationWords, wordsIn } from './words.ts';

const READING = { rateLimit: { max: 240, timeWindow: 60_000 } };
const WRITING = { rateLimit: { max: 30, timeWindow: 60_000 } };
const ROOM = 64 * 1024;

/** The tab among a member's own pages; provide it for `ownTabsPort`. */
export const orderTab = (language: string): OwnTab => ({
  key: 'order',
  path: ORDER,
  label: wordsIn(language).tab,
});

/** Where somebody flags something. */
export const flagPath = (kind: string, id: string): string => `${COMMUNITY}/flag/${kind}/${id}`;

/** Pages on which members flag, read what was done to them, and appeal. */
export async function addModerationPages(app: App, server: HttpServer): Promise<void> {
  await server.register(async (pages) => {
    acceptForms(pages);
    const page = (method: 'GET' | 'POST', url: string, answer: (visit: Visit) => Promise<unknown>) =>
      pages.route({
        method,
        url,
        config: method === 'GET' ? READING : WRITING,
        bodyLimit: ROOM,
        schema: { hide: true },
        handler: async (request, reply) => {
          const visit = await openVisit(app, request, reply);
          return visit ? answer(visit) : reply;
        },
      });
    page('GET', ORDER, (visit) => showOrder(visit));
    page('POST', ORDER, takeAppeal);
    page('GET', `${COMMUNITY}/appeal/:id`, (visit) => showByLink(visit));
    page('POST', `${COMMUNITY}/appeal/:id`, takeByLink);
    page('GET', flagPath(':kind', ':id'), (visit) => showFlag(visit));
    page('POST', flagPath(':kind', ':id'), takeFlag);
  });
}

const paramsOf = ({ request }: Visit) => request.params as Record<string, string>;

/** Why something was refused, in the reader's language; what is no refusal is thrown on. */
function reasonFor(visit: Visit, error: unknown): string {
  const own = moderationWords(visit.language, error) ?? limitWords(visit.language, error);
  if (own === undefined || !(error instanceof AppError)) return refusalOf(visit, error);
  visit.reply.code(error.status);
  return own;
}

async function showOrder(visit: Visit, wrong?: string): Promise<unknown> {
  const { app, request, reply, language } = visit;
  const member = await needMember(app, request, reply);
  if (!member) return reply;
  const [actions, standing, now] = await Promise.all([
    actionsOf(app, member.id),
    explainLevel(app, member.id),
    app.db.now(),
  ]);
  const { done } = request.query as { done?: unknown };
  const words = wordsIn(language);
  return showOwnTab(visit, member, {
    tab: orderTab(language),
    done: done === 'appealed' ? words.appealed : undefined,
    wrong,
    body: orderView({ words, language, now, actions, standing, proof: proofFor(app, member, 'order') }),
  });
}

async function takeAppeal(visit: Visit): Promise<unknown> {
  const { app, request, reply } = visit;
  const member = await needMember(app, request, reply);
  if (!member) return reply;
  const form = givenForm(request);
  try {
    mustBeProven(visit, member, 'order', form.text('proof'));
    await appeal(app, member, form.text('action').slice(0, 64), form.text('text'));
    return reply.redirect(`${ORDER}?done=appealed`, 303);
  } catch (error) {
    return showOrder(visit, reasonFor(visit, error));
  }
}

/** Where the mail about a suspension leads: whoever has the link may read this one action and appeal. */
async function showByLink(visit: Visit, wrong?: string): Promise<unknown> {
  const { app, request, language } = visit;
  const words = wordsIn(language);
  const { key, done } = request.query as { key?: unknown; done?: unknown };
  const action = await actionByLink(visit);
  if (!action) return message(visit, words.linkOver, 410);
  const body = markup`<h1>${words.tab}</h1>${wrong === undefined ? null : markup`<p class="wrong" role="alert">${wrong}</p>`}
    ${done === '1' ? markup`<p class="done" role="status">${words.appealed}</p>` : null}
    ${actionView({ words, language, now: await app.db.now() }, action, {
      path: `${COMMUNITY}/appeal/${action.id}?key=${encodeURIComponent(String(key))}`,
      fields: null,
    })}`;
  return own(visit, words.tab, body);
}

async function actionByLink({ app, request }: Visit) {
  const { id } = request.params as { id: string };
  const { key } = request.query as { key?: unknown };
  if (typeof key !== 'string' || !isAppealKey(app, id, key)) return undefined;
  return findAction(app, id);
}

async function takeByLink(visit: Visit): Promise<unknown> {
  const { app, request, reply, language } = visit;
  const action = await actionByLink(visit);
  const member = action && (await readMembers(app, [action.memberId])).get(action.memberId);
  if (!action || !member || member.state === 'erased') return message(visit, wordsIn(language).linkOver, 410);
  const { key } = request.query as { key: string };
  try {
    await appeal(app, member, action.id, givenForm(request).text('text'));
    return reply.redirect(`${COMMUNITY}/appeal/${action.id}?key=${encodeURIComponent(key)}&done=1`, 303);
  } catch (error) {
    return showByLink(visit, reasonFor(visit, error));
  }
}

async function showFlag(visit: Visit, wrong?: string): Promise<unknown> {
  const { app, request, reply, language } = visit;
  const member = await needMember(app, request, reply);
  if (!member) return reply;
  const words = wordsIn(language);
  const { kind, id } = paramsOf(visit);
  const subject = (await subjectFor(app, member.id, { kind: kind!, id: id! }))?.subject;
  if (!subject) return message(visit, reasonFor(visit, moderationErrors('moderation.no_subject')), 404);
  const chosen = givenForm(request).text('reason');
  const body = markup`<h1>${words.flagTitle}</h1>
    <p>${words.flagText}</p>${wrong === undefined ? null : markup`<p class="wrong" role="alert">${wrong}</p>`}
    <blockquote dir="auto"><p><strong>${subject.title}</strong></p><p>${subject.text.slice(0, 300)}</p></blockquote>
    <form class="form" method="post" action="${flagPath(kind!, id!)}">
      <input type="hidden" name="proof" value="${proofFor(app, member, 'flag')}" />
      <fieldset><legend>${words.because}</legend>${FLAG_REASONS.map(
        (reason, index) =>
          markup`<label class="choice"><input type="radio" name="reason" value="${reason}" required${reason === chosen || (chosen === '' && index === 0) ? markup` checked` : null} /> ${words.flagReasons[reason]}</label>`,
      )}</fieldset>
      <label>${words.flagMore}<textarea name="text" rows="3" maxlength="1000">${givenForm(request).text('text')}</textarea></label>
      <div class="actions"><button>${words.flagSend}</button> <a class="button plain" href="${subject.path}">${words.back}</a></div>
    </form>`;
  return own(visit, words.flagTitle, body);
}

async function takeFlag(visit: Visit): Promise<unknown> {
  const { app, request, reply, language } = visit;
  const member = await needMember(app, request, reply);
  if (!member) return reply;
  const { kind, id } = paramsOf(visit);
  const form = givenForm(request);
  const reason = FLAG_REASONS.find((one) => one === form.text('reason'));
  try {
    mustBeProven(visit, member, 'flag', form.text('proof'));
    if (reason === undefined) throw moderationErrors('moderation.say_more');
    const subject = (await subjectFor(app, member.id, { kind: kind!, id: id! }))?.subject;
    await flag(app, member, { kind: kind!, id: id!, reason, text: form.text('text') });
    return await message(visit, wordsIn(language).flagged, 200, subject?.path);
  } catch (error) {
    return showFlag(visit, reasonFor(visit, error));
  }
}

function mustBeProven({ app, request }: Visit, member: SignedIn, what: string, proof: string): void {
  if (!isProven(app, request, member, { what, proof })) throw memberErrors('member.form_over');
}

function message(visit: Visit, text: string, status: number, path?: string): Promise<FastifyReply> {
  const words = wordsIn(visit.language);
  visit.reply.code(status);
  return own(
    visit,
    words.tab,
    markup`<h1>${words.tab}</h1><p role="status">${text}</p><p><a href="${safeBack(path)}">${words.back}</a></p>`,
  );
}

const own = (visit: Visit, title: string, body: Html): Promise<FastifyReply> =>
  showPage(visit, { title, path: ORDER, isHidden: true, isPrivate: true, body });
