import { lastSeqOf, offersMail, rowsOf, type Row } from '../state/select.ts';
import type { State } from '../state/state.ts';
import { answersCard, detailsCard, endedCard, endingCard, mailCard, ratingCard } from './cards.ts';
import { createComposer } from './composer.ts';
import { createList, createSlot, make, setText } from './dom.ts';
import { isQuiet } from './header.ts';
import { icon } from './icons.ts';
import type { Kit, Part } from './kit.ts';
import { buildRow, textOf } from './transcript.ts';

/** Within so many pixels of its end the transcript follows what comes. */
const NEAR = 80;

export interface Talk extends Part {
  askEnd(): void;
  focus(): void;
  /** The panel was opened: everything has its size now. */
  shown(): void;
}

/** Transcript, the card that is due, and the composer. */
export function createTalk(kit: Kit): Talk {
  let isEnding = false;
  const composer = createComposer(kit);
  const { element, scroller, newer, greeting, rows, typing, place, offer } = buildTalk(kit, composer.element);
  const showRows = createList<Row>(rows, (row) => buildRow(kit, row));
  const showCard = createSlot(place);
  const showOffer = createSlot(offer);
  const follow = followEnd(scroller, newer, kit);
  const goOn = () => {
    isEnding = false;
    talk.update(kit.state());
  };
  let last = { seq: 0, own: 0 };
  const talk: Talk = {
    element,
    focus: () => (composer.element.hidden ? scroller.focus() : composer.focus()),
    shown: follow.toEnd,
    askEnd() {
      isEnding = true;
      talk.update(kit.state());
    },
    update(state) {
      const wasAtEnd = follow.isAtEnd();
      if (state.visit?.isEnded || !state.visit) isEnding = false;
      showGreeting(greeting, state);
      showRows(rowsOf(state));
      const isTyped = state.typing !== null && !isQuiet(state);
      setText(typing, isTyped ? typist(kit, state) : '');
      typing.hidden = !isTyped;
      const card = cardOf(kit, state, isEnding, goOn);
      const shown = showCard(card?.key ?? null, () => card!.build());
      if (shown && state.isOpen) shown.querySelector<HTMLElement>('input:not([type=radio]), h2')?.focus();
      showOffer(card ? null : offerKey(state), () => offerOf(kit, state));
      composer.element.hidden = card !== null && card.key !== 'ending';
      composer.update(state);
      const now = { seq: lastSeqOf(state), own: state.pending.length + (state.opening ? 1 : 0) };
      if (wasAtEnd || now.own > last.own || shown) follow.toEnd();
      else if (now.seq > last.seq) newer.hidden = false;
      last = now;
    },
  };
  return talk;
}

function buildTalk(kit: Kit, composer: HTMLElement) {
  const { say } = kit;
  const greeting = make('div', { class: 'greeting', dir: 'auto' });
  const rows = make('ol', { class: 'rows' });
  const typing = make('p', { class: 'typing', hidden: true });
  const live = make(
    'div',
    { role: 'log', 'aria-live': 'polite', 'aria-relevant': 'additions', 'aria-label': say('log') },
    rows,
  );
  const place = make('div', { class: 'cards' });
  const offer = make('div', { class: 'offer' });
  const name = say('panel', { name: kit.state().config?.name ?? '' });
  const scroller = make(
    'div',
    { class: 'scroller', tabindex: '0', role: 'region', 'aria-label': name },
    greeting,
    live,
    typing,
    place,
    offer,
  );
  const newer = make('button', { type: 'button', class: 'newer', hidden: true }, icon('down'), say('newer'));
  const drop = make('div', { class: 'drop', hidden: true, 'aria-hidden': 'true' }, icon('clip'), say('drop'));
  const element = make(
    'div',
    { class: 'talk' },
    make('div', { class: 'view' }, scroller, newer),
    composer,
    drop,
  );
  takeDrops(element, drop, kit);
  return { element, scroller, newer, greeting, rows, typing, place, offer };
}

