import { AppError } from '#platform/errors/index.ts';
import { givenForm, isCrossSite } from '#platform/http/index.ts';
import { safeBack } from '../domain/back.ts';
import { memberErrors } from '../errors.ts';
import { suspensionPathPort } from '../ports.ts';
import { enterByTicket, joinByTicket, lookAtProof, memberBehind, offerHandle } from '../service/arrive.ts';
import { arrivalOf, keepCookie } from '../service/current.ts';
import { browserOf } from '../providers/attempts.ts';
import { openProviders } from '../providers/manage.ts';
import type { Ticket } from '../store/tickets.ts';
import { enterByPassword } from '../service/account.ts';
import { takeHandOver } from '../service/hand-over.ts';
import { mailLink } from '../service/mail-link.ts';
import { COMMUNITY } from '../service/settings.ts';
import { dayIn } from '#ui/site/index.ts';
import { wordsIn } from '../words/index.ts';
import {
  enterForm,
  mailForm,
  messageView,
  nameForm,
  passkeyEntry,
  providerLinks,
  sentView,
} from './entry-views.ts';
import { type CommunityPage, showPage, type Visit } from './frame.ts';
import { PASSKEY_SCRIPT } from './passkey-script.ts';
import { markup } from '#lib/html/index.ts';

type Purpose = 'sign-in' | 'join';

/** The page to sign in or to join; whoever is signed in goes on. */
export async function askForMail(
  visit: Visit,
  purpose: Purpose,
  wrong?: string,
  mail = '',
): Promise<unknown> {
  const { request, reply, member } = visit;
  const form = givenForm(request);
  const asked = request.method === 'POST' ? form.text('back') : (request.query as { back?: unknown }).back;
  const back = safeBack(asked);
  if (member && request.method === 'GET') return reply.redirect(back, 303);
  const words = wordsIn(visit.language);
  const others = providerLinks(words, back, await openProviders(visit.app));
  const isPasskey = purpose === 'sign-in' && visit.settings.ways.passkey;
  return own(visit, {
    title: purpose === 'join' ? words.join : words.signIn,
    path: `${COMMUNITY}/${purpose}`,
    scripts: isPasskey ? [PASSKEY_SCRIPT] : [],
    body:
      purpose === 'join' && !visit.settings.takesMembers
        ? markup`<h1>${words.join}</h1><p class="note">${words.closedJoin}</p>`
        : mailForm(words, {
            purpose,
            back,
            mail,
            wrong,
            ways: visit.settings.ways,
            others,
            passkey: isPasskey ? passkeyEntry(words, back) : null,
          }),
  });
}

/** Mails the link. The answer is the same, whoever has the address. */
export async function takeMail(visit: Visit, purpose: Purpose): Promise<unknown> {
  const { app, request, reply } = visit;
  refuseForeign(visit);
  const form = givenForm(request);
  const mail = form.text('mail');
  const back = safeBack(form.text('back'));
  try {
    await mailLink(app, { mail, back, language: visit.language, address: request.ip });
  } catch (error) {
    return askForMail(visit, purpose, textOf(visit, error), mail.slice(0, 254));
  }
  return reply.redirect(`${COMMUNITY}/sign-in/sent`, 303);
}

/** Signs in by password; whoever is wrong learns nothing. */
export async function takePassword(visit: Visit): Promise<unknown> {
  const { app, request, reply } = visit;
  refuseForeign(visit);
  const form = givenForm(request);
  const mail = form.text('mail');
  try {
    const given = { mail, password: form.text('password') };
    keepCookie(app, request, reply, await enterByPassword(app, given, await arrivalOf(app, request)));
  } catch (error) {
    if (error instanceof AppError && error.code === 'member.suspended') return refused(visit, error);
    return askForMail(visit, 'sign-in', textOf(visit, error), mail.slice(0, 254));
  }
  return reply.redirect(safeBack(form.text('back')), 303);
}

/** Where the company's own site sends its customers with a signed token. What it proves is used by a button of ours. */
export async function takeSiteToken(visit: Visit): Promise<unknown> {
  const { app, request, reply } = visit;
  const { token, back } = request.query as { token?: unknown; back?: unknown };
  try {
    const given = {
      token: typeof token === 'string' ? token : '',
      back: safeBack(back),
      address: request.ip,
    };
    const secret = await takeHandOver(app, given);
    return reply.header('cache-control', 'no-store').redirect(`${COMMUNITY}/enter?ticket=${secret}`, 303);
  } catch (error) {
    return askForMail(visit, 'sign-in', textOf(visit, error));
  }
}

export function showSent(visit: Visit): Promise<unknown> {
  const words = wordsIn(visit.language);
  return own(visit, {
    title: words.sentTitle,
    path: `${COMMUNITY}/sign-in/sent`,
    body: sentView(words),
  });
}

