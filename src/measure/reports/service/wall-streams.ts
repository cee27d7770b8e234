import { type App, perApp } from '#platform/app/index.ts';
import type { EventName } from '#platform/bus/index.ts';
import { messageOf } from '#platform/errors/index.ts';
import { httpErrors, type RouteContext } from '#platform/http/index.ts';
import { openStream, type Stream } from '#platform/live/index.ts';
import type { Wall } from '../schema.ts';
import { readWall } from './wall.ts';

/** What changes the numbers on the wall. */
const CHANGES: ReadonlySet<EventName> = new Set<EventName>([
  'inbox.changed',
  'inbox.presence',
  'promises.changed',
  'outbox.switched',
  'coverage.changed',
  'alert.changed',
  'teams.changed',
  'bus.resync',
]);
/** Counted at most so often, however much happens. */
const AT_MOST_EVERY_MS = 250;
/** Told again without any change, so that a screen knows that it is still connected. */
const BEAT_MS = 5000;
const MOST_STREAMS = 200;

/** The screens that are open at this process. What they show is counted once for all of them. */
class Walls {
  readonly #app: App;
  readonly #open = new Set<Stream>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #countedAt = 0;
  #number = 0;

  constructor(app: App) {
    this.#app = app;
    app.bus.onAny(({ name }) => {
      if (CHANGES.has(name)) this.#soon();
      if (name === 'wallboard.links' || name === 'access.changed' || name === 'bus.resync')
        for (const stream of this.#open) void stream.check();
    });
  }

  /** Throws `http.too_many`. */
  async add(
    { reply, request }: Pick<RouteContext<unknown, unknown, unknown>, 'reply' | 'request'>,
    id: string,
    isAdmitted: () => Promise<boolean>,
  ): Promise<void> {
    if (this.#open.size >= MOST_STREAMS) throw httpErrors('http.too_many', { seconds: 60 });
    const wall = await readWall(this.#app);
    const stream = openStream({
      app: this.#app,
      reply,
      userId: id,
      beatMs: BEAT_MS,
      isAdmitted,
      onEnd: () => this.#open.delete(stream),
    });
    if (request.method === 'HEAD') return stream.end();
    this.#open.add(stream);
    this.#tell([stream], wall);
    this.#soon(BEAT_MS);
  }

  #tell(streams: Iterable<Stream>, wall: Wall): void {
    this.#number += 1;
    for (const stream of streams) stream.send({ name: 'wallboard.told', data: wall }, String(this.#number));
  }

  #soon(ms = Math.max(0, this.#countedAt + AT_MOST_EVERY_MS - performance.now())): void {
    if (this.#open.size === 0) return;
    if (this.#timer !== undefined && ms >= BEAT_MS) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#count(), ms);
    this.#timer.unref();
  }

  async #count(): Promise<void> {
    this.#timer = undefined;
    this.#countedAt = performance.now();
    try {
      if (this.#open.size > 0) this.#tell(this.#open, await readWall(this.#app));
    } catch (error) {
      // Screens see that nothing comes, and say so.
      this.#app.log.warn({ reason: messageOf(error) }, 'the wallboard could not be counted');
    }
    this.#soon(BEAT_MS);
  }
}

const wallsOf = perApp((app) => new Walls(app));

/** Keeps a screen told, within half a second of what happens, as long as it is admitted. Throws `http.too_many`. */
export function showWall(
  app: App,
  context: Pick<RouteContext<unknown, unknown, unknown>, 'reply' | 'request'>,
  id: string,
  isAdmitted: () => Promise<boolean>,
): Promise<void> {
  return wallsOf(app).add(context, id, isAdmitted);
}
