import type { App } from '#platform/app/index.ts';

/** Events that browsers may hear of. */
export const LIVE_EVENTS: ReadonlySet<string> = new Set([
  'bus.resync',
  'inbox.changed',
  'inbox.presence',
  'notice.added',
  'reply.changed',
  'source.health',
  'stream.arrived',
  'topic.changed',
]);

/** Every arrow between features that does not follow the loop's direction, in one place. */
export function wire(_app: App): void {}
