import { CHANCES, SENTIMENTS, type Understanding } from '../labels.ts';
import type { Reading } from '../reading.ts';
import type { LabelKey } from '../said.ts';
import { type CompanyHead, type Example, exampleOf, judge, likeliest } from './head.ts';

/** Labels that a company can teach. */
export const TAUGHT = [
  ...CHANCES.filter((chance) => chance !== 'irony'),
  'sentiment',
] as const satisfies readonly LabelKey[];
export type Taught = (typeof TAUGHT)[number];

/** The values of a taught label, in the order of a head's outputs. */
export function valuesOf(label: Taught): readonly string[] {
  return label === 'sentiment' ? SENTIMENTS : ['no', 'yes'];
}

/** What a head is given of a text that was just read. */
export function exampleFor(label: Taught, { features, feelings }: Reading, labels: Understanding): Example {
  const prior = label === 'sentiment' ? [...feelings.sentiment] : [1 - labels[label].p, labels[label].p];
  return exampleOf(features, prior);
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
  if (label !== 'sentiment') return { ...labels, [label]: { ...by, p: p[1]! } };
  const { sentiment } = labels;
  if (sentiment === null) return labels;
  const best = likeliest(p);
  const isSame = SENTIMENTS[best] === sentiment.label;
  const score = isSame ? sentiment.score : p[2]! - p[0]!;
  return { ...labels, sentiment: { ...by, label: SENTIMENTS[best]!, score, confidence: p[best]! } };
}
