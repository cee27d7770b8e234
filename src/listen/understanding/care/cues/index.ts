import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { CUES, type Cue, type Lexicon } from './cue.ts';

/** Phrases of all languages; a text is looked through for all of them, whatever language it is said to be in. */
export function readLexicons(): readonly Lexicon[] {
  return readdirSync(import.meta.dirname)
    .filter((file) => file.endsWith('.txt'))
    .sort()
    .map((file) => readLexicon(readFileSync(path.join(import.meta.dirname, file), 'utf8')));
}

/** A file of phrases: under each `[cue]` its phrases, parted by commas. Throws where a cue is unknown or stands twice. */
export function readLexicon(text: string): Lexicon {
  const lexicon: Partial<Record<Cue, string>> = {};
  for (const part of text.split(/^\[/m).slice(1)) {
    const end = part.indexOf(']');
    const cue = CUES.find((one) => one === part.slice(0, end));
    if (cue === undefined || lexicon[cue] !== undefined)
      throw new Error(`No cue, or a second time: ${part.slice(0, end)}`);
    lexicon[cue] = part.slice(end + 1).trim();
  }
  return lexicon;
}
