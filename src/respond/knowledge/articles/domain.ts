/** How far a text is: never published, as readers see it, or with changes that they do not see yet. */
export type TextState = 'draft' | 'published' | 'changed';

/** Language tags in the order in which a reader can use them: the asked one, its plain form, the help centre's own. */
export function fallbacksOf(language: string, usual: string): string[] {
  return [...new Set([language, language.split('-')[0]!, usual])];
}

/** The text that a reader of a language gets; undefined where there is none at all. */
export function bestText<T extends { language: string }>(
  texts: readonly T[],
  language: string,
  usual: string,
): T | undefined {
  for (const tag of fallbacksOf(language, usual)) {
    const found = texts.find((text) => text.language === tag);
    if (found) return found;
  }
  return texts[0];
}

export interface Votes {
  helpful: number;
  unhelpful: number;
}

/** Fewest "no" of the last 90 days that say something. */
export const FEWEST_UNHELPFUL = 5;

/** Why somebody should look at an article again; null where nobody needs to. Days are `2026-11-22`. */
export function alarmOf(reviewOn: string | null, votes: Votes, today: string): 'review' | 'votes' | null {
  const { helpful, unhelpful } = votes;
  if (unhelpful >= FEWEST_UNHELPFUL && unhelpful >= helpful) return 'votes';
  return reviewOn !== null && reviewOn <= today ? 'review' : null;
}
