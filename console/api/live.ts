/** What the server tells while it happens. Names and shapes of `GET /api/v1/live`. */
export interface LiveEvents {
  'alert.changed': { incidentId: string | null };
  'approval.changed': { approvalId: string; conversationId: string };
  'approvals.configured': Record<string, never>;
  'case.changed': { ids: string[]; count: number };
  'person.changed': { accountIds: string[] };
  'brand.changed': Record<string, never>;
  'calendar.changed': { calendarId: string };
  'chat.changed': { widgetId: string };
  'chat.visitor': { conversationId: string; isTyping: boolean | null };
  'canned.changed': Record<string, never>;
  'schedule.changed': { conversationId: string };
  'macro.progress': { runId: string; done: number; total: number };
  'macros.changed': Record<string, never>;
  'satisfaction.changed': { conversationIds: string[] };
  'coverage.changed': { what: 'shifts' | 'settings' | 'stage' };
  /** `*` for outlets and their stock. */
  'demand.changed': { needId: string };
  'import.changed': { importId: string };
  'inbox.changed': { ids: string[]; count: number };
  'inbox.presence': { conversationId: string; viewers: { id: string; name: string; isTyping: boolean }[] };
  'intents.activated': { modelId: string };
  'intents.changed': Record<string, never>;
  'intents.training': { modelId: string; state: 'running' | 'ready' | 'failed'; progress: number };
  'contributions.changed': Record<string, never>;
  'forum.changed': { threadId: string | null };
  'imports.changed': { importId: string };
  'idea.changed': { ideaId: string | null };
  'review.changed': { productId: string | null };
  'honours.changed': Record<never, never>;
  'moderation.changed': { kind: string; id: string };
  'community.changed': Record<string, never>;
  'forms.changed': Record<string, never>;
  'site.changed': Record<string, never>;
  'knowledge.changed': { articleIds: string[] };
  'member.changed': { memberId: string };
  'member.joined': { memberId: string };
  'labels.corrected': { postIds: string[] };
  'understanding.changed': Record<string, never>;
  'voice.changed': { what: 'guide' | 'examples' | 'reading' | 'drafting' };
  'labels.progress': { state: 'running' | 'done'; done: number; total: number };
  'promises.changed': { policyId: string | null };
  'promises.progress': { done: number; total: number; isOver: boolean };
  'replay.changed': { replayId: string };
  'outbox.switched': { id: string };
  'webhook.changed': { endpointId: string };
  'reply.changed': { replyId: string; conversationId: string; state: string };
  'routing.changed': { revision: number };
  'source.health': Record<string, never>;
  'stream.arrived': { count: number };
  'teams.changed': Record<string, never>;
  'topic.changed': { topicId: string };
  'topic.progress': {
    topicId: string;
    state: 'running' | 'paused' | 'done' | 'cancelled';
    done: number;
    total: number;
    found: number;
  };
  'notice.added': Record<string, never>;
  'bus.resync': Record<string, never>;
}
export type LiveName = keyof LiveEvents;
export type LiveState = 'connecting' | 'open' | 'retrying';

const NAMES: readonly LiveName[] = [
  'alert.changed',
  'approval.changed',
  'approvals.configured',
  'brand.changed',
  'calendar.changed',
  'chat.changed',
  'chat.visitor',
  'canned.changed',
  'schedule.changed',
  'macro.progress',
  'macros.changed',
  'satisfaction.changed',
  'coverage.changed',
  'case.changed',
  'person.changed',
  'demand.changed',
  'import.changed',
  'inbox.changed',
  'inbox.presence',
  'intents.activated',
  'intents.changed',
  'intents.training',
  'contributions.changed',
  'forum.changed',
  'imports.changed',
  'idea.changed',
  'review.changed',
  'honours.changed',
  'moderation.changed',
  'community.changed',
  'knowledge.changed',
  'member.changed',
  'member.joined',
  'labels.corrected',
  'labels.progress',
  'understanding.changed',
  'voice.changed',
  'promises.changed',
  'promises.progress',
  'replay.changed',
  'outbox.switched',
  'webhook.changed',
  'reply.changed',
  'routing.changed',
  'source.health',
  'stream.arrived',
  'teams.changed',
  'topic.changed',
  'topic.progress',
  'notice.added',
  'bus.resync',
];

