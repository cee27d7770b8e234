import type { FieldNode } from '#lib/query/index.ts';
import { CHANCES, EMOTIONS, SENTIMENTS, URGENCY_REASONS } from './labels.ts';
import { CHANCE_COLUMNS } from './rows.ts';

/** One thing that a row of labels must say for a query to match; several of `values` are alternatives. */
export type Condition =
  | { readonly column: string; readonly atLeast: number }
  | { readonly column: string; readonly isOneOf: readonly (string | number)[] }
  | { readonly column: string; readonly hasBits: number }
  | { readonly intent: string }
  | { readonly anyOf: readonly Condition[] };

/** What a field asks of a row of labels: everything that the field finds passes, and perhaps more. Undefined where nothing can be said. */
export function sieveOf({ name, values }: FieldNode): Condition | undefined {
  switch (name) {
    case 'sentiment':
      return { column: 'sentiment', isOneOf: values.map((value) => placeOf(SENTIMENTS, value) - 1) };
    case 'country':
      return { column: 'lower(country)', isOneOf: values };
    case 'label':
      return { anyOf: values.map(labelled) };
    default:
      return undefined;
  }
}

const NAMES: Readonly<Record<string, string>> = {
  'needs reply': 'needsReply',
  'needs-reply': 'needsReply',
  'purchase intent': 'purchase',
};

/** A model's or a person's word, whichever it is; a name may be that of an intent as well. */
function labelled(name: string): Condition {
  const intent: Condition = { intent: name };
  const chance = placeOf(CHANCES, NAMES[name] ?? name);
  if (chance >= 0) return { anyOf: [{ column: CHANCE_COLUMNS[chance]!, atLeast: 500 }, intent] };
  if (name === 'urgent') return { anyOf: [{ column: 'urgency', atLeast: 2 }, intent] };
  if (name === 'emergency') return { anyOf: [{ column: 'urgency', atLeast: 3 }, intent] };
  const emotion = placeOf(EMOTIONS, name);
  if (emotion >= 0) return { anyOf: [{ column: 'emotion', isOneOf: [emotion] }, intent] };
  const reason = placeOf(URGENCY_REASONS, name);
  return reason >= 0 ? { anyOf: [{ column: 'reasons', hasBits: 1 << reason }, intent] } : intent;
}

/** Where a word that anybody may have written stands in a list; -1 where it does not. */
function placeOf(list: readonly string[], word: string): number {
  return list.indexOf(word);
}
