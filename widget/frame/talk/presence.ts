import type { Page } from '../../shared/protocol.ts';
import { CallError } from './api.ts';
import { stayLive } from './live.ts';
import { backoffMs, type Room } from './room.ts';
import type { Tabs } from './tabs.ts';
import { beginVisit, tokenOf } from './visit.ts';

/** The visit over its whole life: found again, told of pages and identity, heard live, left and forgotten. */
export interface Presence {
  /** Takes up the visit of the kept token or identity; tries until the server answers. */
  visit(): void;
  /** The visitor is on this page now. */
  isOn(page: Page | null): void;
  /** Another tab has begun a visit, or has forgotten it. */
  tokenElsewhere(token: string | null): void;
  /** The next message begins another chat. */
  leaveVisit(): void;
  /** Nothing of the visitor stays in this browser. */
  forget(): void;
}

export function createPresence(room: Room, tabs: Tabs): Presence {
  const { store, keep } = room;
  let stop: (() => void) | undefined;
  let toldUrl = room.page?.url;

  const listen = () => {
    stop?.();
    stop = tabs.oneOfUs((signal) => stayLive(room, signal));
  };
  const hush = () => {
    stop?.();
    stop = undefined;
  };
  const visit = () => {
    toldUrl = room.page?.url;
    void takeUpVisit(room);
  };
  store.subscribe((_state, before, action) => {
    if (action.type !== 'visited') return;
    if (action.isAnother) tabs.tell({ kind: 'token', token: tokenOf(room) });
    if (action.isAnother || !before.visit || !stop) listen();
  });
  watchPage(room, tabs, { listen, hush });
  return {
    visit,
    isOn(page) {
      if (!page) return;
      room.page = page;
      if (store.state.visit && page.url !== toldUrl) visit();
    },
    tokenElsewhere(token) {
      if (token !== null) return visit();
      hush();
      // Whoever signed out there is nobody here, too.
      store.dispatch({ type: keep.get('visitor') === null ? 'forgot' : 'left' });
    },
    leaveVisit() {
      hush();
      keep.set('token', undefined);
      room.wantsNew = true;
      store.dispatch({ type: 'left' });
      tabs.tell({ kind: 'token', token: null });
    },
    forget() {
      sayGone(room, tabs);
      hush();
      room.identity = null;
      store.dispatch({ type: 'forgot' });
      keep.forget();
      tabs.tell({ kind: 'token', token: null });
      tabs.close();
    },
  };
}

async function takeUpVisit(room: Room): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    try {
      await beginVisit(room);
      return;
    } catch (error) {
      if (error instanceof CallError && !error.isPassing) return refusedVisit(room, error);
      await room.rest(Math.max(error instanceof CallError ? error.waitMs : 0, backoffMs(attempt)));
    }
  }
}

/** The page goes, and may come back out of the browser's memory. */
function watchPage(room: Room, tabs: Tabs, { listen, hush }: { listen(): void; hush(): void }): void {
  addEventListener('pagehide', () => {
    sayGone(room, tabs);
    hush();
    tabs.farewell();
  });
  addEventListener('pageshow', (event) => {
    if (event.persisted && room.store.state.visit) listen();
  });
}

/** The last tab says that the visitor has left, so that what comes now can go by mail. */
function sayGone(room: Room, tabs: Tabs): void {
  const token = tokenOf(room);
  if (token && room.store.state.visit && tabs.others() === 0) room.api.beacon('/leave', { token });
}

/** A company that signs wrongly learns it from its own console; the visitor can still write unless identity is needed. */
function refusedVisit(room: Room, error: CallError): void {
  console.warn(`rapport: ${error.message || error.code || error.status}`);
  if (error.code !== 'chat.identity') return;
  room.identity = null;
  if (tokenOf(room)) void beginVisit(room).catch(() => {});
}
