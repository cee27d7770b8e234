import { type App, perApp } from '#platform/app/index.ts';
import type { Running } from '#platform/feature/index.ts';
import { openStream, type Stream } from '#platform/live/index.ts';
import { isSessionOpen, memberOf, type Visit } from '#people/members/index.ts';
import { countUnread } from '../list/list.ts';
import '../events.ts';

const BEAT_MS = 20_000;
const MOST_A_MEMBER = 8;
const MOST_STREAMS = 5000;

interface Listening {
  streams: Set<Stream>;
  /** One figure after the other, so that the one counted last is told last. */
  last: Promise<void>;
}

/** Browsers of members that listen to this process. */
class Listeners {
  readonly #app: App;
  readonly #byMember = new Map<string, Listening>();
  #count = 0;

  constructor(app: App) {
    this.#app = app;
    app.bus.on('notifications.changed', async ({ memberIds }) => {
      for (const id of memberIds) await this.#tell(id);
    });
    app.bus.on('bus.resync', async () => {
      for (const id of this.#byMember.keys()) await this.#tell(id);
    });
  }

  /** False where there are too many already. */
  async add({ app, reply }: Visit, member: { id: string; sessionId: string }): Promise<boolean> {
    const known = this.#byMember.get(member.id) ?? { streams: new Set(), last: Promise.resolve() };
    if (known.streams.size >= MOST_A_MEMBER || this.#count >= MOST_STREAMS) return false;
    const stream = openStream({
      app,
      reply,
      userId: member.id,
      beatMs: BEAT_MS,
      isAdmitted: () => isSessionOpen(app, member.id, member.sessionId),
      onEnd: () => this.#drop(stream),
    });
    known.streams.add(stream);
    this.#byMember.set(member.id, known);
    this.#count += 1;
    await this.#tell(member.id);
    return true;
  }

  end(): void {
    for (const { streams } of this.#byMember.values()) for (const stream of streams) stream.end();
  }

  #drop(stream: Stream): void {
    const left = this.#byMember.get(stream.userId);
    if (!left?.streams.delete(stream)) return;
    this.#count -= 1;
    if (left.streams.size === 0) this.#byMember.delete(stream.userId);
  }

  async #tell(memberId: string): Promise<void> {
    const listening = this.#byMember.get(memberId);
    if (!listening) return;
    const told = listening.last.then(() => this.#tellAll(memberId, listening.streams));
    // What cannot be counted now is counted with the next news.
    listening.last = told.catch(() => undefined);
    await told;
  }

  async #tellAll(memberId: string, streams: ReadonlySet<Stream>): Promise<void> {
    const count = await countUnread(this.#app, memberId);
    for (const stream of streams) stream.send({ name: 'count', data: { count } }, String(count));
  }
}

const listenersOf = perApp((app) => new Listeners(app));

/** Tells a member's browser how much is not read, as it changes (server-sent events). */
export async function listen(visit: Visit): Promise<unknown> {
  const { app, request, reply } = visit;
  const member = await memberOf(app, request);
  if (!member) return reply.code(401).type('text/plain; charset=utf-8').send('Sign in first.');
  // HEAD asks for the headers only.
  if (request.method === 'HEAD') return reply.type('text/event-stream; charset=utf-8').send();
  if (await listenersOf(app).add(visit, member)) return reply;
  return reply
    .code(503)
    .type('text/plain; charset=utf-8')
    .send('There are too many open pages. The page works without.');
}

/** Ends the streams when the process stops. */
export async function runLive(app: App, signal: AbortSignal): Promise<Running> {
  const listeners = listenersOf(app);
  const ended = new Promise<void>((resolve) => {
    signal.addEventListener('abort', () => {
      listeners.end();
      resolve();
    });
  });
  return { stopped: () => ended };
}
