import type { App } from '#platform/app/index.ts';
import type { BusEvent } from '#platform/bus/index.ts';
import { httpErrors, route, type Route, type RouteContext } from '#platform/http/index.ts';
import { Replay } from './replay.ts';
import { openStream, type Stream } from './stream.ts';

/** What the streams must know of sign-in, which lies above the platform. */
export interface LiveAccess {
  /** Whether the request would be admitted again now, as the same user. */
  isAdmitted(
    app: App,
    request: RouteContext<unknown, unknown, unknown>['request'],
    userId: string,
  ): Promise<boolean>;
  /** Calls back when a user's sessions, tokens, role or state changed. */
  onChanged(app: App, changed: (userId: string) => void): void;
}

const KEPT_EVENTS = 500;
const STREAMS_A_USER = 40;

/** Server-sent events: what changed, never the changed thing itself, so that permissions are asked when it is fetched. */
export function liveRoute(names: ReadonlySet<string>, access: LiveAccess, beatMs = 15_000): Route {
  const open = new Set<Stream>();
  const replay = new Replay(KEPT_EVENTS);
  let isSubscribed = false;

  const subscribe = (app: App) => {
    if (isSubscribed) return;
    isSubscribed = true;
    app.bus.onAny((event: BusEvent) => {
      if (names.has(event.name)) {
        const id = replay.add(event);
        for (const stream of open) stream.send(event, id);
      }
      // The end of somebody's access may have been among what was missed.
      if (event.name === 'bus.resync') for (const stream of open) void stream.check();
    });
    // All of the user's streams, without asking which: whoever may still listen comes back by itself and misses nothing.
    access.onChanged(app, (userId) => {
      for (const stream of open) if (stream.userId === userId) stream.end();
    });
  };

  return route({
    method: 'GET',
    url: '/live',
    permission: 'signed-in',
    summary: 'Live updates as server-sent events',
    description:
      'Event names are those of the bus. After a broken connection send Last-Event-ID: what was missed follows, or bus.resync. The stream ends when the access of its user changes; connect again.',
    stream: true,
    perMinute: 120,
    async handler({ app, actor, request, reply }) {
      subscribe(app);
      const mine = [...open].filter((stream) => stream.userId === actor.id);
      if (mine.length >= STREAMS_A_USER) throw httpErrors('http.too_many', { seconds: 60 });
      const stream = openStream({
        app,
        reply,
        userId: actor.id,
        beatMs,
        isAdmitted: () => access.isAdmitted(app, request, actor.id),
        onEnd: () => open.delete(stream),
      });
      open.add(stream);
      // HEAD asks for the headers only.
      if (request.method === 'HEAD') return stream.end();
      const lastSeen = request.headers['last-event-id'];
      for (const missed of replay.after(typeof lastSeen === 'string' ? lastSeen : undefined))
        stream.send(missed.event, missed.id);
      stream.mark(replay.lastId);
    },
  });
}
