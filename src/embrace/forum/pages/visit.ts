import type { FastifyReply } from 'fastify';
import { moderationWords } from '#embrace/moderation/index.ts';
import { limitWords } from '#embrace/trust/index.ts';
import { newId } from '#platform/ids/index.ts';
import { markup, type Html } from '#lib/html/index.ts';
import { AppError } from '#platform/errors/index.ts';
import {
  type CommunityPage,
  isProven,
  maySpeak,
  needMember,
  proofFor,
  showPage,
  type SignedIn,
  type Visit,
} from '#people/members/index.ts';
import { type GivenForm, givenForm } from '#platform/http/index.ts';
import { type Doer, memberDoer } from '../doer.ts';
import { COMMUNITY, type Standing } from '../domain.ts';
import { forumErrors } from '../errors.ts';
import { type Words, wordsIn } from '../words/index.ts';
import type { FormKey } from './bits.ts';

export const STYLE = `${COMMUNITY}/forum.css`;
export const SCRIPT = `${COMMUNITY}/forum.js`;
const FORM = 'forum';

/** A visit of a forum page, with what it is read in and by whom. */
export interface ForumVisit extends Visit {
  words: Words;
  who: Standing;
}

export const forumVisit = (visit: Visit): ForumVisit => ({
  ...visit,
  words: wordsIn(visit.language),
  who: { memberId: visit.member?.id ?? null, isStaff: false },
});

/** The named parts of the address. */
export const paramsOf = ({ request }: ForumVisit) => request.params as Readonly<Record<string, string>>;

/** What follows the `?`: anything that somebody wrote there, lists where he wrote it twice. */
export const queryOf = ({ request }: ForumVisit) => request.query as Readonly<Record<string, unknown>>;

/** Whether somebody is signed in and may write. */
export const isSpeaking = (member: SignedIn | undefined): member is SignedIn =>
  member !== undefined && maySpeak(member);

export function keyOf(visit: Visit, member: SignedIn): FormKey {
  return { proof: proofFor(visit.app, member, FORM), formId: newId('form') };
}

/** Who sent a form, and what is in it; undefined, and answered, where nobody is signed in. Throws `forum.form_stale`. */
export async function takenForm(
  visit: ForumVisit,
): Promise<{ member: SignedIn; doer: Doer; form: GivenForm; formId: string } | undefined> {
  const { app, request, reply } = visit;
  const member = await needMember(app, request, reply);
  if (!member) return undefined;
  const form = givenForm(request);
  if (!isProven(app, request, member, { what: FORM, proof: form.text('proof') }))
    throw forumErrors('forum.form_stale');
  if (!maySpeak(member)) throw forumErrors('forum.may_not');
  const formId = form.text('form').slice(0, 64);
  return { member, doer: memberDoer(member, request.ip), form, formId };
}

/** Sends a page of the forum. */
export function show(visit: ForumVisit, page: Omit<CommunityPage, 'section'>): Promise<FastifyReply> {
  return showPage(visit, { isWide: true, ...page, section: 'forum', styles: [STYLE] });
}

/** A page that is for nobody else, and for no search engine. */
export function showOwn(
  visit: ForumVisit,
  page: { title: string; path: string; body: Html },
): Promise<FastifyReply> {
  return show(visit, { ...page, isHidden: true, isPrivate: true, scripts: [SCRIPT] });
}

export function showMissing(visit: ForumVisit): Promise<FastifyReply> {
  const { words, reply } = visit;
  reply.code(404);
  return show(visit, {
    title: words.notFoundTitle,
    path: COMMUNITY,
    isHidden: true,
    body: markup`<h1>${words.notFoundTitle}</h1>
      <p>${words.notFoundText}</p>
      <p><a href="${COMMUNITY}">${words.latest}</a> · <a href="${COMMUNITY}/search">${words.search}</a></p>`,
  });
}

/** Why something was refused, in the reader's language; what is no refusal is thrown on. */
export function reasonOf(
  { words, language }: ForumVisit,
  error: unknown,
): { text: string; status: number; code: string } {
  if (!(error instanceof AppError) || error.status >= 500) throw error;
  const text =
    words.errors[error.code] ??
    limitWords(language, error) ??
    moderationWords(language, error) ??
    error.message;
  return { text, status: error.status, code: error.code };
}

export function showRefusal(visit: ForumVisit, error: unknown): Promise<FastifyReply> {
  const { words, reply } = visit;
  const reason = reasonOf(visit, error);
  reply.code(reason.status);
  return showOwn(visit, {
    title: words.notDone,
    path: COMMUNITY,
    body: markup`<h1>${words.notDone}</h1>
      <p>${reason.text}</p>
      <p><a href="${COMMUNITY}">${words.back}</a></p>`,
  });
}
