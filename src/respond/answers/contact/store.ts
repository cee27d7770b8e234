import type { App } from '#platform/app/index.ts';
import type { Filled } from '#respond/forms/index.ts';

/** Something written in the form. */
export interface Written {
  formId: string;
  mail: string;
  name: string;
  subject: string;
  text: string;
  language: string;
  fileIds: string[];
  /** What was asked for this topic; null where nothing is asked. */
  filled: Filled | null;
}

/** Keeps it until its address is proven; the same form again takes the place of what it said before, with a new link. */
export async function insertPending(app: App, written: Written, secretHash: string): Promise<void> {
  await app.db.query(
    `insert into contact_pending (form_id, secret_hash, expires_at, mail, name, subject, text, language, file_ids, filled)
       values ($1, $2, now() + interval '1 day', $3, $4, $5, $6, $7, $8, $9)
     on conflict (form_id) do update set secret_hash = excluded.secret_hash, expires_at = excluded.expires_at, mail = excluded.mail, name = excluded.name,
       subject = excluded.subject, text = excluded.text, language = excluded.language, file_ids = excluded.file_ids, filled = excluded.filled`,
    [
      written.formId,
      secretHash,
      written.mail,
      written.name,
      written.subject,
      written.text,
      written.language,
      written.fileIds,
      written.filled === null ? null : JSON.stringify(written.filled),
    ],
  );
}

/** What a link stands for, without using it up. */
export async function isPending(app: App, secretHash: string): Promise<boolean> {
  const rows = await app.db.query(
    'select from contact_pending where secret_hash = $1 and expires_at > now()',
    [secretHash],
  );
  return rows.length > 0;
}

/** What a link stands for, once. Whoever follows it while it is being sent finds nothing at once: many who wait would hold all connections. */
export async function takePending(app: App, secretHash: string): Promise<Written | undefined> {
  const [row] = await app.db.query<Written>(
    `delete from contact_pending where form_id = (
        select form_id from contact_pending where secret_hash = $1 and expires_at > now() for update skip locked)
      returning form_id as "formId", mail, name, subject, text, language, file_ids as "fileIds", filled`,
    [secretHash],
  );
  return row;
}

/** Answers the ids of the forms whose links are over. */
export async function forgetPending(app: App): Promise<string[]> {
  const rows = await app.db.query<{ id: string }>(
    'delete from contact_pending where expires_at < now() returning form_id as id',
  );
  return rows.map(({ id }) => id);
}
