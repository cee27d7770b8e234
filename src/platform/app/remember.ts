import type { BusEvent } from '#platform/bus/index.ts';
import type { App } from './app.ts';
import { perApp } from './per-app.ts';

/** What a process keeps of the database until it changes. */
export interface Remembered<T> {
  /** As it was read last; read now where it was not, or was changed. */
  read(app: App): Promise<T>;
  /** Reads it again from the next commit on: for whoever changes it, in the transaction that publishes the event. */
  forget(app: App): void;
}

interface Place<T> {
  value?: Promise<T>;
  /** Transactions that changed it: what they read anew is theirs alone until they commit. */
  changing: WeakSet<object>;
}

/** Keeps what `load` reads once for each process, until an event says that it changed, or events may have been missed. */
export function remember<T>(
  load: (app: App) => Promise<T>,
  isChange: (event: BusEvent) => boolean,
): Remembered<T> {
  const placeOf = perApp((app) => {
    const made: Place<T> = { changing: new WeakSet() };
    app.bus.onAny((event) => {
      if (event.name === 'bus.resync' || isChange(event)) delete made.value;
    });
    return made;
  });
  return {
    read(app) {
      const place = placeOf(app);
      const within = app.db.within();
      if (!place.value && within && place.changing.has(within)) return load(app);
      const value = (place.value ??= load(app));
      value.catch(() => {
        if (place.value === value) delete place.value;
      });
      return value;
    },
    forget(app) {
      const place = placeOf(app);
      const within = app.db.within();
      if (within) place.changing.add(within);
      app.db.afterCommit(() => delete place.value);
    },
  };
}
