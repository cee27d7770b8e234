/** What is asked beside the words, by topic: what the server says of it, and what was filled in. */

export interface Question {
  field: string;
  label: string;
  help: string;
  kind: 'text' | 'number' | 'date' | 'choice' | 'yes-no';
  choices: { value: string; label: string }[];
  isRequired: boolean;
}

export interface Form {
  topic: string;
  label: string;
  questions: Question[];
}

/** What was filled in: everything is text, by field. */
export interface Given {
  topic: string;
  fields: Readonly<Record<string, string>>;
}

type Fields = Readonly<Record<string, unknown>>;

/** Forms without a topic, and questions without a field, are none. */
export function readForms(given: unknown): Form[] {
  return listOf(given).flatMap((one) => {
    const topic = textOf(one['topic']);
    const questions = listOf(one['questions']).flatMap(readQuestion);
    return topic === '' ? [] : { topic, label: textOf(one['label']), questions };
  });
}

function readQuestion(one: Fields): Question[] {
  const field = textOf(one['field']);
  const choices = listOf(one['choices']).map((choice) => ({
    value: textOf(choice['value']),
    label: textOf(choice['label']),
  }));
  const label = textOf(one['label']) || field;
  const isRequired = one['isRequired'] === true;
  const question = {
    field,
    label,
    help: textOf(one['help']),
    kind: kindOf(one['kind']),
    choices,
    isRequired,
  };
  return field === '' ? [] : [question];
}

const KINDS = ['number', 'date', 'choice', 'yes-no'] as const;
const kindOf = (given: unknown): Question['kind'] => KINDS.find((kind) => kind === given) ?? 'text';
const textOf = (given: unknown): string => (typeof given === 'string' ? given : '');
const listOf = (given: unknown): Fields[] =>
  (Array.isArray(given) ? given : []).filter((one): one is Fields => typeof one === 'object' && one !== null);
