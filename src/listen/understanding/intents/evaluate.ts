import { areaUnderCurve, seededRandom, shuffled } from '#lib/model/index.ts';
import { classify } from './classify.ts';
import { type ExampleSet, type IntentExample, sortExamples } from './examples.ts';
import { chosen, splitOff } from './split.ts';
import { trainIntents } from './train.ts';

/** Figures on texts that the model was not trained on. Shares are 0 to 1. */
export interface IntentFigures {
  /** Texts that were held out, each once. */
  readonly texts: number;
  readonly accuracy: number;
  /** F1 of each intent, averaged. */
  readonly macroF1: number;
  /** How surely texts of intents that were left out as a whole are told from others (area under the curve); null with fewer than four intents. */
  readonly outOfScope: number | null;
  readonly labels: readonly LabelFigures[];
  /** What is taken for what, most frequent first. */
  readonly confusions: readonly { readonly meant: string; readonly said: string; readonly count: number }[];
  readonly notes: readonly string[];
}

export interface LabelFigures {
  readonly label: string;
  readonly examples: number;
  /** Null where the intent was never said. */
  readonly precision: number | null;
  /** Null where no example could be held out. */
  readonly recall: number | null;
}

export interface EvaluateOptions {
  /** Parts into which the examples are cut; each is held out once. 3 unless given. */
  readonly folds?: number;
  readonly seed?: number;
  readonly progress?: (share: number) => void;
}

const MOST_CONFUSIONS = 50;
const LEFT_OUT = 4;

/** Cross-validates: trains `folds` + 1 models. Throws `UnusableExamples` as training does. */
export function evaluateIntents(
  examples: readonly IntentExample[],
  { folds = 3, seed = 1, progress }: EvaluateOptions = {},
): IntentFigures {
  const set = sortExamples(examples);
  const rounds = folds + 1;
  const answers: Answer[] = [];
  for (let turn = 0; turn < folds; turn++) {
    const { kept, aside } = splitOff(set, folds, seed, turn);
    const { model } = trainIntents(examplesOf(kept), { seed });
    aside.texts.forEach((text, i) =>
      answers.push({ meant: set.labels[aside.targets[i]!]!, said: classify(model, text).label }),
    );
    progress?.((turn + 1) / rounds);
  }
  const outOfScope = judgeScope(set, seed);
  progress?.(1);
  const labels = labelFigures(set, answers);
  return {
    texts: answers.length,
    accuracy: share(answers.filter(({ meant, said }) => meant === said).length, answers.length) ?? 0,
    macroF1: macroF1(labels),
    outOfScope,
    labels,
    confusions: confusionsOf(answers),
    notes: set.notes,
  };
}

interface Answer {
  readonly meant: string;
  readonly said: string;
}

/** Leaves a quarter of the intents out as a whole and one in five texts of the others, and asks which is which. */
function judgeScope(set: ExampleSet, seed: number): number | null {
  if (set.labels.length < LEFT_OUT) return null;
  const order = shuffled(set.labels.length, seededRandom(seed));
  const isOut = new Set(order.subarray(0, Math.floor(set.labels.length / LEFT_OUT)));
  const inside = chosen(set, (text) => !isOut.has(set.targets[text]!));
  const outside = chosen(set, (text) => isOut.has(set.targets[text]!));
  const { kept, aside } = splitOff(inside, 5, seed);
  if (new Set(kept.targets).size < 2) return null;
  const { model } = trainIntents(examplesOf(kept), { seed });
  const texts = [...aside.texts, ...outside.texts];
  const area = areaUnderCurve(
    texts.map((_, i) => (i < aside.texts.length ? 0 : 1)),
    texts.map((text) => classify(model, text).outOfScopeScore),
  );
  return Number.isNaN(area) ? null : area;
}

function examplesOf({ labels, texts, targets }: ExampleSet): IntentExample[] {
  return texts.map((text, i) => ({ text, label: labels[targets[i]!] ?? 'none' }));
}

function labelFigures(set: ExampleSet, answers: readonly Answer[]): LabelFigures[] {
  const tally = new Map(set.labels.map((label) => [label, { examples: 0, meant: 0, said: 0, hits: 0 }]));
  for (const target of set.targets) if (target >= 0) tally.get(set.labels[target]!)!.examples++;
  for (const { meant, said } of answers) {
    tally.get(meant)!.meant++;
    tally.get(said)!.said++;
    if (meant === said) tally.get(meant)!.hits++;
  }
  return [...tally].map(([label, { examples, meant, said, hits }]) => ({
    label,
    examples,
    precision: share(hits, said),
    recall: share(hits, meant),
  }));
}

function macroF1(labels: readonly LabelFigures[]): number {
  const judged = labels.filter(({ recall }) => recall !== null);
  const sum = judged.reduce((total, { precision, recall }) => {
    const [p, r] = [precision ?? 0, recall ?? 0];
    return total + (p + r === 0 ? 0 : (2 * p * r) / (p + r));
  }, 0);
  return sum / Math.max(1, judged.length);
}

function confusionsOf(answers: readonly Answer[]): IntentFigures['confusions'] {
  const wrong = answers.filter(({ meant, said }) => meant !== said);
  return [...Map.groupBy(wrong, ({ meant, said }) => JSON.stringify([meant, said])).values()]
    .map((same) => ({ ...same[0]!, count: same.length }))
    .sort((a, b) => b.count - a.count || (a.meant < b.meant ? -1 : 1))
    .slice(0, MOST_CONFUSIONS);
}

function share(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}
