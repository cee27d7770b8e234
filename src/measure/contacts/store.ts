import type { App } from '#platform/app/index.ts';
import { textArray } from '#platform/db/index.ts';
import type { About, Answer, Contact } from './domain.ts';

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
export async function markAnswered(
  app: App,
  answers: readonly { id: string; at: Date; by?: string | null }[],
): Promise<void> {
  await app.db.query(
    `update contacts c set first_answer_at = greatest(d.at, c.opened_at), agent_id = d.by
       from (select distinct on (id) id, at, by from unnest($1::text[], $2::timestamptz[], $3::text[]) as u (id, at, by) order by id, at) d
      where c.conversation_id = d.id and (c.first_answer_at is null or d.at < c.first_answer_at)`,
    [answers.map(({ id }) => id), answers.map(({ at }) => at), answers.map(({ by }) => by ?? null)],
  );
}

/** Every answer once. */
export async function insertAnswers(app: App, answers: readonly Answer[]): Promise<void> {
  if (answers.length === 0) return;
  await app.db.query(
    `insert into contact_answers (conversation_id, at, by, waited_s)
       select id, at, by, waited from unnest($1::text[], $2::timestamptz[], $3::text[], $4::int[]) as d (id, at, by, waited)
        where exists (select from contacts where conversation_id = d.id)
       on conflict do nothing`,
    [
      answers.map(({ id }) => id),
      answers.map(({ at }) => at),
      answers.map(({ by }) => by),
      answers.map(({ waited }) => waited),
    ],
  );
}

/** Solved when it was done, and not any more when it was opened again. */
export async function markSolved(
  app: App,
  changes: readonly { id: string; at: Date | null; by?: string | null }[],
): Promise<void> {
  const last = [...new Map(changes.map((change) => [change.id, change])).values()];
  await app.db.query(
    `update contacts c set solved_at = d.at, solver_id = d.by
       from unnest($1::text[], $2::timestamptz[], $3::text[]) as d (id, at, by) where c.conversation_id = d.id`,
    [
      last.map(({ id }) => id),
      last.map(({ at }) => at),
      last.map(({ at, by }) => (at === null ? null : (by ?? null))),
    ],
  );
}

/** Writes what contacts are about by now. */
export async function updateAbout(app: App, all: readonly About[]): Promise<void> {
  if (all.length === 0) return;
  await app.db.query(
    `update contacts c set team_id = d."teamId", about = d.about
       from jsonb_to_recordset($1::jsonb) as d (id text, "teamId" text, about text[])
      where c.conversation_id = d.id and (c.team_id, c.about) is distinct from (d."teamId", d.about)`,
    [JSON.stringify(all)],
  );
}

/** Marks the days of these contacts, and of these moments, to be counted anew. */
export async function markDays(
  app: App,
  ids: readonly string[],
  moments: readonly Date[] = [],
): Promise<void> {
  await app.db.query(
    `insert into contact_days
       select (opened_at at time zone 'UTC')::date as day from contacts where conversation_id = any($1)
       union select (at at time zone 'UTC')::date from contact_answers where conversation_id = any($1)
       union select (at at time zone 'UTC')::date from unnest($2::timestamptz[]) as u (at) order by day
     on conflict do nothing`,
    [textArray(ids), moments],
  );
}

export async function deleteContacts(app: App, ids: readonly string[]): Promise<void> {
  await markDays(app, ids);
  await app.db.query('delete from contact_answers where conversation_id = any($1)', [textArray(ids)]);
  await app.db.query('delete from contacts where conversation_id = any($1)', [textArray(ids)]);
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
  await markDays(app, conversationIds);
}
