import type { App } from '#platform/app/index.ts';
import { deleteTotp, deleteTrust } from '../store/index.ts';
import { accessChanged } from './access-cache.ts';

/** Switches the authenticator app of a user off, in the caller's transaction; the password stays. False when there was none. */
export async function resetSecondFactor(app: App, userId: string): Promise<boolean> {
  if (!(await deleteTotp(app, userId))) return false;
  await deleteTrust(app, userId);
  await accessChanged(app, userId);
  return true;
}
