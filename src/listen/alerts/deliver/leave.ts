import { type Actor, type App, systemActor } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { removeReader } from '../rules/store.ts';

/** Pages for people who are not signed in lie below it. */
export const LEAVE = '/shared/alerts';
const CONTEXT = 'alert-mail-end';

/** The address that ends the mails of one rule for one person. */
export function leaveLink(app: App, userId: string, ruleId: string): string {
  return `${app.config.publicUrl}${LEAVE}/${app.secrets.seal(JSON.stringify([userId, ruleId]), CONTEXT)}`;
}

/** Whose mails of which rule a link would end; undefined for a link that we did not make. */
export function readLeaveLink(app: App, token: string): { userId: string; ruleId: string } | undefined {
  try {
    const [userId, ruleId] = JSON.parse(app.secrets.open(token, CONTEXT)) as [string, string];
    return { userId, ruleId };
  } catch {
    return undefined;
  }
}

/** Ends the mails that a link belongs to; false for a link that we did not make. Safe to call again. */
export async function leaveByLink(app: App, token: string, address: string): Promise<boolean> {
  const asked = readLeaveLink(app, token);
  if (!asked) return false;
  const actor: Actor = { ...systemActor, id: asked.userId, address };
  await app.db.transaction(async () => {
    if (!(await removeReader(app, asked.ruleId, asked.userId))) return;
    await audit(app, actor, { action: 'alert.mail_ended', subject: asked.ruleId, detail: { byLink: true } });
    await app.bus.publish('alert.changed', { incidentId: null });
  });
  return true;
}
