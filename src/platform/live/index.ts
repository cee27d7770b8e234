import type { BusEvent } from '#platform/bus/index.ts';
import { route, type Route } from '#platform/http/index.ts';

/** Server-sent events: what changed, never the changed thing itself, so that permissions are asked when it is fetched. */
export function liveRoute(names: ReadonlySet<string>): Route {
  const open = new Set<(event: BusEvent) => void>();
  const replay = new Replay(500);
  let isSubscribed = false;
  return route({
    method: 'GET',
    url: '/live',
    permission: 'signed-in',
    summary: 'Live updates as server-sent events',
    description:
      'Event names are those of the bus. After a broken connection send Last-Event-ID: what was missed follows, or bus.resync.',
    stream: true,
    perMinute: 120,
    async handler({ app, request, reply }) {
      if (!isSubscribed) {
        isSubscribed = true;
        app.bus.onAny((event) => {
          if (!names.has(event.name)) return;
          replay.add(event);
          for (const send of open) send(event);
        });
      }
      reply.hijack();
      const response = reply.raw;
      response.writeHead(200, {
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
      });
      const write = (event: BusEvent, id: string) => {
        response.write(`id: ${id}\nevent: ${event.name}\ndata: ${JSON.stringify(event.data)}\n\n`);
      };
      response.write('retry: 2000\n\n');
      for (const missed of replay.after(request.headers['last-event-id'])) write(missed.event, missed.id);
      const send = (event: BusEvent) => write(event, replay.lastId);
      const beat = setInterval(() => response.write(': beat\n\n'), 15_000);
      open.add(send);
      request.raw.on('close', () => {
        clearInterval(beat);
        open.delete(send);
      });
    },
  });
}

/** The last events of this process, so that a short break of the line loses nothing. */
class Replay {
  readonly #run = Date.now().toString(36);
  readonly #kept: { id: string; event: BusEvent }[] = [];
  readonly #size: number;
  #count = 0;

  constructor(size: number) {
    this.#size = size;
  }

  get lastId(): string {
    return `${this.#run}-${this.#count}`;
  }

  add(event: BusEvent): void {
    this.#count += 1;
    this.#kept.push({ id: this.lastId, event });
    if (this.#kept.length > this.#size) this.#kept.shift();
  }

  after(lastSeen: string | string[] | undefined): { id: string; event: BusEvent }[] {
    if (typeof lastSeen !== 'string' || lastSeen === this.lastId) return [];
    const at = this.#kept.findIndex((kept) => kept.id === lastSeen);
    if (at < 0) return [{ id: this.lastId, event: { name: 'bus.resync', data: {} } }];
    return this.#kept.slice(at + 1);
  }
}
