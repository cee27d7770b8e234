import { type Html, markup } from '#lib/html/index.ts';
import { type GivenForm, givenForm } from '#platform/http/index.ts';
import { COMMUNITY, needMember, proofFor, type SignedIn, type Visit } from '#people/members/index.ts';
import { flag } from '../cases/flag.ts';
import { FLAG_REASONS } from '../domain.ts';
import { moderationErrors } from '../errors.ts';
import { subjectFor } from '../ports.ts';
import { message, mustBeProven, ownPage, paramsOf, reasonFor } from './bits.ts';
import { wordsIn } from './words.ts';

/** Where somebody flags something. */
export const flagPath = (kind: string, id: string): string => `${COMMUNITY}/flag/${kind}/${id}`;

export async function showFlag(visit: Visit, wrong?: string): Promise<unknown> {
  const { app, request, reply, language } = visit;
  const member = await needMember(app, request, reply);
  if (!member) return reply;
  const words = wordsIn(language);
  const { kind, id } = paramsOf(visit);
  const subject = (await subjectFor(app, member.id, { kind: kind!, id: id! }))?.subject;
  if (!subject) return message(visit, reasonFor(visit, moderationErrors('moderation.no_subject')), 404);
  const body = markup`<h1>${words.flagTitle}</h1>
    <p>${words.flagText}</p>${wrongHtml(wrong)}
    <blockquote dir="auto"><p><strong>${subject.title}</strong></p><p>${subject.text.slice(0, 300)}</p></blockquote>
    ${flagForm(visit, member, { action: flagPath(kind!, id!), back: subject.path })}`;
  return ownPage(visit, words.flagTitle, body);
}

export const wrongHtml = (wrong: string | undefined): Html | null =>
  wrong === undefined ? null : markup`<p class="wrong" role="alert">${wrong}</p>`;

/** Asks why something is flagged, after what its page asks before. */
export function flagForm(
  { app, request, language }: Visit,
  member: SignedIn,
  { action, back, before = null }: { action: string; back: string; before?: Html | null },
): Html {
  const words = wordsIn(language);
  const form = givenForm(request);
  const chosen = form.text('reason');
  return markup`<form class="form" method="post" action="${action}">
      <input type="hidden" name="proof" value="${proofFor(app, member, 'flag')}" />${before}
      <fieldset><legend>${words.because}</legend>${FLAG_REASONS.map(
        (reason, index) =>
          markup`<label class="choice"><input type="radio" name="reason" value="${reason}" required${reason === chosen || (chosen === '' && index === 0) ? markup` checked` : null} /> ${words.flagReasons[reason]}</label>`,
      )}</fieldset>
      <label>${words.flagMore}<textarea name="text" rows="3" maxlength="1000">${form.text('text')}</textarea></label>
      <div class="actions"><button>${words.flagSend}</button> <a class="button plain" href="${back}">${words.back}</a></div>
    </form>`;
}

export async function takeFlag(visit: Visit): Promise<unknown> {
  const { kind, id } = paramsOf(visit);
  return takeFlagOf(visit, () => ({ kind: kind!, id: id! }), showFlag);
}

/** Takes the form of a flag; `again` shows it with what was wrong. */
export async function takeFlagOf(
  visit: Visit,
  subjectIn: (form: GivenForm) => { kind: string; id: string },
  again: (visit: Visit, wrong: string) => Promise<unknown>,
): Promise<unknown> {
  const { app, request, reply, language } = visit;
  const member = await needMember(app, request, reply);
  if (!member) return reply;
  const form = givenForm(request);
  const reason = FLAG_REASONS.find((one) => one === form.text('reason'));
  try {
    mustBeProven(visit, member, 'flag', form.text('proof'));
    if (reason === undefined) throw moderationErrors('moderation.say_more');
    const asked = subjectIn(form);
    const subject = (await subjectFor(app, member.id, asked))?.subject;
    await flag(app, member, { ...asked, reason, text: form.text('text') });
    return await message(visit, wordsIn(language).flagged, 200, subject?.path);
  } catch (error) {
    return again(visit, reasonFor(visit, error));
  }
}
