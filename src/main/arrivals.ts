import type { App } from '#platform/app/index.ts';

declare module '#platform/bus/index.ts' {
  interface Events {
    /** So many posts were stored; at most one event a second, however fast they come. */
    'stream.arrived': { count: number };
  }
}

const PAUSE_MS = 1000;

/** Turns the many `posts.stored` of a busy hour into one event a second for the browsers. */
export function announceArrivals(app: App): void {
  let waiting = 0;
  let isAnnouncing = false;
  const announce = async () => {
    isAnnouncing = true;
    try {
      while (waiting > 0) {
        const count = waiting;
        waiting = 0;
        await app.bus.publish('stream.arrived', { count });
        await app.clock.sleep(PAUSE_MS);
      }
    } finally {
      isAnnouncing = false;
    }
  };
  app.bus.on('posts.stored', async ({ count }) => {
    waiting += count;
    if (!isAnnouncing) await announce();
  });
}
