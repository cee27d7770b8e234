import { AppError } from '#platform/errors/index.ts';
import { type GivenForm, givenForm } from '#platform/http/index.ts';
import { newId } from '#platform/ids/index.ts';
import { type Html, markup } from '#lib/html/index.ts';
import { isProven, needMember, proofFor, type SignedIn, type Visit } from '#people/members/index.ts';
import { moderationWords } from '#embrace/moderation/index.ts';
import { limitWords } from '#embrace/trust/index.ts';
import { contributionErrors } from '../errors.ts';
import { wordsIn } from '../words/index.ts';

const FORM = 'article-edit';

/** Hidden fields of every form here: sent twice, it does its work once. */
export const hiddenIn = (visit: Visit, member: SignedIn, formId = newId('form')): Html =>
  markup`<input type="hidden" name="proof" value="${proofFor(visit.app, member, FORM)}" /><input type="hidden" name="form" value="${formId}" />`;

/** Who sent a form, and what is in it; undefined, and answered, where nobody is signed in. Throws `edits.form_over`. */
export async function takenForm(
  visit: Visit,
): Promise<{ member: SignedIn; form: GivenForm; formId: string } | undefined> {
  const { app, request, reply } = visit;
  const member = await needMember(app, request, reply);
  if (!member) return undefined;
  const form = givenForm(request);
  if (!isProven(app, request, member, { what: FORM, proof: form.text('proof') }))
    throw contributionErrors('edits.form_over');
  return { member, form, formId: form.text('form').slice(0, 64) || newId('form') };
}

/** Why something was refused, in the reader's language; what is no refusal is thrown on. */
export function refusalIn({ language, reply }: Visit, error: unknown): string {
  if (!(error instanceof AppError) || error.status >= 500) throw error;
  reply.code(error.status);
  const own = wordsIn(language).errors[error.code];
  return own ?? limitWords(language, error) ?? moderationWords(language, error) ?? error.message;
}
