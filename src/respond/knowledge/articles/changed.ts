import type { Actor, App } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import '../events.ts';

/** Writes the audit log and tells every process, in the ambient transaction of the change. */
export async function articleChanged(
  app: App,
  actor: Actor,
  action: string,
  id: string,
  detail: Record<string, unknown> = {},
): Promise<void> {
  await audit(app, actor, { action: `article.${action}`, subject: id, detail });
  await app.bus.publish('knowledge.changed', { articleIds: [id] });
}
