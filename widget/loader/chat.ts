import { type Settings, type ToFrame, type ToHost, unwrap, wrap } from '../shared/protocol.ts';
import { frameAddress, pageNow, started, whenAtRest } from './address.ts';
import type { Chat } from './commands.ts';
import { createEvents } from './events.ts';
import { createPanel, type Panel } from './panel.ts';

export interface Place {
  widget: string;
  /** Origin of the script, and so of the frame: nobody else is listened to. */
  address: string;
  settings: Settings;
}

interface Standing {
  panel?: Panel | undefined;
  settings: Settings;
  identity?: string | undefined;
  /** The frame has said hello. */
  isTalking: boolean;
  /** Somebody wants it open. */
  isWanted: boolean;
  /** Between `shutdown` and the frame's word that everything is forgotten. */
  isEnding: boolean;
}

/** The chat of this page. The frame is made when the page is at rest, or at once when somebody wants it. */
export function createChat(place: Place): Chat {
  const now: Standing = { settings: place.settings, isTalking: false, isWanted: false, isEnding: false };
  const { on, tell } = createEvents();
  const { send, tellPanel, make, end } = keepPanel(now, place, () => chat);
  const chat: Chat = {
    begin: () => whenAtRest(make),
    open() {
      make();
      now.isWanted = true;
      if (now.isEnding || !now.panel?.open()) return;
      tellPanel();
      tell('open');
    },
    close() {
      now.isWanted = false;
      if (!now.panel?.close()) return;
      tellPanel();
      tell('close');
    },
    toggle: () => (now.panel?.isOpen ? chat.close() : chat.open()),
    identify(identity) {
      now.identity = identity;
      make();
      if (now.isTalking && !now.isEnding) send({ type: 'identify', identity });
    },
    set(given) {
      now.settings = { ...now.settings, ...given };
      if (now.isTalking) send({ type: 'set', settings: given });
    },
    on,
    shutdown() {
      now.isWanted = false;
      now.identity = undefined;
      now.panel?.close();
      now.panel?.hide();
      now.isEnding = now.isTalking;
      // A frame that is there forgets the visitor first, and says so.
      if (now.isTalking) send({ type: 'shutdown' });
      else end();
      tell('shutdown');
    },
  };
  hear(now, place.address, { chat, tell, send, end });
  return chat;
}

function keepPanel(now: Standing, { widget, address }: Place, chat: () => Chat) {
  const send = (message: ToFrame) => now.panel?.frame.contentWindow?.postMessage(wrap(message), address);
  const tellPanel = () => {
    if (!now.panel) return;
    const { isOpen, isFull } = now.panel;
    send({ type: 'panel', isOpen, isFull, page: pageNow(now.settings) });
  };
  const make = () => {
    if (now.panel || now.isEnding) return;
    now.panel = createPanel(frameAddress(widget, address), {
      asked: () => chat().toggle(),
      dismissed: () => chat().close(),
      changed: tellPanel,
    });
  };
  const end = () => {
    now.panel?.remove();
    now.panel = undefined;
    now.isTalking = now.isEnding = false;
    // Somebody else signed in, or wanted to talk, while the one before was forgotten.
    if (now.isWanted || now.identity !== undefined) make();
  };
  return { send, tellPanel, make, end };
}

interface Ears {
  chat: Chat;
  tell(event: string, detail?: unknown): void;
  send(message: ToFrame): void;
  end(): void;
}

/** Listens to the frame, and to nobody else. */
function hear(now: Standing, address: string, { chat, tell, send, end }: Ears): void {
  const take = (message: ToHost) => {
    const { panel, settings, identity } = now;
    if (message.type === 'hello') {
      now.isTalking = true;
      send({ type: 'start', settings: started(settings), ...(identity !== undefined && { identity }) });
    } else if (message.type === 'ready') {
      panel?.show(message.look);
      tell('ready');
      if (now.isWanted) chat.open();
    } else if (message.type === 'unread') {
      panel?.setUnread(message.count, message.label);
      tell('unread', message.count);
    } else if (message.type === 'said') tell('message', { from: message.from });
    else if (message.type === 'close') chat.close();
    else if (message.type === 'gone') end();
  };
  addEventListener('message', ({ origin, source, data }) => {
    if (origin !== address || !now.panel || source !== now.panel.frame.contentWindow) return;
    const message = unwrap<ToHost>(data);
    if (message) take(message);
  });
}
