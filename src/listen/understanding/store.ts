import type { App } from '#platform/app/index.ts';
import { RowWriter, textArray } from '#platform/db/index.ts';
import { intentsOf, nameOf, NAMES, numberOf, NUMBERS, type PackedLabels } from './packed.ts';
import type { LabelsRow } from './rows.ts';
import type { LabelKey } from './said.ts';

/** Version of the head behind each label, and a print of all weights: with another one everything is labelled anew. */
export type Heads = Readonly<Partial<Record<LabelKey | 'weights', string>>>;

/** The number of a model; on a connection of its own, so that it stands whatever becomes of the caller's transaction. */
export async function registerModel(app: App, heads: Heads): Promise<number> {
  const asked = JSON.stringify(heads);
  await app.db.pool.query(
    'insert into understanding_models (heads) values ($1) on conflict (heads) do nothing',
    [asked],
  );
  const { rows } = await app.db.pool.query<{ id: number }>(
    'select id from understanding_models where heads = $1',
    [asked],
  );
  return rows[0]!.id;
}

/** Whether any post has labels. */
export async function hasLabels(app: App): Promise<boolean> {
  const rows = await app.db.query('select from post_labels limit 1');
  return rows.length > 0;
}

export async function selectModels(app: App): Promise<{ id: number; heads: Heads }[]> {
  return app.db.query('select id, heads from understanding_models');
}

const COLUMNS = ['post_id', 'model', ...NUMBERS, ...NAMES, 'intents'];

/** Adds the labels of posts that have none. Throws the database's error where one has. */
export async function copyLabels(
  app: App,
  { model, packed }: { readonly model: number; readonly packed: PackedLabels },
  posts: readonly { readonly postId: string; readonly index: number }[],
): Promise<void> {
  const rows = new RowWriter();
  for (const { postId, index } of posts) {
    rows.row(COLUMNS.length);
    rows.text(postId);
    rows.int2(model);
    for (let column = 0; column < NUMBERS.length; column++) rows.int2(numberOf(packed, index, column));
    for (let column = 0; column < NAMES.length; column++) rows.text(nameOf(packed, index, column));
    rows.jsonb(intentsOf(packed, index));
  }
  await app.db.copy([{ table: 'post_labels', columns: COLUMNS, data: rows.end() }]);
}

/** Takes the labels off posts, to be written anew. What people said stays. */
export async function deleteLabels(app: App, postIds: readonly string[]): Promise<void> {
  if (postIds.length === 0) return;
  await app.db.query('delete from post_labels where post_id = any($1)', [textArray(postIds)]);
}

/** Takes what a slower model said of posts away, so that it is asked again. */
export async function deleteOpinions(app: App, postIds: readonly string[]): Promise<void> {
  if (postIds.length === 0) return;
  await app.db.query('delete from label_opinions where post_id = any($1)', [textArray(postIds)]);
}

/** Takes everything that was said of posts away. */
export async function deleteEverySaid(app: App, postIds: readonly string[]): Promise<void> {
  if (postIds.length === 0) return;
  const ids = textArray(postIds);
  for (const table of ['post_labels', 'label_corrections', 'label_opinions', 'author_labels'])
    await app.db.query(`delete from ${table} where post_id = any($1)`, [ids]);
}

export interface CorrectionRow {
  label: LabelKey;
  value: string;
  by_id: string;
  by_name: string;
  at: string;
}

export type StoredRow = LabelsRow & {
  post_id: string;
  model: number;
  corrections: CorrectionRow[] | null;
  /** What the slower model said: label → value. */
  opinion: Partial<Record<LabelKey, string>> | null;
  opinion_by: string | null;
};

/** The labels of posts with what people said instead. */
export async function selectLabels(app: App, postIds: readonly string[]): Promise<StoredRow[]> {
  return app.db.query<StoredRow>(
    `select l.*, (
       select json_agg(json_build_object('label', c.label, 'value', c.value, 'by_id', c.by_id, 'by_name', c.by_name, 'at', c.at))
         from label_corrections c where c.post_id = l.post_id) as corrections,
       o.said as opinion, o.model as opinion_by
       from post_labels l left join label_opinions o on o.post_id = l.post_id where l.post_id = any($1)`,
    [textArray(postIds)],
  );
}

/** Those of the posts that have labels of this model. */
export async function selectLabelled(app: App, model: number, postIds: readonly string[]): Promise<string[]> {
  const rows = await app.db.query<{ post_id: string }>(
    'select post_id from post_labels where post_id = any($1) and model = $2',
    [textArray(postIds), model],
  );
  return rows.map((row) => row.post_id);
}

export interface NewCorrection {
  postId: string;
  label: LabelKey;
  value: string;
  shown: string;
  byId: string;
  byName: string;
  /** State of the post that it is about. */
  version: number;
}

/** The latest word counts; what the models had said when somebody first spoke stays. */
export async function putCorrection(
  app: App,
  { postId, label, value, shown, byId, byName, version }: NewCorrection,
): Promise<void> {
  await app.db.query(
    `insert into label_corrections (post_id, label, value, shown, by_id, by_name, version) values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (post_id, label) do update set value = excluded.value, by_id = excluded.by_id, by_name = excluded.by_name,
       version = excluded.version, at = now()`,
    [postId, label, value, shown, byId, byName, version],
  );
}

/** What people said of posts. */
export async function selectCorrections(
  app: App,
  postIds: readonly string[],
): Promise<{ post_id: string; label: LabelKey; value: string; by: string }[]> {
  return app.db.query(
    'select post_id, label, value, by_name as by from label_corrections where post_id = any($1) order by post_id, label',
    [textArray(postIds)],
  );
}

export async function deleteCorrection(app: App, postId: string, label: LabelKey): Promise<void> {
  await app.db.query('delete from label_corrections where post_id = $1 and label = $2', [postId, label]);
}
