import type { FastifyReply } from 'fastify';
import { type App, perApp } from '#platform/app/index.ts';
import type { Running } from '#platform/feature/index.ts';
import { openStream, type Stream } from '#platform/live/index.ts';
import { chatErrors } from './errors.ts';
import { agentOf, readMessages, shownName } from './messages.ts';
import { tellConsole, visitorLeft, type Visiting } from './visits.ts';
import { markSeen, selectVisit, updateVisit } from './visits-store.ts';
import './events.ts';

const MOST_A_VISIT = 8;
const MOST_STREAMS = 5000;
const BEAT_MS = 15_000;
const SEEN_MS = 20_000;

interface Listener extends Visiting {
  stream: Stream;
  /** Everything up to here was told, or will be asked for. */
  seq: number;
  agent: string | null;
  /** One thing after the other, so that messages keep their order. */
  last: Promise<unknown>;
}

interface Viewer {
  name: string;
  isTyping: boolean;
}

/** Browsers of visitors that listen to this process. */
class Listeners {
  readonly #app: App;
  readonly #byVisit = new Map<string, Set<Listener>>();
  /** Colleagues who look at a conversation, as far as they were told of. */
  readonly #viewers = new Map<string, Viewer[]>();
  #count = 0;

  constructor(app: App) {
    this.#app = app;
    app.bus.on('chat.said', ({ visitId }) => this.#each(visitId, (one) => this.#tellMessages(one)));
    app.bus.on('chat.removed', ({ visitId, messageId }) =>
      this.#each(visitId, async (one) => this.#send(one, 'removed', { id: messageId })),
    );
    app.bus.on('chat.closed', ({ visitId }) =>
      this.#each(visitId, async (one) => {
        this.#send(one, 'closed', {});
        one.stream.end();
      }),
    );
    app.bus.on('inbox.presence', ({ conversationId, viewers }) => this.#hearViewers(conversationId, viewers));
    app.bus.on('bus.resync', () => {
      for (const visitId of this.#byVisit.keys()) this.#each(visitId, (one) => this.#tellMessages(one));
    });
  }

  get visitIds(): string[] {
    return [...this.#byVisit.keys()];
  }

  add(visiting: Visiting, reply: FastifyReply, after: number): void {
    const { visit } = visiting;
    const known = this.#byVisit.get(visit.id) ?? new Set<Listener>();
    if (known.size >= MOST_A_VISIT || this.#count >= MOST_STREAMS) throw chatErrors('chat.busy');
    const stream = openStream({
      app: this.#app,
      reply,
      userId: visit.id,
      beatMs: BEAT_MS,
      isAdmitted: async () => true,
      onEnd: () => this.#drop(listener),
    });
    const listener: Listener = { ...visiting, stream, seq: after, agent: null, last: Promise.resolve() };
    this.#byVisit.set(visit.id, known.add(listener));
    this.#count += 1;
    this.#queue(listener, async () => {
      await updateVisit(this.#app, visit.id, {}, { isSeen: true });
      await tellConsole(this.#app, visit);
      const agent = await agentOf(this.#app, listener);
      listener.agent = agent?.name ?? null;
      this.#send(listener, 'agent', agent);
      await this.#tellMessages(listener);
    });
  }

  /** Ends the streams of visits that are over. */
  end(visitIds: readonly string[]): void {
    for (const id of visitIds) for (const { stream } of this.#byVisit.get(id) ?? []) stream.end();
  }

  #drop(listener: Listener): void {
    const { visit } = listener;
    const left = this.#byVisit.get(visit.id);
    if (!left?.delete(listener)) return;
    this.#count -= 1;
    if (left.size > 0) return;
    this.#byVisit.delete(visit.id);
    if (visit.conversationId !== null) this.#viewers.delete(visit.conversationId);
    void visitorLeft(this.#app, visit).catch(() => undefined);
  }

  #each(visitId: string, tell: (listener: Listener) => Promise<void>): void {
    for (const listener of this.#byVisit.get(visitId) ?? []) this.#queue(listener, () => tell(listener));
  }

  #queue(listener: Listener, work: () => Promise<void>): void {
    // What cannot be told now is asked for when the browser comes back.
    listener.last = listener.last.then(work).catch(() => listener.stream.end());
  }

  async #tellMessages(listener: Listener): Promise<void> {
    const messages = await readMessages(this.#app, listener, listener.seq);
    for (const message of messages) {
      const name = message.author?.name ?? null;
      if (message.from === 'agent' && name !== listener.agent) {
        listener.agent = name;
        this.#send(listener, 'agent', message.author);
      }
      listener.stream.send({ name: 'message', data: message }, String(message.seq));
      listener.seq = message.seq;
    }
    await this.#learnConversation(listener);
    if (messages.some(({ from }) => from === 'visitor')) this.#tellRead(listener);
  }

  /** His first message opens the conversation. */
  async #learnConversation(listener: Listener): Promise<void> {
    if (listener.visit.conversationId !== null) return;
    const visit = await selectVisit(this.#app, listener.visit.id);
    if (visit) listener.visit = visit;
  }

  #hearViewers(conversationId: string, viewers: Viewer[]): void {
    for (const listeners of this.#byVisit.values())
      for (const listener of listeners) {
        if (listener.visit.conversationId !== conversationId) continue;
        this.#viewers.set(conversationId, viewers);
        this.#queue(listener, async () => {
          const typing = viewers.find(({ isTyping }) => isTyping);
          const name = typing ? await shownName(this.#app, listener.widget, typing.name) : null;
          this.#send(listener, 'typing', { isTyping: typing !== undefined, name });
          this.#tellRead(listener);
        });
      }
  }

  /** A colleague has the chat before him. */
  #tellRead(listener: Listener): void {
    const { conversationId } = listener.visit;
    const viewers = conversationId === null ? [] : (this.#viewers.get(conversationId) ?? []);
    if (viewers.length > 0) this.#send(listener, 'read', { seq: listener.seq });
  }

  #send({ stream, seq }: Listener, name: string, data: unknown): void {
    stream.send({ name, data }, String(seq));
  }
}

const listenersOf = perApp((app) => new Listeners(app));

/** Turns the answer into a stream of what happens in the chat, from behind `after`. Throws `chat.busy`. */
export function listen(app: App, visiting: Visiting, reply: FastifyReply, after: number): void {
  listenersOf(app).add(visiting, reply, after);
}

/** Notes every few seconds which visitors are here, and ends the streams of those whose chats are over. */
export async function runListening(app: App, signal: AbortSignal): Promise<Running> {
  const listeners = listenersOf(app);
  const noting = (async () => {
    while (!signal.aborted) {
      await app.clock.sleep(SEEN_MS, signal);
      try {
        listeners.end(await markSeen(app, listeners.visitIds));
      } catch (error) {
        app.log.debug({ err: error }, 'visitors could not be noted as present; trying again');
      }
    }
    listeners.end(listeners.visitIds);
  })();
  return { stopped: () => noting };
}
