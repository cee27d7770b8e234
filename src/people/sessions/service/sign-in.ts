import type { App } from '#platform/app/index.ts';
import type { createSignIn } from './create-sign-in.ts';

type SignIn = Awaited<ReturnType<typeof createSignIn>>;
const made = new WeakMap<App, Promise<SignIn>>();

/** The sign-in library over our database, one per process; it is loaded when somebody first signs in. */
export function signInOf(app: App): Promise<SignIn> {
  const present = made.get(app);
  if (present) return present;
  const making = import('./create-sign-in.ts').then((library) => library.createSignIn(app));
  made.set(app, making);
  making.catch(() => made.delete(app));
  return making;
}
