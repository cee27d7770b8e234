import type { Look } from '../shared/protocol.ts';
import { buildParts, type Parts } from './parts.ts';
import { fitToViewport, SMALL } from './viewport.ts';

export interface Panel {
  readonly frame: HTMLIFrameElement;
  readonly isOpen: boolean;
  /** It covers the whole screen, as on a phone. */
  readonly isFull: boolean;
  /** The launcher appears, looking so. */
  show(look: Look): void;
  /** Whether that changed anything; before `show` there is nothing to open. */
  open(): boolean;
  close(): boolean;
  setUnread(count: number, label: string): void;
  hide(): void;
  remove(): void;
}

interface Heard {
  asked(): void;
  dismissed(): void;
  /** It went from part of the screen to the whole of it, or back. */
  changed(): void;
}

export function createPanel(address: string, heard: Heard): Panel {
  const parts = buildParts(address);
  const { host, launcher, badge, news, dialog, frame } = parts;
  const names = createNames(parts);
  const place = createPlace(parts, heard.changed);
  launcher.addEventListener('click', heard.asked);
  dialog.addEventListener('cancel', (event) => {
    event.preventDefault();
    heard.dismissed();
  });
  host.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && dialog.open) heard.dismissed();
  });
  return {
    frame,
    get isOpen() {
      return dialog.open;
    },
    get isFull() {
      return place.isFull();
    },
    show(look) {
      paint(host, look);
      launcher.hidden = false;
      names.set(look);
    },
    open() {
      if (dialog.open || launcher.hidden) return false;
      place.appear();
      names.tell();
      return true;
    },
    close() {
      if (!dialog.open) return false;
      place.vanish();
      names.tell();
      giveBackFocus(parts);
      return true;
    },
    setUnread(count, label) {
      badge.hidden = count === 0;
      badge.textContent = count > 99 ? '99+' : String(count);
      news.textContent = dialog.open || count === 0 ? '' : label;
      names.setUnread(count > 0 ? label : '');
    },
    hide: () => void (launcher.hidden = true),
    remove() {
      place.remove();
      host.remove();
    },
  };
}

function paint(host: HTMLElement, { fill, ink, isAtStart, isRightToLeft }: Look): void {
  host.dir = isRightToLeft ? 'rtl' : 'ltr';
  host.classList.toggle('left', isAtStart !== isRightToLeft);
  host.style.setProperty('--fill', fill);
  host.style.setProperty('--ink', ink);
}

/** What the launcher is called: by what it does now, and by what is new. */
function createNames({ launcher, dialog, frame }: Parts) {
  let labels = { open: '', close: '', panel: '' };
  let unread = '';
  const tell = () => {
    launcher.setAttribute('aria-expanded', String(dialog.open));
    launcher.setAttribute('aria-label', dialog.open ? labels.close : unread || labels.open);
  };
  return {
    tell,
    set(look: Look) {
      ({ labels } = look);
      frame.title = labels.panel;
      dialog.setAttribute('aria-label', labels.panel);
      tell();
    },
    setUnread(label: string) {
      unread = label;
      tell();
    },
  };
}

/** A window beside the page, or on small screens a modal one over everything. */
function createPlace({ dialog, frame }: Parts, changed: () => void) {
  const small = matchMedia(SMALL);
  const isFull = () => small.matches;
  const stretch = fitToViewport(dialog, () => dialog.open && isFull());
  const appear = () => {
    if (isFull()) dialog.showModal();
    else dialog.show();
    stretch();
    frame.focus();
  };
  const vanish = () => {
    dialog.close();
    stretch();
  };
  const resized = () => {
    if (!dialog.open) return;
    dialog.close();
    appear();
    changed();
  };
  small.addEventListener('change', resized);
  return {
    isFull,
    appear,
    vanish,
    remove() {
      small.removeEventListener('change', resized);
      if (dialog.open) vanish();
    },
  };
}

/** Whoever opened it by a key goes on where he was. */
function giveBackFocus({ host, launcher }: Parts): void {
  const at = document.activeElement;
  if (!at || at === document.body || at === host) launcher.focus();
}
