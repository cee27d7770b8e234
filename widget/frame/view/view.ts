import { stageOf, type Stage } from '../state/select.ts';
import type { State } from '../state/state.ts';
import { createAway } from './away.ts';
import { make, setText } from './dom.ts';
import { createHeader, isQuiet } from './header.ts';
import type { Kit, Part } from './kit.ts';
import { createTalk } from './talk.ts';

export interface View {
  update(state: State): void;
  /** The panel was opened: the focus goes where one goes on. */
  opened(state: State): void;
}

/** Puts the whole view into the page, in the place of what was there. */
export function mountView(root: HTMLElement, kit: Kit): View {
  const { say } = kit;
  const talk = createTalk(kit);
  const header = createHeader(kit, () => talk.askEnd());
  const banner = make('p', { class: 'banner', role: 'status' });
  const plain = make('p', { class: 'plain', role: 'status' });
  const place = make('main', {});
  const parts: Record<Stage, Part> = {
    talk,
    away: createAway(kit),
    locked: word(plain, say('locked')),
    loading: word(plain, say('loading')),
    failed: word(plain, say('failed')),
  };
  root.replaceChildren(header.element, banner, place);
  root.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && !event.isComposing) kit.acts.close();
  });
  let shown: Stage | undefined;
  let wasQuiet = false;
  return {
    update(state) {
      const stage = stageOf(state);
      header.update(state);
      if (stage !== shown) place.replaceChildren(parts[stage].element);
      shown = stage;
      parts[stage].update(state);
      const isAway = isQuiet(state) && stage !== 'failed';
      if (isAway) setText(banner, say(state.isOnline ? 'unreached' : 'offline'));
      else setText(banner, wasQuiet ? say('back') : (banner.textContent ?? ''));
      banner.classList.toggle('is-away', isAway);
      wasQuiet = isAway;
    },
    opened(state) {
      const first = root.querySelector<HTMLElement>('.letter input');
      // On a phone the keyboard would cover what is to be read first.
      if (state.isFull) root.querySelector<HTMLElement>('h1')?.focus();
      else if (shown === 'talk') talk.focus();
      else (first ?? root.querySelector<HTMLElement>('h1'))?.focus();
      if (shown === 'talk') talk.shown();
    },
  };
}

function word(element: HTMLElement, text: string): Part {
  return { element, update: () => setText(element, text) };
}
