import type { Guide } from './types.ts';

export type AvoidRule = Guide['avoid'][number];
export type SayRule = Guide['never'][number];
export type FormRule = Guide['forms'][number];

const EVERYWHERE = { channels: [], languages: [] };

/** An id that no other rule has. */
export function newRuleId(random: () => string = () => crypto.randomUUID()): string {
  return random().slice(0, 13);
}

export const newAvoid = (): AvoidRule => ({
  id: newRuleId(),
  words: [],
  instead: null,
  reason: '',
  ...EVERYWHERE,
});
export const newSay = (): SayRule => ({ id: newRuleId(), words: [], reason: '', when: null, ...EVERYWHERE });
export const newForm = (): FormRule => ({
  id: newRuleId(),
  leastEase: null,
  mostSentenceWords: null,
  mostCharacters: null,
  leastCharacters: null,
  greetings: [],
  signOffs: [],
  mostExclamations: null,
  allowsCapitals: true,
  allowsEmoji: true,
  ...EVERYWHERE,
});

/** A guide without rules that say nothing yet: nobody has to clear a row that was begun. */
export function withoutEmpty(guide: Guide): Guide {
  const hasWords = ({ words }: { words: readonly string[] }) => words.length > 0;
  return {
    ...guide,
    avoid: guide.avoid.filter(hasWords),
    never: guide.never.filter(hasWords),
    must: guide.must.filter(hasWords),
  };
}

/** What was typed as a number; null where nothing was. */
export function numberOf(typed: string): number | null {
  const number = Math.round(Number(typed));
  return typed.trim() === '' || !Number.isFinite(number) || number < 0 ? null : number;
}
