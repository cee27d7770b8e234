import { lastSeqOf, looseUploadsOf, unreadOf } from '../state/select.ts';
import { readAnswers } from '../state/shapes.ts';
import type { Letter, Opening, PendingFile, State } from '../state/state.ts';
import type { Acts } from '../view/kit.ts';
import { CallError } from './api.ts';
import { newId, type Room } from './room.ts';
import type { Uploads } from './uploads.ts';
import { loadConfig, tokenOf, withVisit } from './visit.ts';

const TYPING_EVERY_MS = 4000;

/** Everything that a visitor can do. `left`: he goes away from his visit, for another one. */
export function createActs(room: Room, uploads: Uploads, out: { close(): void; left(): void }): Acts {
  const { store, keep, api } = room;
  const call = (path: string, body: unknown) => withVisit(room, (token) => api.post(path, { token, body }));
  const quietly = (path: string, body: unknown) => void call(path, body).catch(() => {});
  return {
    close: out.close,
    submit: (text) => submit(room, text),
    typing: typist(room, (isTyping) => quietly('/typing', { isTyping })),
    saveDraft: (text) => keep.set('draft', text === '' ? undefined : text),
    addFiles: uploads.add,
    removeFile: uploads.remove,
    retry: (clientId) => store.dispatch({ type: 'again', clientId }),
    discard: (clientId) => store.dispatch({ type: 'discarded', clientId }),
    helped(answerId) {
      store.dispatch({ type: 'helped', answerId });
      noteHelped(room, answerId);
    },
    goOn: () => store.dispatch({ type: 'wentOn' }),
    takeBack: () => store.dispatch({ type: 'takenBack' }),
    introduce: (name, mail, form) => store.dispatch({ type: 'introduced', name, mail, form }),
    giveMail: (mail) =>
      succeeds(call('/mail', { address: mail }), () => store.dispatch({ type: 'mailGiven', mail })),
    rate: (score, text) =>
      succeeds(call('/rating', { score, text }), () => store.dispatch({ type: 'rated', score })),
    end: () => void succeeds(call('/end', {}), () => store.dispatch({ type: 'ended' })),
    anew: out.left,
    writeAway: (letter) => void askAway(room, letter),
    helpedAway(answerId) {
      store.dispatch({ type: 'awayHelped', answerId });
      noteHelped(room, answerId);
    },
    goOnAway: () => void (store.state.away.letter && writeAway(room, store.state.away.letter)),
    takeBackAway() {
      keep.set('draft', undefined);
      store.dispatch({ type: 'awayAnew' });
    },
    writeAgain: () => store.dispatch({ type: 'awayAnew' }),
    seen() {
      const { state } = store;
      if (!state.isOpen || !state.visit || unreadOf(state) === 0) return;
      const seq = lastSeqOf(state);
      store.dispatch({ type: 'seen', seq });
      quietly('/read', { seq });
    },
  };
}

function submit({ store, keep }: Room, text: string): void {
  keep.set('draft', undefined);
  const { state } = store;
  for (const one of looseUploadsOf(state))
    if (one.state === 'refused') store.dispatch({ type: 'fileRemoved', key: one.key });
  const files = looseUploadsOf(store.state).map(({ key, name, size, mediaType, file }): PendingFile => ({
    key,
    name,
    size,
    mediaType,
    id: file?.id ?? null,
  }));
  const isFirst = !state.visit && state.pending.length === 0 && !state.opening;
  store.dispatch({
    type: isFirst ? 'asked' : 'wrote',
    clientId: newId(),
    text,
    files,
    at: new Date().toISOString(),
  });
}

/** Leads the first words on: looks for answers, and hands them over when nothing is left to ask. */
export function leadOpening(room: Room): void {
  const { store } = room;
  const lead = ({ opening, pending }: State) => {
    if (!opening || pending.some(({ clientId }) => clientId === opening.clientId)) return;
    if (opening.step === 'going') return store.dispatch({ type: 'wrote', ...opening });
    if (opening.step !== 'looking') return;
    void lookUp(room, opening);
  };
  store.subscribe((state, before) => {
    if (state.opening?.clientId !== before.opening?.clientId || state.opening?.step !== before.opening?.step)
      lead(state);
  });
}

/** Without answers one is simply led on to a person. */
async function lookUp({ store, api, language }: Room, { clientId, text }: Opening): Promise<void> {
  const answers = await answersTo({ api, language }, text);
  if (store.state.opening?.clientId === clientId) store.dispatch({ type: 'answered', answers });
}

/** None where nothing was found, or could be looked for. */
async function answersTo({ api, language }: Pick<Room, 'api' | 'language'>, text: string) {
  const query = `?q=${encodeURIComponent(text.slice(0, 500))}&language=${encodeURIComponent(language)}`;
  return readAnswers(text === '' ? null : await api.get(`/answers${query}`).catch(() => null));
}

function noteHelped({ api, language }: Room, answerId: string): void {
  api.post(`/answers/${encodeURIComponent(answerId)}/helped`, { body: { language } }).catch(() => {});
}

/** Tells at most every few seconds that somebody types, and once that he has stopped. */
function typist(room: Room, tell: (isTyping: boolean) => void): (isTyping: boolean) => void {
  let toldAt = 0;
  let stops: ReturnType<typeof setTimeout> | undefined;
  const say = (isTyping: boolean) => {
    clearTimeout(stops);
    const now = Date.now();
    if (isTyping) stops = setTimeout(() => say(false), TYPING_EVERY_MS * 1.5);
    if (isTyping ? now - toldAt < TYPING_EVERY_MS : toldAt === 0) return;
    toldAt = isTyping ? now : 0;
    if (room.store.state.visit && tokenOf(room)) tell(isTyping);
  };
  return say;
}

/** A letter meets answers first, once for the same words; without any it is sent. */
async function askAway(room: Room, letter: Letter): Promise<void> {
  const { store } = room;
  const { config, away } = store.state;
  const text = letter.text.trim();
  if (!config?.askFirst || away.letter?.text.trim() === text) return writeAway(room, letter);
  store.dispatch({ type: 'awayLooking', letter });
  const answers = await answersTo(room, text);
  if (store.state.away.letter !== letter) return;
  if (answers.length === 0) return writeAway(room, letter);
  store.dispatch({ type: 'awayAnswered', answers });
}

let letterId: string | undefined;

async function writeAway(room: Room, letter: Letter): Promise<void> {
  const { store, api, say, keep } = room;
  const { name, mail, text, form } = letter;
  // The same letter keeps its id however often it is tried.
  letterId ??= newId();
  store.dispatch({ type: 'awaySending', letter });
  try {
    const body = {
      name,
      address: mail,
      text,
      ...(form && { form }),
      clientId: letterId,
      language: room.language,
      ...(room.page && { page: room.page }),
    };
    await api.post('/offline', { body });
    letterId = undefined;
    keep.set('draft', undefined);
    store.dispatch({ type: 'awaySent', mail });
  } catch (error) {
    if (error instanceof CallError && error.code.startsWith('form.')) await loadConfig(room);
    const told = error instanceof CallError && !error.isPassing ? error.message : '';
    store.dispatch({ type: 'awayRefused', reason: told || say('away.failed') });
  }
}

async function succeeds(call: Promise<unknown>, then: () => void): Promise<boolean> {
  try {
    await call;
  } catch {
    return false;
  }
  then();
  return true;
}
