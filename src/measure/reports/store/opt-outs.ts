import type { App } from '#platform/app/index.ts';

export async function selectOptOuts(app: App): Promise<Set<string>> {
  const rows = await app.db.query<{ id: string }>('select user_id as id from report_opt_outs');
  return new Set(rows.map(({ id }) => id));
}

export async function writeOptOut(app: App, userId: string, isOut: boolean): Promise<void> {
  await app.db.query(
    isOut
      ? 'insert into report_opt_outs (user_id) values ($1) on conflict do nothing'
      : 'delete from report_opt_outs where user_id = $1',
    [userId],
  );
}
