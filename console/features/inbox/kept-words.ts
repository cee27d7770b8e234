import type { Shelf } from '../../components/shelf.ts';
import { type MailWords, NO_WORDS } from './mail-words.ts';

/** Subject and copies that were typed before one left; none where nothing, or something broken, lies there. */
export function keptWords(shelf: Shelf, key: string): MailWords {
  try {
    const kept: unknown = JSON.parse(shelf.getItem(key) ?? '{}');
    if (typeof kept !== 'object' || kept === null) return NO_WORDS;
    const words = new Map<string, unknown>(Object.entries(kept));
    const wordOf = (name: keyof MailWords) => {
      const word = words.get(name);
      return typeof word === 'string' ? word : '';
    };
    return { subject: wordOf('subject'), to: wordOf('to'), cc: wordOf('cc'), bcc: wordOf('bcc') };
  } catch {
    return NO_WORDS;
  }
}

/** Keeps them; nothing lies there once they are empty. */
export function keepWords(shelf: Shelf, key: string, words: MailWords): void {
  if (Object.values(words).every((word) => word === '')) shelf.removeItem(key);
  else shelf.setItem(key, JSON.stringify(words));
}
