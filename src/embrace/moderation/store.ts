import type { App } from '#platform/app/index.ts';

/** Why something is in the queue: a code that screens know, and words. */
export interface Why {
  code: string;
  text: string;
}

/** Puts something into the queue, or adds why to what is there; what was decided opens again. */
export async function openCase(
  app: App,
  row: { kind: string; subjectId: string; memberId: string; isHeld: boolean; why: readonly Why[] },
): Promise<void> {
  await app.db.query(
    `insert into moderation_cases as c (kind, subject_id, member_id, is_held, why) values ($1, $2, $3, $4, $5)
     on conflict (kind, subject_id) do update set is_held = c.is_held or excluded.is_held, why = case when c.is_open then c.why else '[]' end || excluded.why,
       opened_at = case when c.is_open then c.opened_at else now() end, is_open = true, decision = null, reason = null, decided_at = null,
       decided_by_id = null, decided_by_name = null, decision_id = null, before = null, version = c.version + 1`,
    [row.kind, row.subjectId, row.memberId, row.isHeld, JSON.stringify(row.why)],
  );
}
