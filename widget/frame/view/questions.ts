import type { Form, Given, Question } from '../state/forms.ts';
import { make } from './dom.ts';
import { type Field, fieldAround } from './fields.ts';
import type { Kit } from './kit.ts';

export interface Questions {
  element: HTMLElement;
  /** Of what is chosen now. */
  fields(): Field[];
  /** Null where nothing is asked. */
  value(): Given | null;
}

/** What the company asks beside the words: what it is about, where there are several topics, and the questions of the topic. */
export function createQuestions(kit: Kit, forms: readonly Form[], before: Given | null): Questions {
  const { say } = kit;
  const place = make('div', {});
  let asked: { name: string; field: Field }[] = [];
  let form: Form | undefined;
  const choose = (topic: string) => {
    form = forms.find((one) => one.topic === topic);
    const given = before?.topic === topic ? before.fields : {};
    asked = (form?.questions ?? []).map((one) => ({
      name: one.field,
      field: questionField(kit, one, given[one.field] ?? ''),
    }));
    place.replaceChildren(...asked.map(({ field }) => field.element));
  };
  const topics = forms.map(({ topic, label }) => ({ value: topic, label }));
  const select = choiceOf(say('form.choose'), topics, before?.topic ?? '');
  select.addEventListener('change', () => choose(select.value));
  const wish = { label: say('form.topic'), isRequired: true };
  const topic = forms.length > 1 ? fieldAround(kit, select, wish, () => '') : null;
  choose(topic ? select.value : (forms[0]?.topic ?? ''));
  return {
    element: make('div', { class: 'questions' }, topic?.element, place),
    fields: () => [...(topic ? [topic] : []), ...asked.map(({ field }) => field)],
    value: () =>
      form
        ? {
            topic: form.topic,
            fields: Object.fromEntries(
              asked.flatMap(({ name, field }) => {
                const given = field.value();
                return given === null ? [] : [[name, given]];
              }),
            ),
          }
        : null,
  };
}

function questionField(kit: Kit, { kind, choices, label, help, isRequired }: Question, value: string): Field {
  const { say } = kit;
  const yesNo = [
    { value: 'yes', label: say('form.yes') },
    { value: 'no', label: say('form.no') },
  ];
  const input =
    kind === 'choice' || kind === 'yes-no'
      ? choiceOf(say('form.choose'), kind === 'choice' ? choices : yesNo, value)
      : make('input', { type: kind, maxlength: '2000', ...(kind === 'number' && { step: 'any' }) });
  input.value = value;
  const wish = { label, isRequired, ...(help !== '' && { why: help }) };
  return fieldAround(kit, input, wish, (given) =>
    kind === 'number' && !/^[-+]?\d{1,15}(\.\d{1,9})?$/.test(given) ? say('error.number') : '',
  );
}

function choiceOf(
  none: string,
  choices: readonly { value: string; label: string }[],
  value: string,
): HTMLSelectElement {
  const select = make(
    'select',
    {},
    make('option', { value: '' }, none),
    ...choices.map((one) => make('option', { value: one.value }, one.label)),
  );
  select.value = choices.some((one) => one.value === value) ? value : '';
  return select;
}
