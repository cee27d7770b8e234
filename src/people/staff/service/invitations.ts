import type { Actor, App, Role } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { messageOf } from '#platform/errors/index.ts';
import { newSecret } from '#platform/ids/index.ts';
import { canMail, sendMail } from '#platform/mail/index.ts';
import { getBrand } from '#people/brand/index.ts';
import { addUser, hashNewPassword, sessionErrors, type User, users } from '#people/sessions/index.ts';
import { mayGrant } from '../domain.ts';
import { staffErrors } from '../errors.ts';
import {
  deleteInvitation,
  findInvitation,
  findInvitationByToken,
  type Invitation,
  listInvitations,
  noteMailed,
  saveInvitation,
  takeInvitation,
} from '../store.ts';

const DAYS = 7;

/** With the link, which is known only now. */
export type SentInvitation = Invitation & { link: string };

export const readInvitations = (app: App): Promise<Invitation[]> => listInvitations(app);

/** Invites an address, or again: then the link before is void. Mails the link where mail is set up; a mail that fails is no failure. */
export async function invite(
  app: App,
  actor: Actor,
  input: { email: string; role: Role },
): Promise<SentInvitation> {
  if (!mayGrant(actor.role, input.role)) throw staffErrors('staff.owners_only');
  if (await users.findByEmail(app, input.email))
    throw sessionErrors('staff.email_taken', { email: input.email });
  const token = newSecret();
  const tokenHash = app.secrets.hash(token);
  const id = await app.db.transaction(async () => {
    const saved = await saveInvitation(app, { ...input, tokenHash, invitedBy: actor.id, days: DAYS });
    await audit(app, actor, { action: 'invitation.sent', subject: saved, detail: { ...input } });
    return saved;
  });
  const link = `${app.config.publicUrl}/join#token=${token}`;
  if (await mailLink(app, actor, input.email, link)) await noteMailed(app, id);
  const invitation = await findInvitation(app, id);
  if (!invitation) throw staffErrors('invitation.not_found');
  return { ...invitation, link };
}

/** A new link for the same address and role. */
export async function inviteAgain(app: App, actor: Actor, id: string): Promise<SentInvitation> {
  const { email, role } = (await findInvitation(app, id)) ?? missing();
  return invite(app, actor, { email, role });
}

export async function withdrawInvitation(app: App, actor: Actor, id: string): Promise<void> {
  await app.db.transaction(async () => {
    const invitation = (await findInvitation(app, id)) ?? missing();
    if (!mayGrant(actor.role, invitation.role)) throw staffErrors('staff.owners_only');
    if (!(await deleteInvitation(app, id))) missing();
    await audit(app, actor, {
      action: 'invitation.withdrawn',
      subject: id,
      detail: { email: invitation.email },
    });
  });
}

/** What whoever holds the link may see before they accept. Throws `invitation.invalid`. */
export async function lookUpInvitation(
  app: App,
  token: string,
): Promise<{ email: string; role: Role; brand: string }> {
  const invitation = await findInvitationByToken(app, app.secrets.hash(token));
  if (!invitation) throw staffErrors('invitation.invalid');
  const { name } = await getBrand(app);
  return { email: invitation.email, role: invitation.role, brand: name };
}

/** Makes the account. Throws `invitation.invalid`, `sign_in.password_weak`, `staff.email_taken`. */
export async function acceptInvitation(
  app: App,
  input: { token: string; name: string; password: string; address: string },
): Promise<User> {
  const { email } = await lookUpInvitation(app, input.token);
  const passwordHash = await hashNewPassword(input.password, [input.name, email]);
  return app.db.transaction(async () => {
    const invitation = await takeInvitation(app, app.secrets.hash(input.token));
    if (!invitation) throw staffErrors('invitation.invalid');
    return addUser(app, { ...invitation, name: input.name, passwordHash, address: input.address });
  });
}

async function mailLink(app: App, actor: Actor, email: string, link: string): Promise<boolean> {
  if (!canMail(app.config)) return false;
  const { name } = await getBrand(app);
  const place = name ? `Rapport of ${name}` : 'Rapport';
  try {
    await sendMail(app.config, {
      to: email,
      subject: `${actor.name} invites you to ${place}`,
      text: `${actor.name} invites you to ${place}. Open this link to make your account. It works once, for ${DAYS} days.\n\n${link}\n\nYou do not know them? Then ignore this mail.\n`,
    });
    return true;
  } catch (error) {
    app.log.warn({ reason: messageOf(error) }, 'an invitation could not be mailed; its link was shown');
    return false;
  }
}

function missing(): never {
  throw staffErrors('invitation.not_found');
}
