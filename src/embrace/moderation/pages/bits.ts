import type { FastifyReply } from 'fastify';
import { type Html, markup } from '#lib/html/index.ts';
import { AppError } from '#platform/errors/index.ts';
import {
  isProven,
  memberErrors,
  refusalOf,
  safeBack,
  showPage,
  type SignedIn,
  type Visit,
} from '#people/members/index.ts';
import { limitWords } from '#embrace/trust/index.ts';
import { ORDER } from '../notices.ts';
import { moderationWords, wordsIn } from './words.ts';

export const paramsOf = ({ request }: Visit): Record<string, string> =>
  request.params as Record<string, string>;

/** Why something was refused, in the reader's language; what is no refusal is thrown on. */
export function reasonFor(visit: Visit, error: unknown): string {
  const own = moderationWords(visit.language, error) ?? limitWords(visit.language, error);
  if (own === undefined || !(error instanceof AppError)) return refusalOf(visit, error);
  visit.reply.code(error.status);
  return own;
}

export function mustBeProven({ app, request }: Visit, member: SignedIn, what: string, proof: string): void {
  if (!isProven(app, request, member, { what, proof })) throw memberErrors('member.form_over');
}

export function message(visit: Visit, text: string, status: number, path?: string): Promise<FastifyReply> {
  const words = wordsIn(visit.language);
  visit.reply.code(status);
  return ownPage(
    visit,
    words.tab,
    markup`<h1>${words.tab}</h1><p role="status">${text}</p><p><a href="${safeBack(path)}">${words.back}</a></p>`,
  );
}

export const ownPage = (visit: Visit, title: string, body: Html): Promise<FastifyReply> =>
  showPage(visit, { title, path: ORDER, isHidden: true, isPrivate: true, body });