/** Where a mailed link leads: nothing happens before a button is pressed. */
export async function showEntrance(visit: Visit): Promise<unknown> {
  const { ticket } = visit.request.query as { ticket?: unknown };
  return entrance(visit, typeof ticket === 'string' ? ticket.slice(0, 100) : '');
}

async function entrance(visit: Visit, ticket: string, wrong?: string): Promise<unknown> {
  const { app } = visit;
  const words = wordsIn(visit.language);
  const proven = await provenFor(visit, ticket);
  if (proven?.kind !== 'arrival') return over(visit);
  const member = await memberBehind(app, proven.proof);
  const form = givenForm(visit.request);
  const name = {
    ticket,
    handle: form.text('handle') || (await offerHandle(app, proven.proof)),
    displayName: form.text('displayName') || (proven.proof.name ?? ''),
    mayConnect: proven.proof.browser !== undefined,
    wrong,
  };
  return own(visit, {
    title: member ? words.enterTitle : words.chooseTitle,
    path: `${COMMUNITY}/enter`,
    body: member ? enterForm(words, { ticket, name: member.displayName }) : nameForm(words, name),
  });
}

/** A link that this browser may use: what a provider said is for the browser that asked it. */
async function provenFor({ app, request }: Visit, ticket: string): Promise<Ticket | undefined> {
  const proven = await lookAtProof(app, ticket);
  const browser = proven?.proof.browser;
  return browser === undefined || browser === browserOf(app, request) ? proven : undefined;
}

function over(visit: Visit): Promise<unknown> {
  const words = wordsIn(visit.language);
  visit.reply.code(410);
  return own(visit, {
    title: words.overTitle,
    path: `${COMMUNITY}/enter`,
    body: messageView(words.overTitle, words.overText, {
      path: `${COMMUNITY}/sign-in`,
      text: words.newLink,
    }),
  });
}

/** Signs a member in, or makes the account of somebody new. */
export async function takeEntrance(visit: Visit): Promise<unknown> {
  const { app, request, reply } = visit;
  refuseForeign(visit);
  const form = givenForm(request);
  const ticket = form.text('ticket').slice(0, 100);
  try {
    const proven = await provenFor(visit, ticket);
    // The same form sent twice: the first one signed in already.
    if (!proven && visit.member) return reply.redirect(COMMUNITY, 303);
    if (!proven) return over(visit);
    const isMember = (await memberBehind(app, proven.proof)) !== undefined;
    const wish = { handle: form.text('handle'), displayName: form.text('displayName'), language: null };
    if (!isMember && wish.handle === '') return entrance(visit, ticket);
    const from = await arrivalOf(app, request);
    const { back, token } = isMember
      ? await enterByTicket(app, ticket, from)
      : await joinByTicket(app, ticket, wish, from);
    keepCookie(app, request, reply, token);
    return reply.redirect(safeBack(back), 303);
  } catch (error) {
    if (error instanceof AppError && error.code === 'member.suspended') return refused(visit, error);
    return entrance(visit, ticket, textOf(visit, error));
  }
}

/** Tells who is suspended why, and until when, and leads to where he appeals. */
export async function refused(visit: Visit, error: AppError): Promise<unknown> {
  const words = wordsIn(visit.language);
  const { app } = visit;
  const appeal = await app.find(suspensionPathPort)?.(app, String(error.params['memberId']));
  visit.reply.code(error.status);
  return own(visit, {
    title: words.notDone,
    path: `${COMMUNITY}/enter`,
    body: messageView(words.notDone, suspendedText(visit, error), {
      path: appeal ?? COMMUNITY,
      text: appeal === undefined ? words.back : words.appeal,
    }),
  });
}

function suspendedText({ language }: Visit, { params }: AppError): string {
  const { until } = params;
  const day = typeof until === 'string' ? dayIn(new Date(until), language) : undefined;
  return wordsIn(language).suspended(String(params['reason']), day);
}

/** Forms of guests carry no proof; a browser says where they come from. */
export function refuseForeign({ app, request }: Visit): void {
  if (isCrossSite(request, app.config.publicUrl)) throw memberErrors('member.form_over');
}

/** A refusal in the reader's language; anything that is none is thrown on. */
export function textOf(visit: Visit, error: unknown): string {
  if (!(error instanceof AppError) || error.status >= 500) throw error;
  const words = wordsIn(visit.language);
  visit.reply.code(error.status);
  const { seconds } = error.params;
  if (error.status === 429 && typeof seconds === 'number') {
    visit.reply.header('retry-after', seconds);
    return words.tooMany(seconds);
  }
  const { params } = error;
  const text = words.errors[error.code];
  return (
    text?.replaceAll(/\{(\w+)\}/g, (_whole, name: string) => String(params[name] ?? '')) ?? error.message
  );
}

function own(visit: Visit, page: Pick<CommunityPage, 'title' | 'path' | 'body' | 'scripts'>) {
  return showPage(visit, { ...page, isHidden: true, isPrivate: true });
}
