import type { App } from '#platform/app/index.ts';

export async function writeEraseAt(
  app: App,
  id: string,
  wish: { days: number | null; keepsContent: boolean },
): Promise<void> {
  await app.db.query(
    `update members set erase_at = case when $2::int is null then null else now() + make_interval(days => $2) end,
       erase_keeps_content = $3 where id = $1 and state <> 'erased'`,
    [id, wish.days, wish.keepsContent],
  );
}

/** Members whose time has come but for some, locked until the transaction ends. */
export async function takeLeaving(
  app: App,
  but: readonly string[],
  limit: number,
): Promise<{ id: string; keepsContent: boolean; accountId: string | null; avatarFileId: string | null }[]> {
  return app.db.query(
    `select id, coalesce(erase_keeps_content, true) as "keepsContent", account_id as "accountId", avatar_file_id as "avatarFileId"
       from members where erase_at <= now() and state <> 'erased' and id <> all($2) order by erase_at limit $1 for update skip locked`,
    [limit, but],
  );
}

/** Takes everything personal out of the row; what is left says only that somebody was here. */
export async function wipeMember(app: App, id: string, handle: string): Promise<void> {
  // Links to his address that nobody opened yet hold it, too.
  await app.db.query(
    `delete from member_tickets t using members m
      where m.id = $1 and (t.member_id = $1 or lower(t.proof ->> 'mail') = m.mail_key
        or exists (select from member_identities i where i.member_id = $1 and (i.provider, i.subject) = (t.proof ->> 'provider', t.proof ->> 'subject')))`,
    [id],
  );
  await app.db.query(
    `update members set handle = $2, handle_key = id, display_name = 'Former member', display_key = '', mail = null, mail_key = null,
       mail_verified_at = null, language = null, languages = '{}', pronouns = null, bio = null, signature = null, avatar_file_id = null,
       password_hash = null, state = 'erased', state_reason = null, state_until = null, note = null, feed_hash = null, erase_at = null, claim_key = null,
       last_seen_at = null, honours = '{}'
      where id = $1`,
    [id, handle],
  );
  await app.db.query('delete from member_sessions where member_id = $1', [id]);
  await app.db.query('delete from member_identities where member_id = $1', [id]);
  await app.db.query('delete from member_passkeys where member_id = $1', [id]);
  await app.db.query('delete from member_links_ended where member_id = $1', [id]);
  await app.db.query('delete from member_handle_codes where member_id = $1', [id]);
  await app.db.query('delete from member_resets where member_id = $1', [id]);
  await app.db.query('delete from member_attempts where member_id = $1', [id]);
  await app.db.query('delete from member_blocks where member_id = $1 or blocked_id = $1', [id]);
}
