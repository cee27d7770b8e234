import { markup } from '#lib/html/index.ts';
import type { App } from '#platform/app/index.ts';
import { acceptForms, givenForm, type HttpServer } from '#platform/http/index.ts';
import {
  COMMUNITY,
  needMember,
  type OwnTab,
  proofFor,
  readMembers,
  showOwnTab,
  type Visit,
  visitPages,
} from '#people/members/index.ts';
import { explainLevel } from '#embrace/trust/index.ts';
import { appeal } from '../measures/appeals.ts';
import { actionsOf, findAction } from '../measures/log.ts';
import { isAppealKey } from '../measures/mails.ts';
import { ORDER } from '../notices.ts';
import { PROFILE, showProfileFlag, takeProfileFlag } from '../profiles/flag-pages.ts';
import { message, mustBeProven, ownPage, reasonFor } from './bits.ts';
import { flagPath, showFlag, takeFlag } from './flag-pages.ts';
import { actionView, orderView } from './views.ts';
import { wordsIn } from './words.ts';

/** The tab among a member's own pages; provide it for `ownTabsPort`. */
export const orderTab = (language: string): OwnTab => ({
  key: 'order',
  path: ORDER,
  label: wordsIn(language).tab,
});

/** Pages on which members flag, read what was done to them, and appeal. */
export async function addModerationPages(app: App, server: HttpServer): Promise<void> {
  await server.register(async (pages) => {
    acceptForms(pages);
    const page = visitPages(app, pages);
    page('GET', ORDER, (visit) => showOrder(visit));
    page('POST', ORDER, takeAppeal);
    page('GET', `${COMMUNITY}/appeal/:id`, (visit) => showByLink(visit));
    page('POST', `${COMMUNITY}/appeal/:id`, takeByLink);
    page('GET', flagPath(PROFILE, ':id'), (visit) => showProfileFlag(visit));
    page('POST', flagPath(PROFILE, ':id'), takeProfileFlag);
    page('GET', flagPath(':kind', ':id'), (visit) => showFlag(visit));
    page('POST', flagPath(':kind', ':id'), takeFlag);
  });
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
  return ownPage(visit, words.tab, body);
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
