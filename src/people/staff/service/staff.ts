import { type Actor, type App, definePort } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { canMail } from '#platform/mail/index.ts';
import { getBrand } from '#people/brand/index.ts';
import { addNotice } from '#people/notices/index.ts';
import { accessChanged, endAllAccess, newPasswordLink, type User, users } from '#people/sessions/index.ts';
import { refusalOf, type StaffChange } from '../domain.ts';
import { staffErrors } from '../errors.ts';

/** The program's own version, for the console to notice that it is older than its server. */
export const versionPort = definePort<string>('version');

export const readStaff = (app: App): Promise<User[]> => users.list(app);

/** Changes name, role or state. Disabling ends the person's sessions and tokens at once; the last owner stays. */
export async function changeStaff(app: App, actor: Actor, id: string, change: StaffChange): Promise<User> {
  return app.db.transaction(async () => {
    const owners = await users.lockOwners(app);
    const target = await users.find(app, id);
    if (!target) throw staffErrors('staff.not_found');
    const refusal = refusalOf(actor, target, change, owners);
    if (refusal) throw staffErrors(refusal);
    await users.change(app, id, change);
    await audit(app, actor, { action: actionOf(target, change), subject: id, detail: { ...change } });
    if (change.state === 'disabled') await endAllAccess(app, id);
    else await accessChanged(app, id);
    return (await users.find(app, id)) ?? target;
  });
}

/** A link to choose a new password, for somebody who cannot get it by mail; they are told who made it. */
export async function makePasswordLink(
  app: App,
  actor: Actor,
  id: string,
): Promise<{ link: string; expiresAt: Date }> {
  const target = await users.find(app, id);
  if (target?.state !== 'active') throw staffErrors('staff.not_found');
  if (target.role === 'owner' && actor.role !== 'owner') throw staffErrors('staff.owners_only');
  const made = await newPasswordLink(app, id);
  await app.db.transaction(async () => {
    await audit(app, actor, { action: 'password.link_made', subject: id });
    await addNotice(app, {
      to: id,
      level: 'warning',
      title: 'A link to change your password was made',
      text: `${actor.name} made a link to choose a new password for your account. If you did not ask for it, ask them why.`,
      link: '/settings/security',
      key: `password-link:${id}`,
    });
  });
  return made;
}

export interface SessionFacts {
  user: (User & { hasPassword: boolean; passkeys: number; permissions: string[] }) | null;
  setup: { needsOwner: boolean; brandDone: boolean };
  mail: boolean;
  version: string;
}

/** What the console asks first: who am I, and is this place set up. */
export async function readSessionFacts(app: App, actor: Actor): Promise<SessionFacts> {
  const isSomebody = actor.id.startsWith('user_');
  const user = isSomebody ? await users.find(app, actor.id) : undefined;
  const needsOwner = !user && !(await users.hasOwner(app));
  const { steps } = await getBrand(app);
  return {
    user: user
      ? { ...user, ...(await users.countProofs(app, user.id)), permissions: [...actor.permissions].sort() }
      : null,
    setup: { needsOwner, brandDone: steps.includes('brand') },
    mail: canMail(app.config),
    version: app.use(versionPort),
  };
}

function actionOf(target: User, change: StaffChange): string {
  if (change.state !== undefined && change.state !== target.state)
    return `staff.${change.state === 'disabled' ? 'disabled' : 'enabled'}`;
  if (change.role !== undefined && change.role !== target.role) return 'staff.role_changed';
  return 'staff.changed';
}
