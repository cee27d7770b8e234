import type { App } from '#platform/app/index.ts';
import type { Contact } from './domain.ts';

export async function insertContacts(app: App, contacts: readonly Contact[]): Promise<void> {
  if (contacts.length === 0) return;
  await app.db.query(
    `insert into contacts (conversation_id, network, opened_at, reach, kind, language, urgency, needs_reply)
       select "conversationId", network, "openedAt", reach, kind, language, urgency, "needsReply"
         from jsonb_to_recordset($1::jsonb) as d ("conversationId" text, network text, "openedAt" timestamptz, reach bigint, kind text,
           language text, urgency smallint, "needsReply" boolean)
       on conflict (conversation_id) do nothing`,
    [JSON.stringify(contacts)],
  );
}

/** The first answer counts, and no answer given before the contact began. */
export async function markAnswered(app: App, answers: readonly { id: string; at: Date }[]): Promise<void> {
  await app.db.query(
    `update contacts c set first_answer_at = greatest(d.at, c.opened_at)
       from (select id, min(at) as at from unnest($1::text[], $2::timestamptz[]) as u (id, at) group by id) d
      where c.conversation_id = d.id and (c.first_answer_at is null or d.at < c.first_answer_at)`,
    [answers.map(({ id }) => id), answers.map(({ at }) => at)],
  );
}

/** Solved when it was done, and not any more when it was opened again. */
export async function markSolved(
  app: App,
  changes: readonly { id: string; at: Date | null }[],
): Promise<void> {
  const last = new Map(changes.map(({ id, at }) => [id, at]));
  await app.db.query(
    `update contacts c set solved_at = d.at from unnest($1::text[], $2::timestamptz[]) as d (id, at) where c.conversation_id = d.id`,
    [[...last.keys()], [...last.values()]],
  );
}

export async function deleteContacts(app: App, ids: readonly string[]): Promise<void> {
  await app.db.query('delete from contacts where conversation_id = any($1)', [ids]);
}

export async function setRating(
  app: App,
  conversationIds: readonly string[],
  rating: number | null,
): Promise<void> {
  await app.db.query('update contacts set rating = $2 where conversation_id = any($1)', [
    conversationIds,
    rating,
  ]);
}
