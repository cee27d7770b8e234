import { type Html, markup } from '#lib/html/index.ts';
import {
  COMMUNITY,
  faceOf,
  type Member,
  memberOf,
  needMember,
  partsOfProfile,
  type SeenPart,
  type Visit,
  wordsOfPart,
} from '#people/members/index.ts';
import { givenForm } from '#platform/http/index.ts';
import { moderationErrors } from '../errors.ts';
import { message, ownPage, paramsOf, reasonFor } from '../pages/bits.ts';
import { flagForm, flagPath, takeFlagOf, wrongHtml } from '../pages/flag-pages.ts';
import { wordsIn } from '../pages/words.ts';
import { KIND_OF_PART, subjectOfPart } from './kinds.ts';

export const PROFILE = 'profile';

/** What stands below a profile, for everybody but whose it is. */
export async function flagOfProfile({ app, request, language }: Visit, member: Member): Promise<Html | null> {
  if ((await memberOf(app, request))?.id === member.id) return null;
  return markup`<p><a class="quiet" rel="nofollow" href="${flagPath(PROFILE, member.id)}">${wordsIn(language).flagProfile}</a></p>`;
}

/** Shows a profile part by part, and asks which one is wrong. */
export async function showProfileFlag(visit: Visit, wrong?: string): Promise<unknown> {
  const { app, request, reply, language } = visit;
  const member = await needMember(app, request, reply);
  if (!member) return reply;
  const words = wordsIn(language);
  const parts = await partsOfProfile(app, paramsOf(visit)['id']!);
  const [first] = parts;
  if (!first || first.memberId === member.id)
    return message(visit, reasonFor(visit, moderationErrors('moderation.no_subject')), 404);
  const { handle } = first.member;
  const chosen = givenForm(request).text('part');
  const before = markup`<fieldset><legend>${words.flagPart}</legend>${parts.map((part) => {
    const value = `${KIND_OF_PART[part.part]} ${subjectOfPart(part)}`;
    return markup`<label class="choice"><input type="radio" name="part" value="${value}" required${value === chosen ? markup` checked` : null} /> <span>${words.parts[part.part]}: ${partHtml(part)}</span></label>`;
  })}</fieldset>`;
  const back = `${COMMUNITY}/members/${handle}`;
  const body = markup`<h1>${words.flagProfile}</h1><p>${words.flagText}</p>${wrongHtml(wrong)}
    ${flagForm(visit, member, { action: flagPath(PROFILE, first.memberId), back, before })}`;
  return ownPage(visit, words.flagProfile, body);
}

const partHtml = ({ part, member, said }: SeenPart): Html =>
  part === 'picture' ? faceOf(member) : markup`<span dir="auto">${wordsOfPart(said).slice(0, 300)}</span>`;

export function takeProfileFlag(visit: Visit): Promise<unknown> {
  const subjectIn = (form: ReturnType<typeof givenForm>) => {
    const [kind = '', id = ''] = form.text('part').split(' ');
    // What is flagged belongs to the profile of the page.
    const isHere = id.split('.')[0] === paramsOf(visit)['id'] && Object.values(KIND_OF_PART).includes(kind);
    if (!isHere) throw moderationErrors('moderation.part_missing');
    return { kind, id };
  };
  return takeFlagOf(visit, subjectIn, showProfileFlag);
}
