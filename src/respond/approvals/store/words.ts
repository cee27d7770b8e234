import type { App } from '#platform/app/index.ts';
import { newId } from '#platform/ids/index.ts';

export type WordKind =
  | 'asked'
  | 'approved'
  | 'rejected'
  | 'change-asked'
  | 'suggested'
  | 'accepted'
  | 'insisted'
  | 'revised'
  | 'withdrawn'
  | 'expired'
  | 'reminded'
  | 'handed-over'
  | 'stopped';

export interface WordRow {
  id: string;
  approvalId: string;
  at: Date;
  kind: WordKind;
  voter: string;
  voterName: string;
  byLink: string | null;
  round: number;
  step: number;
  places: number[];
  hash: string | null;
  text: string | null;
}

const COLUMNS = `id, approval_id as "approvalId", at, kind, voter, voter_name as "voterName", by_link as "byLink", round, step, places, hash, text`;

export async function insertWord(
  app: App,
  word: Omit<WordRow, 'id' | 'at'> & { authorId: string },
): Promise<void> {
  await app.db.query(
    `insert into approval_words (id, approval_id, at, kind, voter, voter_name, author_id, by_link, round, step, places, hash, text)
     values ($1, $2, clock_timestamp(), $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [
      newId('apw'),
      word.approvalId,
      word.kind,
      word.voter,
      word.voterName,
      word.authorId,
      word.byLink,
      word.round,
      word.step,
      JSON.stringify(word.places),
      word.hash,
      word.text,
    ],
  );
}

/** What was said about these, in order. */
export async function selectWords(app: App, approvalIds: readonly string[]): Promise<WordRow[]> {
  if (approvalIds.length === 0) return [];
  return app.db.query<WordRow>(
    `select ${COLUMNS} from approval_words where approval_id = any($1) order by id`,
    [approvalIds],
  );
}
