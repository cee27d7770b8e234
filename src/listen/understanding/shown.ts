import { CHANCES } from './labels.ts';
import { type LabelKey, NONE, type SaidLabel, UNKNOWN } from './said.ts';

/** Labels that a person should see beside a post, the most telling first. What is ordinary is left out. */
export function shownLabels(said: readonly SaidLabel[]): SaidLabel[] {
  return said.filter(isTelling).sort((a, b) => ORDER.indexOf(a.key) - ORDER.indexOf(b.key));
}

/** What somebody has to do first, what it is about next, hints last. */
const ORDER: readonly LabelKey[] = [
  'urgency',
  'needsReply',
  'complaint',
  'question',
  'suggestion',
  'praise',
  'purchase',
  'intent',
  'sentiment',
  'emotion',
  'offensive',
  'spam',
  'language',
  'place',
  'irony',
];

function isTelling({ key, value, source }: SaidLabel): boolean {
  if (key === 'urgency') return Number(value) >= 2;
  if ((CHANCES as readonly string[]).includes(key)) return value === 'yes';
  // A person who says “neutral” has said something.
  if (key === 'sentiment') return value !== UNKNOWN && (value !== 'neutral' || source === 'person');
  return value !== NONE && value !== UNKNOWN;
}

/** Irony cannot be told from words alone, and the built-in models know customer care in English best. */
export function isHint(label: SaidLabel, language: string): boolean {
  if (label.source === 'person' || label.key === 'language' || label.key === 'place') return false;
  if (label.key === 'irony') return true;
  return language !== 'en' && language !== UNKNOWN;
}

/** Names under which `label:` finds a post, in lower case. */
export function labelNames(said: readonly SaidLabel[]): string[] {
  return said.flatMap((label) => (isTelling(label) ? namesOf(label) : []));
}

const NAMES: Partial<Record<LabelKey, readonly string[]>> = {
  needsReply: ['needs reply', 'needs-reply'],
  purchase: ['purchase', 'purchase intent'],
};

function namesOf({ key, value, reasons = [] }: SaidLabel): readonly string[] {
  switch (key) {
    case 'urgency':
      return ['urgent', ...(value === '3' ? ['emergency'] : []), ...reasons];
    case 'emotion':
    case 'intent':
      return [value];
    case 'sentiment':
    case 'language':
    case 'place':
      return [];
    default:
      return NAMES[key] ?? [key];
  }
}
