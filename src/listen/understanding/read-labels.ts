import type { App } from '#platform/app/index.ts';
import type { LabelView } from '#listen/posts/index.ts';
import { saidByRow } from './rows.ts';
import { type LabelKey, type SaidLabel, UNKNOWN } from './said.ts';
import { isHint, shownLabels } from './shown.ts';
import {
  type CorrectionRow,
  type Heads,
  selectCorrections,
  selectLabels,
  selectModels,
  type StoredRow,
} from './store.ts';

/** Labels of stored posts, one for each key, what people said before what models said; posts without labels are left out. */
export async function readSaid(app: App, postIds: readonly string[]): Promise<Map<string, SaidLabel[]>> {
  return new Map([...(await readMany(app, postIds))].map(([id, { said }]) => [id, said]));
}

/** What everybody said of a post, one label for each key. */
export interface EverySaid {
  row: StoredRow;
  /** The first pass. */
  quick: SaidLabel[];
  /** The best model: the slower one where it was asked. */
  modelled: SaidLabel[];
  /** What counts: people before models. */
  said: SaidLabel[];
}

/** By post; posts without labels are left out. */
export async function readMany(app: App, postIds: readonly string[]): Promise<Map<string, EverySaid>> {
  const read = new Map<string, EverySaid>();
  if (postIds.length === 0) return read;
  for (const row of await selectLabels(app, postIds)) {
    const heads = await headsOf(app, row.model);
    const modelled = modelledBy(row, heads);
    const said = corrected(modelled, row.corrections ?? []);
    read.set(row.post_id, { row, quick: saidByRow(row, heads), modelled, said });
  }
  return read;
}

export async function readOne(app: App, postId: string): Promise<EverySaid | undefined> {
  return (await readMany(app, [postId])).get(postId);
}

/** What people said of posts, and who; posts of which nobody said anything are left out. */
export async function readCorrections(
  app: App,
  postIds: readonly string[],
): Promise<Map<string, { label: LabelKey; value: string; by: string }[]>> {
  if (postIds.length === 0) return new Map();
  const rows = await selectCorrections(app, postIds);
  return Map.groupBy(rows, (row) => row.post_id);
}

/** Labels as screens show them beside a post: only the telling ones. */
export async function readShown(app: App, postIds: readonly string[]): Promise<Map<string, LabelView[]>> {
  const said = await readSaid(app, postIds);
  return new Map([...said].map(([id, labels]) => [id, viewsOf(labels, shownLabels(labels))]));
}

/** Labels in the shape of the API; `all` tells the language. */
export function viewsOf(all: readonly SaidLabel[], some: readonly SaidLabel[] = all): LabelView[] {
  const language = all.find((label) => label.key === 'language')?.value ?? UNKNOWN;
  return some.map(({ key, value, confidence, source, model, score, reasons }) => ({
    key,
    value,
    confidence,
    source,
    model,
    isHint: isHint({ key, value, confidence, source, model }, language),
    ...(score === undefined ? {} : { score }),
    ...(reasons === undefined ? {} : { reasons: [...reasons] }),
  }));
}

/** What models say: the slower one where it was asked, else the one of the first pass. It tells no probability: it is taken at its word. */
function modelledBy(row: StoredRow, heads: Readonly<Record<string, string>>): SaidLabel[] {
  const quick = saidByRow(row, heads);
  const { opinion, opinion_by } = row;
  if (opinion === null || opinion_by === null) return quick;
  return quick.map((label) => {
    const value = opinion[label.key];
    if (value === undefined) return label;
    const said = {
      key: label.key,
      value,
      confidence: SLOW_CONFIDENCE,
      source: 'model',
      model: opinion_by,
    } as const;
    return value === label.value ? { ...said, score: label.score, reasons: label.reasons } : said;
  });
}

/** How sure a model is taken to be that tells no probability. */
const SLOW_CONFIDENCE = 0.9;

/** A corrected label is certain; the score of a sentiment that was wrong says nothing any more. */
function corrected(labels: readonly SaidLabel[], corrections: readonly CorrectionRow[]): SaidLabel[] {
  const byLabel = new Map(corrections.map((correction) => [correction.label, correction]));
  return labels.map((label) => {
    const correction = byLabel.get(label.key);
    if (!correction) return label;
    const { key, reasons } = label;
    const { value, by_name: model } = correction;
    const plain = { key, value, confidence: 1, source: 'person', model } as const;
    return key === 'urgency' && value === label.value ? { ...plain, reasons } : plain;
  });
}

const models = new WeakMap<App, Map<number, Heads>>();

/** Versions of the heads behind a model. They never change, so each is read once. */
async function headsOf(app: App, model: number): Promise<Readonly<Record<string, string>>> {
  let known = models.get(app);
  if (!known?.has(model)) {
    known = new Map((await selectModels(app)).map(({ id, heads }) => [id, heads]));
    models.set(app, known);
  }
  return known.get(model) ?? {};
}
