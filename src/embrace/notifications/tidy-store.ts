import type { App } from '#platform/app/index.ts';

/** Forgets what is older than so many days. */
export async function deleteOld(
  app: App,
  { newsDays, keyDays, mailDays }: { newsDays: number; keyDays: number; mailDays: number },
): Promise<void> {
  await app.db.query('delete from notifications where at < now() - make_interval(days => $1)', [newsDays]);
  await app.db.query('delete from notification_keys where at < now() - make_interval(days => $1)', [keyDays]);
  await app.db.query('delete from notification_answers where at < now() - make_interval(days => $1)', [
    mailDays,
  ]);
  await app.db.query('delete from notification_mails where made_at < now() - make_interval(days => $1)', [
    mailDays,
  ]);
}
