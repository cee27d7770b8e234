import { escaped, hidePersonal } from '#lib/voice/index.ts';
import type { Source } from './types.ts';

/** Links, pictures and code: what stands in them is no person. */
const KEPT = /(!?\[[^\]\n]*\]\([^)\n]*\)|`[^`\n]+`|https?:\/\/[^\s<>"]+)/;
const MAIL = /[\p{L}\p{N}._%+'-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu;
const HANDLE = /(?<![\p{L}\p{N}/])@[\p{L}\p{N}_](?:[\p{L}\p{M}\p{N}_.-]*[\p{L}\p{M}\p{N}_])?/gu;

export interface WithoutPersons {
  called: string | null;
  question: string;
  answers: string[];
  /** How many things were taken out. */
  hidden: number;
}

/**
 * Question, its title and answers without what tells of a person; what it was stands in brackets. What was said in a public thread keeps its
 * title, links and numbers, as everybody can read them there. A person has to look in any case.
 */
export function withoutPersons({
  kind,
  isPrivate,
  called,
  question,
  answers,
  names,
}: Source): WithoutPersons {
  const isOpen = kind === 'thread' && !isPrivate;
  const hide = isOpen ? hideInMarkdown : hidePersonal;
  const title = called === null || isOpen ? { text: called, hidden: 0 } : hide(called, names);
  const [asked, ...said] = [question, ...answers].map((text) => hide(text, names));
  return {
    called: title.text,
    question: asked!.text,
    answers: said.map(({ text }) => text),
    hidden: [title, asked!, ...said].reduce((sum, { hidden }) => sum + hidden, 0),
  };
}

function hideInMarkdown(text: string, names: readonly string[]): { text: string; hidden: number } {
  let hidden = 0;
  const out = (place: string) => () => {
    hidden++;
    return place;
  };
  const left = text
    .split(KEPT)
    .map((part, index) => {
      if (index % 2 === 1) return part;
      const bare = part.replaceAll(MAIL, out('[mail]')).replaceAll(HANDLE, out('[handle]'));
      return names.reduce((all, name) => withoutName(all, name, out('[name]')), bare);
    })
    .join('');
  return { text: left, hidden };
}

/** As it is written, whole: a name may be a word, too. */
function withoutName(text: string, name: string, out: () => string): string {
  if (name.trim().length < 2) return text;
  const pattern = new RegExp(String.raw`(?<![\p{L}\p{N}\[])${escaped(name.trim())}(?![\p{L}\p{N}\]])`, 'gu');
  return text.replaceAll(pattern, out);
}
