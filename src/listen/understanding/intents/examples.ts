import { z } from 'zod';

/** A text and the intent that a person gave it. */
export interface IntentExample {
  readonly text: string;
  readonly label: string;
}

/** Labels of examples that belong to none of the intents. */
const OUT_OF_SCOPE_LABELS = new Set(['oos', 'out_of_scope', 'out-of-scope', 'out of scope', 'none']);

export function isOutOfScopeLabel(label: string): boolean {
  return OUT_OF_SCOPE_LABELS.has(label.toLowerCase());
}

/** Examples as the trainer takes them: each text once, labels in order of the alphabet. */
export interface ExampleSet {
  readonly labels: readonly string[];
  readonly texts: readonly string[];
  /** Index of the label of each text; `-1` for texts of no intent. */
  readonly targets: Int32Array;
  /** What a person should know of the examples; sentences. */
  readonly notes: readonly string[];
}

/** What stands in the way of training. The message is for the person who gave the examples. */
export class UnusableExamples extends Error {
  override readonly name = 'UnusableExamples';
}

const MOST_NAMED = 5;

/** Sorts examples out. Throws `UnusableExamples` where fewer than two intents are left. */
export function sortExamples(examples: readonly IntentExample[]): ExampleSet {
  const seen = new Set<string>();
  const meant = new Map<string, Set<string>>();
  const kept: IntentExample[] = [];
  let doubles = 0;
  for (const { text, label } of examples) {
    const plain = text.normalize('NFKC').toLowerCase().replaceAll(/\s+/g, ' ').trim();
    if (plain === '') continue;
    const key = `${label}\u0000${plain}`;
    if (seen.has(key)) doubles++;
    else {
      seen.add(key);
      kept.push({ text, label });
      const labels = meant.get(plain) ?? new Set();
      meant.set(plain, labels.add(label));
    }
  }
  const labels = [
    ...new Set(kept.map(({ label }) => label).filter((label) => !isOutOfScopeLabel(label))),
  ].sort();
  if (labels.length < 2)
    throw new UnusableExamples(
      labels.length === 0
        ? 'There is no example with an intent. At least two intents with examples are needed.'
        : `All examples say "${labels[0]}". At least two intents are needed to tell apart.`,
    );
  const indexOf = new Map(labels.map((label, index) => [label, index]));
  const targets = Int32Array.from(kept, ({ label }) => indexOf.get(label) ?? -1);
  return {
    labels,
    texts: kept.map(({ text }) => text),
    targets,
    notes: [...notesOf(labels, targets, doubles), ...contradictions(meant)],
  };
}

function notesOf(labels: readonly string[], targets: Int32Array, doubles: number): string[] {
  const notes: string[] = [];
  const counts = new Int32Array(labels.length);
  for (const target of targets) if (target >= 0) counts[target]!++;
  const single = labels.filter((_, index) => counts[index] === 1);
  if (doubles > 0) notes.push(`${doubles} doubled examples count once.`);
  if (single.length > 0)
    notes.push(
      `${single.length} of ${labels.length} intents have one example only and cannot be checked: ${named(single)}.`,
    );
  return notes;
}

function contradictions(meant: ReadonlyMap<string, ReadonlySet<string>>): string[] {
  const found = [...meant].filter(([, labels]) => labels.size > 1);
  if (found.length === 0) return [];
  const shown = found.map(([text, labels]) => `"${text.slice(0, 60)}" (${[...labels].sort().join(', ')})`);
  return [`${found.length} texts have several intents, which pulls both ways: ${named(shown)}.`];
}

function named(all: readonly string[]): string {
  const rest = all.length - MOST_NAMED;
  return all.slice(0, MOST_NAMED).join(', ') + (rest > 0 ? ` and ${rest} more` : '');
}

const text = z.string().max(1_000_000);
const label = z.string().trim().min(1, 'is empty').max(200, 'is longer than 200 characters');
const trainingLine = z.union([
  z.object({ text, label }),
  z.object({ text, intent: label }).transform(({ text: said, intent }) => ({ text: said, label: intent })),
]);

export type Read<T> =
  | { readonly isValid: true; readonly value: T }
  | { readonly isValid: false; readonly reason: string };

/** A line of a training file, `{"text", "label"}` (or `"intent"`), or why it is none. */
export function readExampleLine(line: string): Read<IntentExample> {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return refused('This is not JSON.');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return refused('This is not a JSON object.');
  const { data } = trainingLine.safeParse(value);
  if (data) return data.text.trim() === '' ? refused('"text" is empty.') : { isValid: true, value: data };
  const given = value as { text?: unknown; label?: unknown; intent?: unknown };
  if (typeof given.text !== 'string') return refused('"text" is missing or not a string.');
  const says = given.label ?? given.intent;
  if (typeof says !== 'string') return refused('"label" is missing or not a string.');
  return refused(says.trim() === '' ? '"label" is empty.' : '"label" is longer than 200 characters.');
}

function refused(reason: string): { isValid: false; reason: string } {
  return { isValid: false, reason };
}
