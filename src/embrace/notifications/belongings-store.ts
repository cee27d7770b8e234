import type { App } from '#platform/app/index.ts';

/** Everything that is kept of a member, as he may take it along. */
export async function selectMember(app: App, memberId: string): Promise<unknown> {
  const told = await app.db.query(
    'select kind, title, path, at, read_at as "readAt" from notifications where member_id = $1 order by at desc, id desc',
    [memberId],
  );
  const choices = await app.db.query(
    'select kind, on_page as page, mail, push from notification_choices where member_id = $1 order by kind',
    [memberId],
  );
  const mails = await app.db.query(
    'select rhythm, address, state, made_at as "madeAt" from notification_mails where member_id = $1 order by made_at desc, id desc',
    [memberId],
  );
  return { told, choices, mails };
}

/** Nothing is left of a member, and in what others were told he is nobody. */
export async function deleteMember(app: App, memberId: string): Promise<void> {
  for (const table of [
    'notifications',
    'notification_keys',
    'notification_choices',
    'notification_mails',
    'notification_answers',
    'notification_devices',
  ])
    await app.db.query(`delete from ${table} where member_id = $1`, [memberId]);
  await app.db.query(`delete from notifications where by_ids @> array[$1::text] and people <= 1`, [memberId]);
  await app.db.query(
    `update notifications set by_ids = array_remove(by_ids, $1), people = people - 1 where by_ids @> array[$1::text]`,
    [memberId],
  );
}
