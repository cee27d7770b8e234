import type { App } from '#platform/app/index.ts';

export async function insertBlock(app: App, memberId: string, blockedId: string): Promise<void> {
  await app.db.query(
    'insert into member_blocks (member_id, blocked_id) values ($1, $2) on conflict do nothing',
    [memberId, blockedId],
  );
}

export async function deleteBlock(app: App, memberId: string, blockedId: string): Promise<void> {
  await app.db.query('delete from member_blocks where member_id = $1 and blocked_id = $2', [
    memberId,
    blockedId,
  ]);
}

/** Of some members those who do not want to hear from one. */
export async function selectBlockers(
  app: App,
  blockedId: string,
  among: readonly string[],
): Promise<string[]> {
  const rows = await app.db.query<{ id: string }>(
    'select member_id as id from member_blocks where blocked_id = $1 and member_id = any($2)',
    [blockedId, among],
  );
  return rows.map((row) => row.id);
}

export async function selectBlocked(app: App, memberId: string): Promise<string[]> {
  const rows = await app.db.query<{ id: string }>(
    'select blocked_id as id from member_blocks where member_id = $1 order by created_at, blocked_id',
    [memberId],
  );
  return rows.map((row) => row.id);
}
