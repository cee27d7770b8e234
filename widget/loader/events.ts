import type { Listener } from './commands.ts';

export interface Events {
  on(event: string, listener: Listener): void;
  tell(event: string, detail?: unknown): void;
}

/** Those who asked to hear of something. A listener that fails harms no other one. */
export function createEvents(): Events {
  const listeners: [string, Listener][] = [];
  return {
    on: (event, listener) => void listeners.push([event, listener]),
    tell(event, detail) {
      for (const [name, listener] of listeners)
        if (name === event)
          try {
            listener(detail);
          } catch (error) {
            console.error(error);
          }
    },
  };
}
