import { EMOTIONS, SENTIMENTS } from '../../labels.ts';
import type { Opinion } from '../ask.ts';

/** Names that classifiers give their classes, in lower case, and what they say in our words. */
const KNOWN: readonly {
  readonly label: 'sentiment' | 'emotion' | 'offensive';
  readonly names: Readonly<Record<string, string>>;
}[] = [
  {
    label: 'sentiment',
    names: {
      ...Object.fromEntries(SENTIMENTS.map((value) => [value, value])),
      neg: 'negative',
      neu: 'neutral',
      pos: 'positive',
      mixed: 'neutral',
      'very negative': 'negative',
      'very positive': 'positive',
      '1 star': 'negative',
      '2 stars': 'negative',
      '3 stars': 'neutral',
      '4 stars': 'positive',
      '5 stars': 'positive',
    },
  },
  {
    label: 'emotion',
    names: {
      ...Object.fromEntries(EMOTIONS.map((value) => [value, value])),
      neutral: 'none',
      none: 'none',
      surprise: 'none',
      fear: 'none',
      love: 'joy',
      disgust: 'anger',
    },
  },
  {
    label: 'offensive',
    names: {
      offensive: 'yes',
      toxic: 'yes',
      hate: 'yes',
      'non-offensive': 'no',
      'not-offensive': 'no',
      'not offensive': 'no',
      'non-toxic': 'no',
      'not-hate': 'no',
      neutral: 'no',
    },
  },
];

/** What each class of a model says, by its index; undefined where its names are not those of one label. */
export function meaningsOf(names: readonly string[]): readonly Opinion[] | undefined {
  const plain = names.map((name) => name.trim().toLowerCase().replaceAll('_', ' '));
  for (const { label, names: known } of KNOWN) {
    const values = plain.map((name) => known[name] ?? known[name.replaceAll(' ', '-')]);
    if (new Set(values).size < 2 || values.includes(undefined)) continue;
    return values.map((value) => ({ [label]: value! }));
  }
  return undefined;
}
