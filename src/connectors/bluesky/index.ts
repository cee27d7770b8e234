import { createNotifications } from './sources/notifications.ts';
import { createHandleProof } from './handle-proof.ts';
import { type Endpoints, publicEndpoints } from './network/identity.ts';
import { jetstreamSource } from './sources/jetstream.ts';
import { parseJetstreamLine } from './sources/jetstream-line.ts';
import { createProfiles } from './profiles.ts';
import { createReplies } from './replies/reply.ts';
import { createMessages } from './messages/source.ts';
import { reposSource } from './sources/repos.ts';
import { Sessions } from './network/sessions.ts';

export { RawEvent } from './sources/raw-event.ts';
export type { Endpoints as BlueskyEndpoints } from './network/identity.ts';

/** Everything spoken with the AT Protocol network. `endpoints` puts other servers in place of the public ones. */
export function createBlueskyConnectors(endpoints: Partial<Endpoints> = {}) {
  const places = { ...publicEndpoints, ...endpoints };
  const sessions = new Sessions();
  return {
    sources: [
      jetstreamSource,
      reposSource,
      createNotifications(sessions),
      createMessages({ sessions, chat: places.chat }),
    ],
    reply: createReplies(places, sessions),
    profiles: createProfiles(places),
    /** Whether somebody has a handle. */
    handleProof: createHandleProof(places),
    /** Lines of a file in Jetstream's JSON form. */
    lineParsers: { jetstream: parseJetstreamLine },
  };
}

/** The connectors for the public network. */
export const blueskyConnectors = createBlueskyConnectors();
