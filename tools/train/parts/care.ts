import {
  areaUnderCurve,
  Examples,
  type Fit,
  fitHead,
  type GroupedTarget,
  quantise,
  scoresOf,
} from '#lib/model/index.ts';
import {
  CARE_CHANCES,
  CARE_EXTRAS,
  CareReader,
  REASON_HEADS,
  URGENCY_HEADS,
} from '#listen/understanding/care/index.ts';
import { Feelings } from '#listen/understanding/heads/feelings.ts';
import type { Figure, Part } from '../part.ts';
import { hasSet, readSet } from '../data.ts';
import { type CareRow, careRows } from './care-rows.ts';

const BUCKETS = 1 << 16;
const SEED = 20261122;
/** What ordinary tweets say nothing about: some of them are praise, questions or advertising. */
const UNKNOWN_OF_TWEETS: ReadonlySet<string> = new Set([
  'question',
  'praise',
  'suggestion',
  'purchase',
  'spam',
]);

/** Complaint, question, suggestion, praise, purchase, spam, needs reply, urgency. Uses what the part "feeling" says. */
export const care: Part = {
  name: 'care',
  train({ reader, usesUnclearTerms, say }) {
    const rows = careRows(usesUnclearTerms, SEED);
    const examples = new Examples(BUCKETS, CARE_EXTRAS.length);
    const [feelings, careReader] = [new Feelings(), new CareReader()];
    const read = (text: string, lang?: string) => {
      const features = reader.read(text);
      feelings.read(reader, lang);
      careReader.read(text, reader, feelings);
      return examples.add(features, careReader.extras);
    };
    for (const { text, lang } of rows) read(text, lang);
    say(`${rows.length} rows, ${rows.filter(({ isCustomer }) => isCustomer).length} of them of customers`);
    const heads = [...CARE_CHANCES, ...URGENCY_HEADS, ...Object.values(REASON_HEADS)].map((name) => ({
      name,
      ...fitted(name, examples, rows),
    }));
    const model = quantise(
      { name: 'care', version: '1', buckets: BUCKETS, extras: CARE_EXTRAS },
      heads.map(({ name, fit }) => ({ name, kind: 'chance', labels: [name], fit })),
    );
    return {
      model,
      figures: [
        ...heads.flatMap(({ name, fit, used, targets }) => figuresOf(name, fit, used, targets)),
        ...figuresOfPosts(heads[0]!.fit, examples, read),
      ],
    };
  },
};

function fitted(name: string, examples: Examples, rows: readonly CareRow[]) {
  const used: CareRow[] = [];
  const targets: GroupedTarget[] = [];
  for (const [example, row] of rows.entries()) {
    if (row.group.startsWith('tweet') && UNKNOWN_OF_TWEETS.has(name)) continue;
    used.push(row);
    targets.push({ example, value: valueOf(name, row), weight: row.weight, group: row.group });
  }
  const options = {
    kind: 'chance',
    outputs: 1,
    epochs: 8,
    rate: 0.05,
    l2: 1e-5,
    seed: SEED,
    folds: 6,
  } as const;
  return { fit: fitHead(examples, targets, options), used, targets };
}

function valueOf(name: string, row: CareRow): number {
  if (name === 'needsReply') return row.needsReply;
  const reason = Object.entries(REASON_HEADS).find(([, head]) => head === name)?.[0];
  if (reason !== undefined) return Number(row.reasons.includes(reason));
  const level = URGENCY_HEADS.findIndex((head) => head === name) + 1;
  return Number(level > 0 ? row.urgency >= level : row.labels.includes(name));
}

/** Industries that the head had not seen: all rows, and those of customers alone, which are harder to tell apart. */
function figuresOf(
  name: string,
  fit: Fit,
  used: readonly CareRow[],
  targets: readonly GroupedTarget[],
): Figure[] {
  const all = targets.map((_, i) => i);
  const customers = all.filter((i) => used[i]!.isCustomer);
  const auc = (some: readonly number[]) =>
    areaUnderCurve(
      some.map((i) => targets[i]!.value),
      some.map((i) => fit.heldOut[i]!),
    );
  return [
    { task: `${name}, industries not seen`, metric: 'AUC', value: auc(all) },
    { task: `${name}, industries not seen, customers`, metric: 'AUC', value: auc(customers) },
  ];
}

/** Real posts to companies of five industries, by others' judgement of what is a complaint. Never trained on. */
function figuresOfPosts(complaint: Fit, examples: Examples, read: (text: string) => number): Figure[] {
  if (!hasSet(REAL_POSTS)) return [];
  const posts = readSet<{ text?: string; complaint: number; domain: string }>(REAL_POSTS);
  const scores = scoresOf(
    complaint,
    examples,
    posts.map(({ text }) => read(text ?? '')),
  );
  const all = posts.map((_, i) => i);
  const auc = (some: readonly number[]) =>
    areaUnderCurve(
      some.map((i) => posts[i]!.complaint),
      some.map((i) => scores[i]!),
    );
  const toCompanies = all.filter((i) => posts[i]!.domain !== 'random_tweet');
  return [
    { task: 'complaint, real posts and ordinary tweets', metric: 'AUC', value: auc(all) },
    { task: 'complaint, real posts to companies alone', metric: 'AUC', value: auc(toCompanies) },
  ];
}

const REAL_POSTS = 'complaints_other_domains.jsonl';
