import { type Actor, type App, perApp } from '#platform/app/index.ts';
import type { Running } from '#platform/feature/index.ts';

export interface Viewer {
  id: string;
  name: string;
  isTyping: boolean;
}

/** Who has not been seen for this long has left. */
const GONE_AFTER_MS = 15_000;
const SWEEP_MS = 3000;

interface Seen extends Viewer {
  until: number;
}

/** Who looks at which conversation, as far as this process has heard; never stored. */
class Presence {
  readonly #app: App;
  readonly #seen = new Map<string, Map<string, Seen>>();

  constructor(app: App) {
    this.#app = app;
  }

  viewers(conversationId: string): Viewer[] {
    const now = this.#app.clock.now().getTime();
    const seen = [...(this.#seen.get(conversationId)?.values() ?? [])];
    return seen
      .filter((viewer) => viewer.until > now)
      .map(({ id, name, isTyping }) => ({ id, name, isTyping }));
  }

  everybody(): Set<string> {
    const ids = [...this.#seen.keys()].flatMap((id) => this.viewers(id).map((viewer) => viewer.id));
    return new Set(ids);
  }

  /** Notes a viewer. Answers whether anything looks different now. */
  note(conversationId: string, viewer: Viewer, hasLeft: boolean): boolean {
    const before = JSON.stringify(this.viewers(conversationId));
    const seen = this.#seen.get(conversationId) ?? new Map<string, Seen>();
    if (hasLeft) seen.delete(viewer.id);
    else seen.set(viewer.id, { ...viewer, until: this.#app.clock.now().getTime() + GONE_AFTER_MS });
    this.#seen.set(conversationId, seen);
    return JSON.stringify(this.viewers(conversationId)) !== before;
  }

  /** Tells browsers about viewers who have not been seen for too long. */
  async sweep(): Promise<void> {
    for (const [conversationId, seen] of this.#seen) await this.#dropExpired(conversationId, seen);
  }

  async #dropExpired(conversationId: string, seen: Map<string, Seen>): Promise<void> {
    const now = this.#app.clock.now().getTime();
    const gone = [...seen.values()].filter((viewer) => viewer.until <= now);
    for (const viewer of gone) seen.delete(viewer.id);
    if (seen.size === 0) this.#seen.delete(conversationId);
    if (gone.length > 0)
      await publish(this.#app, conversationId, this.viewers(conversationId)).catch(() => undefined);
  }
}

const presenceOf = perApp((app) => new Presence(app));

/** Hears from the other processes whom they saw, and notices who has left, until `signal` is aborted. */
export async function runPresence(app: App, signal: AbortSignal): Promise<Running> {
  const presence = presenceOf(app);
  const stop = app.bus.on('inbox.seen', ({ conversationId, userId, name, isTyping, hasLeft }) => {
    presence.note(conversationId, { id: userId, name, isTyping }, hasLeft);
  });
  const sweeping = (async () => {
    while (!signal.aborted) {
      await app.clock.sleep(SWEEP_MS, signal);
      await presence.sweep();
    }
    stop();
  })();
  return { stopped: () => sweeping };
}

/** Somebody looks at a conversation, or has just left it. Browsers repeat it every few seconds. */
export async function beSeen(
  app: App,
  actor: Actor,
  conversationId: string,
  how: { isTyping: boolean; hasLeft: boolean },
): Promise<Viewer[]> {
  const presence = presenceOf(app);
  const isDifferent = presence.note(
    conversationId,
    { id: actor.id, name: actor.name, isTyping: how.isTyping },
    how.hasLeft,
  );
  const viewers = presence.viewers(conversationId);
  await app.bus.publish('inbox.seen', { conversationId, userId: actor.id, name: actor.name, ...how });
  if (isDifferent) await publish(app, conversationId, viewers);
  return viewers;
}

/** Who looks at a conversation now. */
export function viewersOf(app: App, conversationId: string): Viewer[] {
  return presenceOf(app).viewers(conversationId);
}

/** Ids of everybody who looks at some conversation now. */
export function presentNow(app: App): Set<string> {
  return presenceOf(app).everybody();
}

function publish(app: App, conversationId: string, viewers: Viewer[]): Promise<void> {
  return app.bus.publish('inbox.presence', { conversationId, viewers: viewers.slice(0, 30) });
}
