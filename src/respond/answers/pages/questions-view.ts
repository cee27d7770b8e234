import { type Html, markup } from '#lib/html/index.ts';
import type { OfferedForm, OfferedQuestion, Problem } from '#respond/forms/index.ts';
import type { AnswerVisit } from './visit.ts';

/** Names of fields begin so. */
export const FIELD = 'field.';
const QUESTIONS = 'contact-questions';

/** What is asked beside the text, as far as it was filled in. */
export interface Asked {
  forms: readonly OfferedForm[];
  /** Of `forms`; empty until one is chosen. */
  topic: string;
  /** As it was typed, by field. */
  given: Readonly<Record<string, string>>;
  problems: ReadonlyMap<string, Problem>;
}

export const formOfTopic = ({ forms, topic }: Asked): OfferedForm | undefined =>
  forms.find((form) => form.topic === topic);

/** What it is about; the button shows the questions of the choice, and keeps what was typed. Enter in a field sends, so the first button does. */
export function topicField({ words }: AnswerVisit, asked: Asked, action: string): Html | null {
  const { forms, topic } = asked;
  const shown = markup`<input type="hidden" name="asked" value="${topic}" />`;
  if (forms.length === 0) return null;
  if (forms.length === 1)
    return markup`<input type="hidden" name="topic" value="${forms[0]!.topic}" />${shown}`;
  return markup`<button class="contact-default" tabindex="-1" aria-hidden="true">${words.send}</button>${shown}
    <div class="contact-topic"><label>${words.topic}<select name="topic" required>
      <option value="">${words.topicNone}</option>
      ${forms.map((form) => markup`<option value="${form.topic}"${form.topic === topic ? markup` selected` : null}>${form.label}</option>`)}
    </select></label>
    <button class="plain" name="act" value="choose" formaction="${action}#${QUESTIONS}" formnovalidate>${words.topicShow}</button></div>`;
}

/** The questions of what was chosen. */
export function questionFields(visit: AnswerVisit, asked: Asked): Html | null {
  const form = formOfTopic(asked);
  if (!form || form.questions.length === 0) return null;
  return markup`<fieldset class="contact-questions" id="${QUESTIONS}"><legend dir="auto">${form.label}</legend>
    ${form.questions.map((question) => questionField(visit, asked, question))}
  </fieldset>`;
}

function questionField({ words }: AnswerVisit, { given, problems }: Asked, question: OfferedQuestion): Html {
  const { field, label, help, kind, isRequired } = question;
  const problem = problems.get(field);
  const id = `asked-${field}`;
  const told = [help === '' ? '' : `${id}-help`, problem ? `${id}-wrong` : ''].filter(Boolean).join(' ');
  const attributes = markup` id="${id}" name="${FIELD}${field}"${isRequired ? markup` required` : null}${told === '' ? null : markup` aria-describedby="${told}"`}${problem ? markup` aria-invalid="true"` : null}`;
  return markup`<div class="contact-question"><label for="${id}"><span dir="auto">${label}</span>${isRequired ? null : ` (${words.ifYouLike})`}</label>
    ${control(words, question, attributes, Object.hasOwn(given, field) ? (given[field] ?? '') : '')}
    ${help === '' ? null : markup`<span class="hint" id="${id}-help" dir="auto">${help}</span>`}
    ${problem ? markup`<span class="wrong" id="${id}-wrong">${problem === 'missing' ? words.fieldMissing : words.fieldInvalid[kind]}</span>` : null}</div>`;
}

function control(
  words: AnswerVisit['words'],
  { kind, choices, isRequired }: OfferedQuestion,
  attributes: Html,
  value: string,
): Html {
  if (kind === 'choice') return choice(attributes, value, [['', words.chooseOne], ...choices.map(pairOf)]);
  if (kind === 'yes-no')
    return choice(attributes, value, [
      ['', isRequired ? words.chooseOne : '–'],
      ['yes', words.yes],
      ['no', words.no],
    ]);
  if (kind === 'number')
    return markup`<input type="number" step="any" inputmode="decimal"${attributes} value="${value}" />`;
  if (kind === 'date') return markup`<input type="date"${attributes} value="${value}" />`;
  return markup`<input${attributes} value="${value}" maxlength="2000" dir="auto" />`;
}

const pairOf = ({ value, label }: { value: string; label: string }): [string, string] => [value, label];

function choice(attributes: Html, value: string, choices: readonly (readonly [string, string])[]): Html {
  return markup`<select${attributes}>${choices.map(([one, label]) => markup`<option value="${one}"${one === value ? markup` selected` : null}>${label}</option>`)}</select>`;
}