/** Seconds until the next try: 1, 2, 4 … 30, with a quarter of chance so that a room of consoles does not come back as one. */
export function backOff(failures: number, chance: number = Math.random()): number {
  return Math.min(30, 2 ** Math.min(failures, 5)) * (0.875 + chance * 0.25);
}

/** What a page reads while the stream takes longer than this to open may have changed before anybody is told; milliseconds. */
const LATE = 500;

/** `EventSource.CONNECTING`, which Node does not have. */
const CONNECTING = 0;

type Listener = (data: unknown) => void;

/** One stream of events for the whole console. It connects again by itself; after a gap listeners get `bus.resync`. */
export class Live {
  #open: (url: string) => EventSource;
  #listeners = new Map<LiveName, Set<Listener>>();
  #stateListeners = new Set<() => void>();
  #state: LiveState = 'connecting';
  #source: EventSource | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #failures = 0;
  #hasGap = false;
  /** Milliseconds of `performance.now`; of a stream that is not open yet. */
  #begun = Infinity;

  constructor(open: (url: string) => EventSource = (url) => new EventSource(url)) {
    this.#open = open;
  }

  start(): void {
    if (this.#source === undefined) this.#connect();
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#source?.close();
    this.#source = undefined;
  }

  /** Tries at once instead of waiting for the back-off. */
  retry(): void {
    this.stop();
    this.#connect();
  }

  on<N extends LiveName>(name: N, listener: (data: LiveEvents[N]) => void): () => void {
    const set = this.#listeners.get(name) ?? new Set();
    const heard: Listener = (data) => listener(data as LiveEvents[N]);
    this.#listeners.set(name, set.add(heard));
    return () => set.delete(heard);
  }

  // Bound, because React hands these two around without their object.
  state = (): LiveState => this.#state;
  onState = (listener: () => void): (() => void) => {
    this.#stateListeners.add(listener);
    return () => this.#stateListeners.delete(listener);
  };

  #connect(): void {
    const source = this.#open('/api/v1/live');
    this.#source = source;
    this.#begun = performance.now();
    source.addEventListener('open', () => this.#opened());
    source.addEventListener('error', () => this.#failed(source));
    for (const name of NAMES) {
      source.addEventListener(name, (event) => {
        const data = parse((event as MessageEvent<string>).data);
        if (data !== undefined) this.#tell(name, data);
      });
    }
  }

  #opened(): void {
    this.#failures = 0;
    this.#setState('open');
    if (this.#hasGap || performance.now() - this.#begun > LATE) this.#tell('bus.resync', {});
    this.#hasGap = false;
    this.#begun = Infinity;
  }

  #failed(source: EventSource): void {
    if (source !== this.#source) return;
    this.#failures += 1;
    if (this.#failures > 1) this.#setState('retrying');
    // The browser is connecting again by itself, and tells the server what it saw last.
    if (source.readyState === CONNECTING) return;
    source.close();
    this.#hasGap = true;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#connect(), backOff(this.#failures - 1) * 1000);
  }

  #tell(name: LiveName, data: unknown): void {
    for (const listener of this.#listeners.get(name) ?? []) listener(data);
  }

  #setState(next: LiveState): void {
    if (this.#state === next) return;
    this.#state = next;
    for (const listener of this.#stateListeners) listener();
  }
}

function parse(text: string): unknown {
  try {
    const data = JSON.parse(text) as unknown;
    return typeof data === 'object' && data !== null ? data : undefined;
  } catch {
    return undefined;
  }
}
