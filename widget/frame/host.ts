import { type ToFrame, type ToHost, unwrap, wrap } from '../shared/protocol.ts';

export interface Host {
  tell(message: ToHost): void;
}

/**
 * Speaks with the page around the frame, and with nobody else. Which page may be there at all is settled by the frame's
 * `frame-ancestors`; `named` is the origin that the page says it has, and what is meant for it reaches no other one.
 */
export function connectHost(named: string, heard: (message: ToFrame) => void): Host {
  const origin = location.ancestorOrigins?.[0] ?? named;
  addEventListener('message', (event) => {
    if (event.source !== parent || event.origin !== origin) return;
    const message = unwrap<ToFrame>(event.data);
    if (message) heard(message);
  });
  return { tell: (message) => parent.postMessage(wrap(message), origin) };
}
