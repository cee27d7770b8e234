import type { Actor, App } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { newSecret } from '#platform/ids/index.ts';
import { sessionErrors } from '../errors.ts';
import {
  hasOwner,
  insertUser,
  keepOwnerLink,
  replaceOwnerLink,
  type User,
  useOwnerLink,
} from '../store/index.ts';
import { hashNewPassword } from './passwords.ts';

const LINK_HOURS = 24;
const SEALED_AS = 'owner link';

/**
 * The one-time link that makes the first owner's account: the same one from every process as long as it is valid, for 24 hours from
 * the last call. Undefined when there is an owner.
 */
export async function ownerLink(app: App): Promise<string | undefined> {
  if (await hasOwner(app)) return undefined;
  return `${app.config.publicUrl}/welcome#token=${await ownerToken(app)}`;
}

async function ownerToken(app: App): Promise<string> {
  const token = newSecret();
  const fresh = { tokenHash: app.secrets.hash(token), sealed: app.secrets.seal(token, SEALED_AS) };
  const kept = await keepOwnerLink(app, fresh, LINK_HOURS);
  try {
    return app.secrets.open(kept, SEALED_AS);
  } catch {
    // Sealed with a key that is no longer ours: nobody can be shown that link again.
    await replaceOwnerLink(app, fresh, LINK_HOURS);
    return token;
  }
}

/** Uses the link up for the owner's account. Throws `owner.exists`, `owner.link_invalid`, `sign_in.password_weak`. */
export async function claimOwnership(
  app: App,
  input: { token: string; name: string; email: string; password: string; address: string },
): Promise<User> {
  if (await hasOwner(app)) throw sessionErrors('owner.exists');
  const passwordHash = await hashNewPassword(input.password, [input.name, input.email]);
  return app.db.transaction(async () => {
    if (!(await useOwnerLink(app, app.secrets.hash(input.token)))) throw sessionErrors('owner.link_invalid');
    if (await hasOwner(app)) throw sessionErrors('owner.exists');
    return addUser(app, {
      name: input.name,
      email: input.email,
      role: 'owner',
      passwordHash,
      address: input.address,
    });
  });
}

/** Makes an account within the caller's transaction, in the new person's own name. Throws `staff.email_taken`. */
export async function addUser(
  app: App,
  input: { name: string; email: string; role: User['role']; passwordHash: string; address: string },
): Promise<User> {
  const user = await insertUser(app, input);
  if (!user) throw sessionErrors('staff.email_taken', { email: input.email });
  const actor: Actor = {
    kind: 'user',
    id: user.id,
    name: user.name,
    role: user.role,
    permissions: new Set(),
    address: input.address,
  };
  await audit(app, actor, { action: 'staff.joined', subject: user.id, detail: { role: user.role } });
  return user;
}
