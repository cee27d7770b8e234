import type { Actor, App } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { canMail, sendMail } from '#platform/mail/index.ts';
import { addNotice } from '#people/notices/index.ts';
import { resetSecondFactor, type User, users } from '#people/sessions/index.ts';
import { staffErrors } from '../errors.ts';

export const TELL_JOB = 'staff.tell-factor-reset';

/** Switches the authenticator app of somebody off who has lost it. The password stays, and they are told by notice and mail. */
export async function resetFactorOf(app: App, actor: Actor, id: string): Promise<User> {
  if (id === actor.id) throw staffErrors('staff.own_factor');
  return app.db.transaction(async () => {
    const target = await users.find(app, id);
    if (!target) throw staffErrors('staff.not_found');
    if (target.role === 'owner' && actor.role !== 'owner') throw staffErrors('staff.owners_only');
    if (!(await resetSecondFactor(app, id))) throw staffErrors('staff.no_factor', { name: target.name });
    await audit(app, actor, { action: 'totp.reset', subject: id });
    await addNotice(app, {
      to: id,
      level: 'warning',
      title: 'Your authenticator app was switched off',
      text: `${actor.name} did it. Set it up again in Settings › Security. If you did not ask for it, ask them why.`,
      link: '/settings/security',
      key: `totp-reset:${id}`,
    });
    if (canMail(app.config))
      await app.jobs.enqueue(TELL_JOB, { userId: id, by: actor.name }, { maxAttempts: 5 });
    return (await users.find(app, id)) ?? target;
  });
}

/** The mail about it: whoever took over an account must not be the only one who knows. */
export async function tellFactorReset(app: App, userId: string, by: string): Promise<void> {
  const user = await users.find(app, userId);
  if (!user) return;
  await sendMail(app.config, {
    to: user.email,
    subject: 'Your authenticator app for Rapport was switched off',
    text: `${by} switched it off, so signing in needs your password only. Set it up again in Settings › Security:\n\n${app.config.publicUrl}/settings/security\n\nYou did not ask for it? Then ask them why, and choose a new password.\n`,
  });
}
