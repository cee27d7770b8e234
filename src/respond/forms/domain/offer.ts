import type { FieldDefinition, FieldKind } from '#respond/cases/index.ts';
import { type CustomerForm, nearest, type Place, type Question } from './form.ts';

export interface OfferedQuestion {
  field: string;
  label: string;
  help: string;
  kind: FieldKind;
  /** Of `choice` only; the value is what the case keeps. */
  choices: { value: string; label: string }[];
  isRequired: boolean;
}

/** A form as its customer sees it. */
export interface OfferedForm {
  /** The type of case that it becomes. */
  topic: string;
  label: string;
  questions: OfferedQuestion[];
}

interface TypeOfCase {
  id: string;
  name: string;
  fields: readonly FieldDefinition[];
  isArchived: boolean;
}

/** What is asked in a place, in a language. Types that are archived and fields that were taken out ask nothing. */
export function offered(
  forms: readonly CustomerForm[],
  types: readonly TypeOfCase[],
  place: Place,
  language: string,
): OfferedForm[] {
  return forms.flatMap((form) => {
    const type = types.find(({ id, isArchived }) => id === form.typeId && !isArchived);
    if (!type || !form.places.includes(place)) return [];
    const questions = form.questions.flatMap((question) => {
      const field = type.fields.find(({ key }) => key === question.field);
      return field ? questionOf(question, field, language) : [];
    });
    return [{ topic: type.id, label: nearest(form.labels, language) || type.name, questions }];
  });
}

function questionOf(
  { words, isRequired }: Question,
  field: FieldDefinition,
  language: string,
): OfferedQuestion {
  const said = nearest(words, language);
  const names = new Map(Object.entries(said?.choices ?? {}));
  return {
    field: field.key,
    label: said?.label || field.label,
    help: said?.help ?? '',
    kind: field.kind,
    choices: choicesOf(field).map((value) => ({ value, label: names.get(value) || value })),
    isRequired,
  };
}

const choicesOf = ({ kind, choices }: FieldDefinition) => (kind === 'choice' ? choices : []);
