import type { GivenForm } from '#platform/http/index.ts';
import { chosenForm, type Filled, offeredForms, readAnswers, requireRight } from '#respond/forms/index.ts';
import { type Asked, FIELD, formOfTopic } from './questions-view.ts';
import { type AnswerVisit, fieldOf } from './visit.ts';

/** What the form asks beside the text: as it was filled in, or as the address begins it (`topic`). */
export async function askedOfVisit(visit: AnswerVisit, given?: GivenForm): Promise<Asked> {
  const { app, request, wanted } = visit;
  const forms = await offeredForms(app, 'contact', wanted);
  const named = given ? given.text('topic') : fieldOf(request.query, 'topic');
  const only = forms.length === 1 ? forms[0]!.topic : '';
  // An address may be older than what is asked; what was sent is refused.
  const isKnown = given !== undefined || forms.some((form) => form.topic === named);
  const asked = { forms, topic: (isKnown && named) || only, given: {}, problems: new Map() };
  return { ...asked, given: given ? fieldsOf(asked, given) : {} };
}

/** What was filled in; of the questions of another choice, which were on the page before, only what this one asks too. */
function fieldsOf(asked: Asked, given: GivenForm): Asked['given'] {
  const fields = given.below(FIELD);
  if (given.text('asked') === asked.topic) return fields;
  const questions = formOfTopic(asked)?.questions ?? [];
  return Object.fromEntries(
    Object.entries(fields).filter(([name]) => questions.some(({ field }) => field === name)),
  );
}

/** Whether the questions of what was chosen are to be seen before anything is sent. */
export function isChoosing(asked: Asked, given: GivenForm): boolean {
  if (given.text('act') === 'choose') return true;
  return given.text('asked') !== asked.topic && (formOfTopic(asked)?.questions.length ?? 0) > 0;
}

/** What was filled in, with what is wrong about it; null where nothing is asked. Throws `form.topic_missing`, `form.topic_unknown`, `form.unasked`. */
export function readAsked(asked: Asked): { asked: Asked; require(): Filled | null } {
  const form = chosenForm(asked.forms, asked.topic);
  if (!form) return { asked, require: () => null };
  const reading = readAnswers(form, asked.given);
  return {
    asked: { ...asked, problems: reading.problems },
    require: () => requireRight(form, reading),
  };
}
