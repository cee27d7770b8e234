/** Where customers are asked: the contact form, messages left out of hours, and before a chat. */
export const PLACES = ['contact', 'letter', 'chat'] as const;
export type Place = (typeof PLACES)[number];

/** How a field is asked for in one language; what is empty there is said as the case type says it. */
export interface QuestionWords {
  label: string;
  help: string;
  /** What customers read for a choice. */
  choices: Readonly<Record<string, string>>;
}

export interface Question {
  /** Key of a field of the case type. */
  field: string;
  isRequired: boolean;
  /** By language. */
  words: Readonly<Record<string, QuestionWords>>;
}

/** What customers are asked for a type of case. */
export interface CustomerForm {
  typeId: string;
  /** What it is called for customers, by language. */
  labels: Readonly<Record<string, string>>;
  places: readonly Place[];
  questions: readonly Question[];
}

/** What is written in the language, in one of its kind, in English, or in the first one; undefined where nothing is. */
export function nearest<Written>(
  written: Readonly<Record<string, Written>>,
  language: string,
): Written | undefined {
  const said = Object.entries(written);
  const kindOf = (tag: string) => tag.toLowerCase().split('-')[0];
  const found =
    said.find(([tag]) => tag.toLowerCase() === language.toLowerCase()) ??
    said.find(([tag]) => kindOf(tag) === kindOf(language)) ??
    said.find(([tag]) => kindOf(tag) === 'en') ??
    said[0];
  return found?.[1];
}
