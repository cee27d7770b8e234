import { LANGUAGES, STOP_WORDS } from './stop-words.ts';

/** The language whose small words a text has most of; English where it has none. Only of texts whose language nobody told. */
export function guessLanguage(terms: readonly string[]): string {
  let [best, most] = ['en', 0];
  for (const language of LANGUAGES) {
    const stop = STOP_WORDS.get(language)!;
    let count = 0;
    for (const term of terms) if (stop.has(term)) count++;
    if (count > most) [best, most] = [language, count];
  }
  return best;
}
