import type { Page, Settings, ToFrame } from '../shared/protocol.ts';
import type { Host } from './host.ts';
import { lookOf, paintPage, setTheme } from './look.ts';
import { en } from './messages/en.ts';
import { loadTexts, nearestLanguage, sayIn, usableTag } from './messages/index.ts';
import type { Action } from './state/actions.ts';
import { lastSeqOf, unreadOf } from './state/select.ts';
import type { State } from './state/state.ts';
import { createActs, leadOpening } from './talk/acts.ts';
import { createApi } from './talk/api.ts';
import { createKeep } from './talk/keep.ts';
import { createPresence, type Presence } from './talk/presence.ts';
import { draftOf, recall, remember } from './talk/remember.ts';
import { createStore, rest, type Room } from './talk/room.ts';
import { startSender } from './talk/sender.ts';
import { isShared, openTabs, type TabNews } from './talk/tabs.ts';
import { startUploads } from './talk/uploads.ts';
import { loadConfig, tokenOf } from './talk/visit.ts';
import { clockIn } from './text/times.ts';
import type { Acts } from './view/kit.ts';
import { mountView, type View } from './view/view.ts';

/** Settings older than this are asked for again when the panel opens: hours begin and end. */
const FRESH_MS = 60_000;

/** Everything of one frame, from the page's first word to its last. */
export function createSession(widget: string, host: Host): { hear(message: ToFrame): void } {
  const room = createRoom(widget);
  const { store } = room;
  const fromTabs = new WeakSet<Action>();
  const tabs = openTabs(widget, (news: TabNews) => {
    if (news.kind === 'token') return presence.tokenElsewhere(news.token);
    fromTabs.add(news.action);
    store.dispatch(news.action);
  });
  const presence = createPresence(room, tabs);
  const sender = startSender(room);
  const uploads = startUploads(room);
  const acts = createActs(room, uploads, {
    close: () => host.tell({ type: 'close' }),
    left: () => presence.leaveVisit(),
  });
  const face = createFace(room, host, acts);
  store.subscribe((state, before, action) => {
    if (isShared(action) && !fromTabs.has(action)) tabs.tell({ kind: 'action', action });
    face.show(state);
    if (unreadOf(state) !== unreadOf(before)) face.tellUnread();
    if (action.type === 'said' && lastSeqOf(state) > lastSeqOf(before))
      host.tell({ type: 'said', from: action.message.from });
    sender.wake();
    uploads.wake();
  });
  remember(room);
  leadOpening(room);
  for (const name of ['online', 'offline'] as const)
    addEventListener(name, () => store.dispatch({ type: 'online', isOnline: navigator.onLine }));
  return { hear: (message) => hear({ room, presence, face, host }, message) };
}

interface Parts {
  room: Room;
  presence: Presence;
  face: Face;
  host: Host;
}

function hear({ room, presence, face, host }: Parts, message: ToFrame): void {
  switch (message.type) {
    case 'start':
      return void start({ room, presence, face, host }, message.settings, message.identity ?? null);
    case 'panel':
      face.panel(message.isOpen, message.isFull);
      if (message.isOpen) presence.isOn(pageOf(message.page));
      return;
    case 'identify':
      room.identity = message.identity;
      return presence.visit();
    case 'set': {
      const { language, page } = message.settings;
      setTheme(message.settings);
      if (page) presence.isOn(pageOf(page));
      if (language !== undefined) void face.speak(language);
      return;
    }
    case 'shutdown':
      presence.forget();
      host.tell({ type: 'gone' });
  }
}

async function start(
  { room, presence, face }: Parts,
  settings: Settings,
  identity: string | null,
): Promise<void> {
  room.page = pageOf(settings.page);
  room.identity = identity;
  setTheme(settings);
  room.store.dispatch({ type: 'online', isOnline: navigator.onLine });
  await face.speak(settings.language ?? 'en');
  recall(room);
  if (room.identity !== null || tokenOf(room)) presence.visit();
}

function createRoom(widget: string): Room {
  const store = createStore();
  return {
    store,
    api: createApi(widget, (isReached) => store.dispatch({ type: 'reached', isReached })),
    keep: createKeep(widget),
    language: 'en',
    page: null,
    identity: null,
    wantsNew: false,
    rest,
    say: sayIn(en),
  };
}

interface Face {
  /** Fetches the settings and texts of a language and shows everything in it. */
  speak(wanted: string): Promise<void>;
  show(state: State): void;
  panel(isOpen: boolean, isFull: boolean): void;
  tellUnread(): void;
}

/** What is seen of the chat: the view in the frame, and the launcher on the page around it. */
function createFace(room: Room, host: Host, acts: Acts): Face {
  const { store } = room;
  let view: View | undefined;
  let loadedAt = 0;
  const tellUnread = () => {
    const count = unreadOf(store.state);
    host.tell({ type: 'unread', count, label: room.say('launcher.unread', { count }) });
  };
  const mount = () => {
    const { config } = store.state;
    if (!config) return;
    const { language, say } = room;
    paintPage(language, config);
    const clock = clockIn(language);
    view = mountView(document.body, {
      acts,
      say,
      clock,
      language,
      draft: draftOf(room),
      state: () => store.state,
    });
    view.update(store.state);
    host.tell({ type: 'ready', look: lookOf(language, config, say) });
    tellUnread();
  };
  return {
    tellUnread,
    show: (state) => view?.update(state),
    async speak(wanted) {
      room.language = usableTag(wanted);
      await loadConfig(room);
      loadedAt = Date.now();
      const chosen = store.state.config?.language;
      // The company may not write in the reader's language; then everything is in the one that it does write in.
      if (chosen && nearestLanguage(chosen) !== nearestLanguage(room.language))
        room.language = usableTag(chosen);
      room.say = await loadTexts(room.language);
      mount();
    },
    panel(isOpen, isFull) {
      const wasOpen = store.state.isOpen;
      store.dispatch({ type: 'panel', isOpen, isFull });
      if (!isOpen || wasOpen) return;
      view?.opened(store.state);
      if (Date.now() - loadedAt < FRESH_MS) return;
      loadedAt = Date.now();
      void loadConfig(room);
    },
  };
}

/** As much of it as the server takes. */
function pageOf(page: Page | undefined): Page | null {
  return page ? { url: page.url.slice(0, 2000), title: page.title.slice(0, 300) } : null;
}
