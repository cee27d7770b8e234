import type { App } from '#platform/app/index.ts';
import type { PartBefore, ProfilePart } from '../domain/parts.ts';

export interface ResetRow {
  memberId: string;
  part: ProfilePart;
  number: number;
  before: PartBefore;
  isForgiven: boolean;
  at: Date;
}

/** What was taken from the profiles of members, the first ones first. */
export async function selectResets(app: App, memberIds: readonly string[]): Promise<ResetRow[]> {
  return app.db.query<ResetRow>(
    `select member_id as "memberId", part, number, before, is_forgiven as "isForgiven", at from member_resets
      where member_id = any($1) order by member_id, part, number`,
    [memberIds],
  );
}

export async function insertReset(app: App, row: Omit<ResetRow, 'isForgiven' | 'at'>): Promise<void> {
  await app.db.query('insert into member_resets (member_id, part, number, before) values ($1, $2, $3, $4)', [
    row.memberId,
    row.part,
    row.number,
    JSON.stringify(row.before),
  ]);
}

export async function deleteReset(
  app: App,
  { memberId, part, number }: Pick<ResetRow, 'memberId' | 'part' | 'number'>,
): Promise<void> {
  await app.db.query('delete from member_resets where member_id = $1 and part = $2 and number = $3', [
    memberId,
    part,
    number,
  ]);
}

export async function writeForgiven(
  app: App,
  { memberId, part, number }: Pick<ResetRow, 'memberId' | 'part' | 'number'>,
  isForgiven: boolean,
): Promise<void> {
  await app.db.query(
    'update member_resets set is_forgiven = $4 where member_id = $1 and part = $2 and number = $3',
    [memberId, part, number, isForgiven],
  );
}

/** Words about himself, and below what he writes; the rest of his profile stays. */
export async function writeWords(
  app: App,
  id: string,
  { pronouns, bio, signature }: Pick<PartBefore, 'pronouns' | 'bio' | 'signature'>,
): Promise<void> {
  await app.db.query(
    `update members set pronouns = case when $2 then $3 else pronouns end, bio = case when $2 then $4 else bio end,
       signature = case when $5 then $6 else signature end where id = $1`,
    [id, bio !== undefined, pronouns ?? null, bio ?? null, signature !== undefined, signature ?? null],
  );
}
