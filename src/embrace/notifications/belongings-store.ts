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
  const answers = await app.db.query(
    'select state, reason, at from notification_answers where member_id = $1 order by id desc',
    [memberId],
  );
  const devices = await app.db.query(
    'select endpoint, created_at as "addedAt" from notification_devices where member_id = $1 order by id desc',
    [memberId],
  );
  return { told, choices, mails, answers, devices };
}

/** Nothing is left of a member and of the addresses that were his, and in what others were told he is nobody. */
export async function deleteMember(app: App, memberId: string): Promise<void> {
  await app.db.query(
    'delete from notification_stops where mail_key in (select lower(address) from notification_mails where member_id = $1)',
    [memberId],
  );
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
