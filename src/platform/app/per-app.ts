import type { App } from './app.ts';

/** What a process keeps beside an app: made by `make` when it is first asked for, and the same from then on. */
export function perApp<T extends object>(make: (app: App) => T): (app: App) => T {
  const all = new WeakMap<App, T>();
  return (app) => {
    const present = all.get(app);
    if (present) return present;
    const made = make(app);
    all.set(app, made);
    return made;
  };
}
