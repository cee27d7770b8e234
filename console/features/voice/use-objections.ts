import { useState } from 'react';
import { type Objected, type Overridable, readObjection } from './objected.ts';

export { type Overridable, withReason } from './objected.ts';

export interface Objections<T extends Overridable> {
  /** Why a reply did not leave as it was; null where nothing speaks against it. */
  objected: Objected<T> | null;
  clear(): void;
  /** Takes up what the server said; answers whether it was an objection. */
  take(error: unknown, outgoing: T): boolean;
}

/** What speaks against a reply, as long as somebody thinks about it. */
export function useObjections<T extends Overridable>(): Objections<T> {
  const [objected, setObjected] = useState<Objected<T> | null>(null);
  return {
    objected,
    clear: () => setObjected(null),
    take(error, outgoing) {
      const read = readObjection(error);
      if (read !== null) setObjected({ outgoing, ...read });
      return read !== null;
    },
  };
}
