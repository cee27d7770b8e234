/** Who is there and what they may do: accounts of staff, signing in, sessions, personal tokens. */
import type { App } from '#platform/app/index.ts';
import {
  countProofs,
  deleteUnseen,
  findUser,
  findUserByEmail,
  listUsers,
  lockOwners,
  hasOwner,
  updateUser,
  type User,
} from './store/index.ts';

export type { PermissionTable } from './domain/permissions.ts';
export type { User } from './store/index.ts';
export { sessionsFeature } from './feature.ts';
import './events.ts';
export { sessionErrors } from './errors.ts';
/** Permission → roles of all features; `main` provides it before the first request. */
export { permissionsPort } from './service/access-cache.ts';
/** Somebody with what he may do now, for work that goes on without him. */
export { actorNow } from './service/actor-now.ts';
/** Makes every process forget at once what it remembers about a user's rights. */
export { accessChanged } from './service/access-cache.ts';
/** Limits of attempts, kept in the database; members' sign-in counts in the same way. Throws 429 with the seconds to wait. */
export { forgiveAttempts, spendAttempts } from './service/limits.ts';
export { type Limit, networkOf } from './domain/limits.ts';
/** Names a device by its User-Agent: `Firefox on Linux`. */
export { deviceOf } from './domain/device.ts';
export { opensStoredKey } from './service/cookies.ts';
/** Who sends a request, by token or cookie; null for nobody. Throws `token.refused` (401). */
export { authenticate } from './service/authenticate.ts';
/** Serves `/api/auth/*`. */
export { mountSignIn } from './routes/sign-in.ts';
/** The one-time link for the first account; undefined when there is an owner. */
export { ownerLink } from './service/owner.ts';
/** Makes an account inside the caller's transaction. Throws `staff.email_taken`. */
export { addUser } from './service/owner.ts';
/** Checks a new password and gives the hash to store. Throws `sign_in.password_weak`. */
export { hashNewPassword } from './service/passwords.ts';
/** Whether a password is that of a hash, in the same time for somebody who has none. */
export { isPassword } from './service/passwords.ts';
/** A link to choose a new password, for 24 hours. */
export { newPasswordLink } from './service/password-link.ts';
/** Switches the authenticator app off inside the caller's transaction; false when there was none. */
export { resetSecondFactor } from './service/second-factor.ts';
/** Ends sessions, tokens and trusted browsers of a user inside the caller's transaction. */
export { endAllAccess } from './service/sessions.ts';
/** Signs in whoever just made an account; throws `sign_in.needs_https` beforehand where the cookie would be lost. */
export { requireCookies, startSession } from './service/start-session.ts';
export { emailShape, listOf, passwordShape, roleShape, secretShape, userIdShape } from './schema.ts';

/** The accounts of staff. Times are the database's. */
export const users = {
  list: (app: App): Promise<User[]> => listUsers(app),
  find: (app: App, id: string): Promise<User | undefined> => findUser(app, id),
  findByEmail: (app: App, email: string): Promise<User | undefined> => findUserByEmail(app, email),
  hasOwner: (app: App): Promise<boolean> => hasOwner(app),
  /** Ids of active owners, locked until the ambient transaction ends. */
  lockOwners: (app: App): Promise<string[]> => lockOwners(app),
  /** Changes a row; who may is the caller's business. */
  change: updateUser,
  /** Removes accounts of these addresses that nobody ever signed in with, in the caller's transaction. Returns their ids. */
  removeUnseen: deleteUnseen,
  countProofs,
};
