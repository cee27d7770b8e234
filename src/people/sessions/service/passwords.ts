import type { Actor, App } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { weaknessOf } from '../domain/password.ts';
import { sessionErrors } from '../errors.ts';
import { deleteTrust, findUser } from '../store/index.ts';
import { accessChanged } from './access-cache.ts';

/** Loaded when somebody first has a password. */
const loadCrypto = () => import('better-auth/crypto');

/** Throws `sign_in.password_weak` with the reason. */
export function checkPassword(password: string, about: readonly string[]): void {
  const reason = weaknessOf(password, about);
  if (reason) throw sessionErrors('sign_in.password_weak', { reason });
}

/** The scrypt hash to store, after the check. */
export async function hashNewPassword(password: string, about: readonly string[]): Promise<string> {
  checkPassword(password, about);
  const { hashPassword } = await loadCrypto();
  return hashPassword(password);
}

let nobodys: Promise<string> | undefined;

/** Whether a password is the one of a hash; without a hash it is none, and takes as long to find out. */
export async function isPassword(password: string, hash: string | null): Promise<boolean> {
  const { hashPassword, verifyPassword } = await loadCrypto();
  nobodys ??= hashPassword('nobody has this password');
  const isRight = await verifyPassword({ hash: hash ?? (await nobodys), password });
  return isRight && hash !== null;
}

/** After a password was set by mail: the library has ended the sessions, the rest goes here. */
export async function passwordWasReset(app: App, userId: string): Promise<void> {
  const user = await findUser(app, userId);
  if (!user) return;
  const actor: Actor = {
    kind: 'user',
    id: user.id,
    name: user.name,
    role: user.role,
    permissions: new Set(),
  };
  await app.db.transaction(async () => {
    await deleteTrust(app, userId);
    await audit(app, actor, { action: 'password.reset', subject: userId });
    await accessChanged(app, userId);
  });
}
