/** What a group of words hints at. A cue is no label: the heads weigh all of them together. */
export const CUES = [
  'safety',
  'fraud',
  'stranded',
  'money',
  'amount',
  'outage',
  'deadline',
  'escalation',
  'vulnerable',
  'waiting',
  'failing',
  'wrong',
  'expected',
  'anger',
  'leaving',
  'address',
  'selfTold',
  'helpAsk',
  'questionWord',
  'rhetorical',
  'praise',
  'solved',
  'suggestion',
  'purchase',
  'spam',
  'news',
  'fiction',
  'chatter',
  'hypothetical',
  'company',
  'sarcasm',
  'thing',
] as const;
export type Cue = (typeof CUES)[number];

/**
 * Phrases of one language, parted by commas. In a phrase `a|b` is either word, `word*` the beginning of a word, `#` a number,
 * `@` a handle, `..` up to three words of the same sentence. Words are folded: no accents, no apostrophes.
 */
export type Lexicon = Partial<Record<Cue, string>>;
