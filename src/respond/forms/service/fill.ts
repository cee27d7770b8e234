import { type App, systemActor } from '#platform/app/index.ts';
import { addCaseNote, caseOfConversation, listTypes, noteOnCase, readField } from '#respond/cases/index.ts';
import { type Answer, type Filled, readForm, type Reading } from '../domain/fill.ts';
import type { Place } from '../domain/form.ts';
import { type OfferedForm, offered } from '../domain/offer.ts';
import { formErrors } from '../errors.ts';
import type { GivenAnswers } from '../schema.ts';
import { readForms } from './setup.ts';

/** Types of case whose forms a place of many offers, a chat of several; null for all. */
export type Only = readonly string[] | null;

/** What is asked in a place; nothing, and nothing of the database, where nothing is. */
export async function offeredForms(
  app: App,
  place: Place,
  language: string,
  only: Only = null,
): Promise<OfferedForm[]> {
  const { forms } = await readForms(app);
  const here = forms.filter(
    ({ places, typeId }) => places.includes(place) && (only === null || only.includes(typeId)),
  );
  return here.length === 0 ? [] : offered(here, await listTypes(app), place, language);
}

/** The form that somebody means: the one he named, or the only one. Throws `form.topic_missing`, `form.topic_unknown`. */
export function chosenForm(forms: readonly OfferedForm[], topic: string): OfferedForm | undefined {
  if (topic === '' && forms.length > 1) throw formErrors('form.topic_missing');
  const form = topic === '' ? forms[0] : forms.find((one) => one.topic === topic);
  if (!form && topic !== '') throw formErrors('form.topic_unknown');
  return form;
}

/** What was filled in. Throws `form.unasked` for what was not asked. */
export function readAnswers(form: OfferedForm, given: Readonly<Record<string, string>>): Reading {
  const reading = readForm(form, given);
  const [name] = reading.unknown;
  if (name !== undefined) throw formErrors('form.unasked', { name: name.slice(0, 40) });
  return reading;
}

/** What was filled in, once nothing is wrong with it. Throws `form.answers_wrong`. */
export function requireRight(form: OfferedForm, { filled, problems }: Reading): Filled {
  if (problems.size === 0) return filled;
  const labels = form.questions.flatMap(({ field, label }) => (problems.has(field) ? `“${label}”` : []));
  throw formErrors('form.answers_wrong', { labels: labels.join(', ') });
}

/** What a program sent, checked as a whole; null where nothing is asked. Throws what the others do, and `form.answers_wrong`. */
export async function fillForm(
  app: App,
  place: Place,
  given: GivenAnswers | null,
  language: string,
  only: Only = null,
): Promise<Filled | null> {
  const forms = await offeredForms(app, place, language, only);
  const form = chosenForm(forms, given?.topic ?? '');
  return form ? requireRight(form, readAnswers(form, given?.fields ?? {})) : null;
}

/**
 * Makes a case of what was filled in, in the ambient transaction. What does not fit the type any more, or a case that is there already, stands in a
 * note of the case.
 */
export async function openFormCase(
  app: App,
  conversationId: string,
  { typeId, answers }: Filled,
  title: string | null = null,
): Promise<void> {
  const type = (await listTypes(app)).find(({ id, isArchived }) => id === typeId && !isArchived);
  const isFit = ({ key, value }: Answer) => {
    const field = type?.fields.find((one) => one.key === key);
    return field !== undefined && 'value' in readField(field, value);
  };
  const fit = answers.filter(isFit);
  const { caseId, isNew } = await caseOfConversation(app, systemActor, conversationId, {
    title,
    typeId: type?.id,
    fields: Object.fromEntries(fit.map(({ key, value }) => [key, value])),
  });
  const kept = isNew ? fit : [];
  const labels = kept.map(({ label }) => label);
  if (labels.length > 0)
    await noteOnCase(app, systemActor, { caseId, action: 'form.filled', detail: { labels } });
  const rest = answers.filter((answer) => !kept.includes(answer));
  if (rest.length > 0)
    await addCaseNote(app, systemActor, caseId, {
      text: rest.map(({ label, value }) => `${label}: ${wordOf(value)}`).join('\n'),
    });
}

function wordOf(value: Answer['value']): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return String(value);
}
