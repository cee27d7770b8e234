import type { FormView, Question, Words } from './queries.ts';

export const PLACES = ['contact', 'letter', 'chat'] as const;
export type Place = (typeof PLACES)[number];

/** Languages that can be chosen beside those of the site. */
const OTHERS = ['en', 'de', 'fr', 'es', 'it', 'nl', 'pl', 'pt', 'tr', 'uk', 'ar', 'he'];

export const languagesOf = (known: readonly string[]): string[] => [...new Set([...known, ...OTHERS])];

export const newForm = (typeId: string): FormView => ({
  typeId,
  labels: {},
  places: ['contact'],
  questions: [],
});
export const newQuestion = (field: string): Question => ({ field, isRequired: false, words: {} });

/** One place up (-1) or down (1); the same list where there is none. */
export function moved<One>(all: readonly One[], from: number, by: -1 | 1): One[] {
  const to = from + by;
  const [one, other] = [all[from], all[to]];
  if (one === undefined || other === undefined) return [...all];
  return all.map((each, at) => (at === from ? other : at === to ? one : each));
}

export const withPlace = (form: FormView, place: Place, isIn: boolean): FormView => ({
  ...form,
  places: PLACES.filter((one) => (one === place ? isIn : form.places.includes(one))),
});

export const withQuestion = (form: FormView, at: number, change: Partial<Question>): FormView => ({
  ...form,
  questions: form.questions.map((one, place) => (place === at ? { ...one, ...change } : one)),
});

export const wordsOf = (question: Question, language: string): Words =>
  question.words[language] ?? { label: '', help: '', choices: {} };

export const withWords = (question: Question, language: string, change: Partial<Words>): Question => ({
  ...question,
  words: { ...question.words, [language]: { ...wordsOf(question, language), ...change } },
});

/** With a place for each language of the site: what is empty there is said as the case type says it, and not in another language. */
export function whole(form: FormView, languages: readonly string[]): FormView {
  return {
    ...form,
    labels: { ...Object.fromEntries(languages.map((language) => [language, ''])), ...form.labels },
    questions: form.questions.map((question) => ({
      ...question,
      words: {
        ...Object.fromEntries(languages.map((language) => [language, wordsOf(question, language)])),
        ...question.words,
      },
    })),
  };
}

/** Without questions for fields that the type does not have any more. */
export function withoutGone(
  form: FormView,
  types: readonly { id: string; fields: readonly { key: string }[] }[],
): FormView {
  const type = types.find(({ id }) => id === form.typeId);
  if (!type) return form;
  const isThere = (field: string) => type.fields.some(({ key }) => key === field);
  return { ...form, questions: form.questions.filter(({ field }) => isThere(field)) };
}
