import type { Lexicon } from './cue.ts';
import { de } from './de.ts';
import { enTalk } from './en-talk.ts';
import { enTrouble } from './en-trouble.ts';
import { es } from './es.ts';
import { fr } from './fr.ts';
import { it } from './it.ts';
import { nl } from './nl.ts';
import { pt } from './pt.ts';

/** Phrases of all languages; a text is looked through for all of them, whatever language it is said to be in. */
export const lexicons: readonly Lexicon[] = [enTrouble, enTalk, de, es, fr, it, nl, pt];