/** Stays at the end while the reader is there, and never pulls him away from elsewhere. */
function followEnd(scroller: HTMLElement, newer: HTMLElement, { acts }: Kit) {
  let isFollowing = true;
  const isAtEnd = () => scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR;
  const look = () => {
    isFollowing = isAtEnd();
    if (isFollowing) newer.hidden = true;
    if (isFollowing && document.visibilityState === 'visible') acts.seen();
  };
  const toEnd = () => {
    scroller.scrollTop = scroller.scrollHeight;
    look();
  };
  const stay = () => isFollowing && toEnd();
  newer.addEventListener('click', toEnd);
  scroller.addEventListener('scroll', look, { passive: true });
  document.addEventListener('visibilitychange', look);
  new ResizeObserver(stay).observe(scroller);
  // Pictures have no height until they are there.
  scroller.addEventListener('load', stay, { capture: true });
  return { isAtEnd, toEnd };
}

function showGreeting(greeting: HTMLElement, { config }: State): void {
  const words = config?.texts.greeting ?? '';
  if (greeting.textContent !== words) greeting.replaceChildren(...textOf(words));
  greeting.hidden = words === '';
}

function typist({ say }: Kit, { typing, agent }: State): string {
  const name = typing?.name ?? agent?.name;
  return name ? say('typing', { name }) : say('typing.somebody');
}

interface Card {
  key: string;
  build(): HTMLElement;
}

/** What the visitor is to decide now, if anything. */
function cardOf(kit: Kit, state: State, isEnding: boolean, goOn: () => void): Card | null {
  const { opening, visit } = state;
  if (opening?.step === 'looking')
    return {
      key: 'looking',
      build: () => make('p', { class: 'looking', role: 'status' }, kit.say('answers.looking')),
    };
  if (opening?.step === 'answers')
    return {
      key: `answers ${opening.clientId} ${opening.helpedBy}`,
      build: () => answersCard(kit, opening.answers, opening.helpedBy),
    };
  if (opening?.step === 'details')
    return { key: `details ${opening.clientId}`, build: () => detailsCard(kit, state) };
  if (visit?.isEnded)
    return visit.rating === null
      ? { key: 'rating', build: () => ratingCard(kit) }
      : { key: 'ended', build: () => endedCard(kit, visit.rating) };
  return isEnding ? { key: 'ending', build: () => endingCard(kit, goOn) } : null;
}

function offerKey(state: State): string | null {
  if (offersMail(state)) return 'offer';
  const { visitor, visit } = state;
  return visit && visitor.mail !== null && state.config?.asksMail !== 'never' ? `done ${visitor.mail}` : null;
}

function offerOf(kit: Kit, { visitor }: State): HTMLElement {
  if (visitor.mail === null) return mailCard(kit);
  return make(
    'p',
    { class: 'told' },
    icon('mail'),
    make('span', { dir: 'auto' }, kit.say('mail.done', { mail: visitor.mail })),
  );
}

function takeDrops(element: HTMLElement, drop: HTMLElement, { acts, state }: Kit): void {
  let depth = 0;
  const carries = (event: DragEvent) =>
    Boolean(event.dataTransfer?.types.includes('Files')) && state().config?.maxBytes !== 0;
  const show = (isOver: boolean) => {
    if (!isOver) depth = 0;
    drop.hidden = !isOver;
  };
  element.addEventListener('dragenter', (event) => {
    if (!carries(event)) return;
    event.preventDefault();
    depth++;
    show(true);
  });
  element.addEventListener('dragover', (event) => carries(event) && event.preventDefault());
  element.addEventListener('dragleave', () => --depth <= 0 && show(false));
  element.addEventListener('drop', (event) => {
    if (!carries(event)) return;
    event.preventDefault();
    show(false);
    acts.addFiles(Array.from(event.dataTransfer?.files ?? []));
  });
}
