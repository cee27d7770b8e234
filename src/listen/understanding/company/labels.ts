import {
  type ChanceLabel,
  CHANCES,
  EMOTIONS,
  SENTIMENTS,
  type Understanding,
  type UrgencyLevel,
} from '../labels.ts';
import type { Reading } from '../reading.ts';
import type { LabelKey } from '../said.ts';
import { type CompanyHead, type Example, exampleOf, judge, likeliest } from './head.ts';
import { EMOTION_VALUES, emotionPrior, URGENCY_VALUES, urgencyPrior } from './priors.ts';

/** Labels that a company can teach. */
export const TAUGHT = [
  ...CHANCES.filter((chance) => chance !== 'irony'),
  'sentiment',
  'emotion',
  'urgency',
] as const satisfies readonly LabelKey[];
export type Taught = (typeof TAUGHT)[number];

/** The values of a taught label, in the order of a head's outputs. */
export function valuesOf(label: Taught): readonly string[] {
  if (label === 'sentiment') return SENTIMENTS;
  if (label === 'emotion') return EMOTION_VALUES;
  return label === 'urgency' ? URGENCY_VALUES : ['no', 'yes'];
}

/** What a head is given of a text that was just read. */
export function exampleFor(label: Taught, reading: Reading, labels: Understanding): Example {
  return exampleOf(reading.features, priorOf(label, reading, labels));
}

/** What the built-in model says of each value. */
function priorOf(label: Taught, reading: Reading, labels: Understanding): readonly number[] {
  if (label === 'sentiment') return [...reading.feelings.sentiment];
  if (label === 'emotion') return emotionPrior(reading, labels);
  if (label === 'urgency') return urgencyPrior(reading, labels);
  return [1 - labels[label].p, labels[label].p];
}

/** A head in use. */
export interface HeadInUse {
  readonly label: Taught;
  /** `complaint-3` */
  readonly version: string;
  readonly head: CompanyHead;
}

/** The labels with those of the company's heads in place of the built-in ones. */
export function withHeads(
  heads: readonly HeadInUse[],
  reading: Reading,
  labels: Understanding,
): Understanding {
  return heads.reduce((before, head) => withHead(head, reading, before), labels);
}

function withHead(
  { label, version, head }: HeadInUse,
  reading: Reading,
  labels: Understanding,
): Understanding {
  const p = new Float64Array(head.outputs);
  judge(head, exampleFor(label, reading, labels), p);
  const by = { source: 'company', model: version, because: [] } as const;
  if (label === 'sentiment') return { ...labels, sentiment: sentimentBy(by, p, labels) };
  if (label === 'emotion') return { ...labels, emotion: emotionBy(by, p, labels) };
  if (label === 'urgency') return { ...labels, urgency: urgencyBy(by, p, labels) };
  return { ...labels, [label]: { ...by, p: p[1]! } };
}

type By = Pick<ChanceLabel, 'source' | 'model' | 'because'>;

/** A text that says nothing has no sentiment, and no emotion; a strength stays that of the words where the class does. */
function sentimentBy(by: By, p: Float64Array, { sentiment }: Understanding): Understanding['sentiment'] {
  if (sentiment === null) return null;
  const best = likeliest(p);
  const isSame = SENTIMENTS[best] === sentiment.label;
  const score = isSame ? sentiment.score : p[2]! - p[0]!;
  return { ...by, label: SENTIMENTS[best]!, score, confidence: p[best]! };
}

function emotionBy(by: By, p: Float64Array, { sentiment }: Understanding): Understanding['emotion'] {
  const best = likeliest(p);
  const label = EMOTIONS[best];
  return sentiment === null || label === undefined ? null : { ...by, label, confidence: p[best]! };
}

/** Reasons are those that the words show; without urgency there is nothing to be reasoned. */
function urgencyBy(by: By, p: Float64Array, { urgency }: Understanding): Understanding['urgency'] {
  const level = likeliest(p) as UrgencyLevel;
  const chance = level === urgency.level ? urgency.p : Math.min(1, p[2]! + p[3]!);
  return { ...by, level, p: chance, reasons: level === 0 ? [] : urgency.reasons };
}
