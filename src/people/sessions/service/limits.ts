import type { App } from '#platform/app/index.ts';
import type { Limit } from '../domain/limits.ts';
import { sessionErrors } from '../errors.ts';
import { countAttempt, forgetAttempts, uncountAttempt } from '../store/index.ts';

/** Counts an attempt before it is made, so that many at once cannot slip through. Throws 429 with the reason and the seconds to wait. */
export async function spendAttempts(app: App, limits: readonly Limit[]): Promise<void> {
  for (const { key, of, max, windowSeconds } of limits) {
    const { count, secondsLeft } = await countAttempt(app, rowOf(app, key), windowSeconds);
    if (count <= max) continue;
    const code = of === 'address' ? 'sign_in.too_many_from_address' : 'sign_in.too_many_for_account';
    throw sessionErrors(code, { seconds: Math.max(1, secondsLeft) });
  }
}

/** After a success: the account starts anew; the address gets back this one attempt only, or one good account would hide many guesses. */
export async function forgiveAttempts(app: App, limits: readonly Limit[]): Promise<void> {
  for (const { key, of, isForgiven } of limits) {
    if (!isForgiven) continue;
    if (of === 'account') await forgetAttempts(app, rowOf(app, key));
    else await uncountAttempt(app, rowOf(app, key));
  }
}

/** People type passwords into the address field; the table does not keep them. */
function rowOf(app: App, key: string): string {
  return app.secrets.hash(key);
}
