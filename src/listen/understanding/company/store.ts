import type { App } from '#platform/app/index.ts';
import type { Comparison } from './learn.ts';
import type { Taught } from './labels.ts';

export interface HeadRow {
  label: Taught;
  version: number;
  said: number;
  built_in: number | null;
  company: number | null;
  wins: number | null;
  losses: number | null;
  kept: number | null;
  is_better: boolean;
  is_wanted: boolean;
  trained_at: Date;
}

const COLUMNS =
  'label, version, said, built_in, company, wins, losses, kept, is_better, is_wanted, trained_at';

export async function selectHeads(app: App): Promise<HeadRow[]> {
  return app.db.query<HeadRow>(`select ${COLUMNS} from company_heads`);
}

/** Heads that are better and that nobody has switched off. */
export async function selectHeadsInUse(
  app: App,
): Promise<{ label: Taught; version: number; weights: Buffer }[]> {
  return app.db.query(
    'select label, version, weights from company_heads where is_better and is_wanted and weights is not null order by label',
  );
}

/** What a training has found; the switch stays as it was. */
export async function putHead(
  app: App,
  label: Taught,
  found: { weights: Buffer | null; comparison: Comparison | null; said: number; isBetter: boolean },
): Promise<void> {
  const { weights, comparison, said, isBetter } = found;
  await app.db.query(
    `insert into company_heads (label, weights, said, built_in, company, wins, losses, kept, is_better)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     on conflict (label) do update set version = company_heads.version + 1, weights = excluded.weights, said = excluded.said,
       built_in = excluded.built_in, company = excluded.company, wins = excluded.wins, losses = excluded.losses, kept = excluded.kept,
       is_better = excluded.is_better, trained_at = now()`,
    [
      label,
      weights,
      said,
      comparison?.builtIn ?? null,
      comparison?.company ?? null,
      comparison?.wins ?? null,
      comparison?.losses ?? null,
      comparison?.kept ?? null,
      isBetter,
    ],
  );
}

/** Answers whether there is such a head. */
export async function switchHead(app: App, label: Taught, isWanted: boolean): Promise<boolean> {
  const rows = await app.db.query(
    'update company_heads set is_wanted = $2 where label = $1 returning label',
    [label, isWanted],
  );
  return rows.length > 0;
}

export interface TrainingRow {
  began_at: Date | null;
  ended_at: Date | null;
}

export async function selectTraining(app: App): Promise<TrainingRow> {
  const [row] = await app.db.query<TrainingRow>('select began_at, ended_at from company_training');
  return row!;
}

/** Locks the one row until the transaction ends, so that trainings take turns. */
export async function lockTraining(app: App): Promise<void> {
  await app.db.query('select from company_training for update');
}

export async function noteTraining(app: App, moment: 'began_at' | 'ended_at'): Promise<void> {
  await app.db.query(`update company_training set ${moment} = now()`);
}

/** What people said of a label, latest first, with the state of the post they spoke about. */
export async function selectSaid(
  app: App,
  label: string,
  limit: number,
): Promise<{ post_id: string; value: string; version: number | null }[]> {
  return app.db.query(
    'select post_id, value, version from label_corrections where label = $1 order by at desc limit $2',
    [label, limit],
  );
}

/** How often people spoke about each label, and how often they said otherwise. */
export async function countSaid(
  app: App,
): Promise<{ label: string; said: number; otherwise: number; latest: Date }[]> {
  return app.db.query(
    `select label, count(*)::int as said, count(*) filter (where value <> shown)::int as otherwise, max(at) as latest
       from label_corrections group by label`,
  );
}
