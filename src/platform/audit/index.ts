import { newId } from '#platform/ids/index.ts';
import type { Actor, App } from '#platform/app/index.ts';

export interface AuditEntry {
  /** `topic.saved`, `account.connected`: the event's name. */
  action: string;
  /** Id of what was changed. */
  subject: string;
  /** What changed, for people; never secrets or message texts. */
  detail?: Record<string, unknown>;
}

/** Writes one line of the audit log, in the ambient transaction of the change it records. */
export async function audit(app: App, actor: Actor, entry: AuditEntry): Promise<void> {
  await app.db.query(
    `insert into audit_entries (id, actor_kind, actor_id, actor_name, action, subject, detail, address)
     values ($1, $2, $3, $4, $5, $6, $7::jsonb, $8)`,
    [
      newId('aud'),
      actor.kind,
      actor.id,
      actor.name,
      entry.action,
      entry.subject,
      JSON.stringify(entry.detail ?? {}),
      actor.address ?? null,
    ],
  );
}

/** The table of the audit log. */
export const auditMigrations = new URL('./migrations/', import.meta.url);
