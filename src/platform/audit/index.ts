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
  await auditAll(app, actor, [entry]);
}

/** The same for a change of many things: a line for each, in one statement. */
export async function auditAll(app: App, actor: Actor, entries: readonly AuditEntry[]): Promise<void> {
  if (entries.length === 0) return;
  await app.db.query(
    `insert into audit_entries (id, actor_kind, actor_id, actor_name, action, subject, detail, address)
     select entry ->> 'id', $1, $2, $3, entry ->> 'action', entry ->> 'subject', entry -> 'detail', $4
       from jsonb_array_elements($5::jsonb) as entries (entry)`,
    [
      actor.kind,
      actor.id,
      actor.name,
      actor.address ?? null,
      JSON.stringify(
        entries.map(({ action, subject, detail = {} }) => ({ id: newId('aud'), action, subject, detail })),
      ),
    ],
  );
}

/** The table of the audit log. */
export const auditMigrations = new URL('./migrations/', import.meta.url);
