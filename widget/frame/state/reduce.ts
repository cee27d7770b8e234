import type { Action } from './actions.ts';
import type { Message, Visit } from './shapes.ts';
import { INITIAL, type Opening, type Pending, type State, type Upload } from './state.ts';

type Rules = { [T in Action['type']]: (state: State, action: Extract<Action, { type: T }>) => State };

/** The next state. Pure; the same object when nothing changed. */
export function reduce(state: State, action: Action): State {
  return (RULES[action.type] as (state: State, action: Action) => State)(state, action);
}

const RULES: Rules = {
  configured: (state, { config }) => ({ ...state, config, hasFailed: false }),
  configFailed: (state) => ({ ...state, hasFailed: true }),
  restored: (state, { pending, opening, readSeq }) => ({
    ...state,
    pending: pending.map(comeBack),
    opening: opening && { ...opening, files: opening.files.filter(({ id }) => id !== null) },
    readSeq: Math.max(state.readSeq, readSeq),
  }),
  recognised: (state, { name, mail, wasAsked }) => ({
    ...state,
    visitor: {
      ...state.visitor,
      name: state.visitor.name ?? name,
      mail: state.visitor.mail ?? mail,
      wasAsked: state.visitor.wasAsked || wasAsked,
    },
  }),
  panel: (state, { isOpen, isFull }) => ({ ...state, isOpen, isFull }),
  online: (state, { isOnline }) => (state.isOnline === isOnline ? state : { ...state, isOnline }),
  reached: (state, { isReached }) => (state.isReached === isReached ? state : { ...state, isReached }),
  visited: (state, { visit, isAnother }) => visited(isAnother ? withoutVisit(state) : state, visit),
  asked: (state, { clientId, text, files, at }) =>
    goOn(
      {
        ...state,
        opening: { clientId, text, files, at, step: 'looking', answers: [], helpedBy: null, form: null },
      },
      'first',
    ),
  answered: (state, { answers }) =>
    state.opening?.step !== 'looking'
      ? state
      : answers.length === 0
        ? goOn(state, 'looking')
        : inOpening(state, { step: 'answers', answers }),
  helped: (state, { answerId }) => inOpening(state, { helpedBy: answerId }),
  wentOn: (state) =>
    state.opening?.step === 'answers' ? goOn(inOpening(state, { helpedBy: null }), 'looking') : state,
  introduced: (state, { name, mail, form = null }) =>
    goOn(
      {
        ...inOpening(state, { form }),
        visitor: {
          ...state.visitor,
          name: name ?? state.visitor.name,
          mail: mail ?? state.visitor.mail,
          wasAsked: true,
        },
      },
      'details',
    ),
  takenBack: (state) => ({ ...state, opening: null }),
  wrote: (state, { clientId, text, files, at, form = null }) => {
    const one: Pending = { clientId, text, files, at, state: 'waiting', reason: null, form };
    const isTheOpening = state.opening?.clientId === clientId;
    return {
      ...state,
      opening: isTheOpening ? null : state.opening,
      pending: has(state, clientId) ? state.pending : [...state.pending, one],
      notice: null,
    };
  },
  askedAgain: (state, { clientId }) => {
    const one = state.pending.find((pending) => pending.clientId === clientId);
    if (!one) return state;
    const { text, files, at } = one;
    const opening: Opening = {
      clientId,
      text,
      files,
      at,
      step: 'details',
      answers: [],
      helpedBy: null,
      form: null,
    };
    const pending = state.pending.filter((other) => other !== one);
    return goOn({ ...state, pending, opening }, 'looking');
  },
  sending: (state, { clientId }) => inPending(state, clientId, { state: 'sending', reason: null }),
  held: (state, { clientId }) => inPending(state, clientId, { state: 'waiting' }),
  refused: (state, { clientId, reason }) => inPending(state, clientId, { state: 'refused', reason }),
  again: (state, { clientId }) => inPending(state, clientId, { state: 'waiting', reason: null }),
  discarded: (state, { clientId }) => withoutPending(state, clientId),
  said: (state, { message }) => said(state, [message]),
  tookBack: (state, { ids }) => {
    const messages = state.messages.filter(({ id }) => !ids.includes(id));
    return messages.length === state.messages.length ? state : { ...state, messages };
  },
  agentCame: (state, { agent }) => ({ ...state, agent }),
  typed: (state, { isTyping, name }) => ({ ...state, typing: isTyping ? { name } : null }),
  seenByAgent: (state, { seq }) =>
    state.visit && seq > state.visit.seenSeq ? { ...state, visit: { ...state.visit, seenSeq: seq } } : state,
  seen: (state, { seq }) => (seq > state.readSeq ? { ...state, readSeq: seq } : state),
  ended: (state) =>
    state.visit ? { ...state, visit: { ...state.visit, isEnded: true }, typing: null } : state,
  rated: (state, { score }) => (state.visit ? { ...state, visit: { ...state.visit, rating: score } } : state),
  mailGiven: (state, { mail }) => ({ ...state, visitor: { ...state.visitor, mail } }),
  fileAdded: (state, { key, name, size, mediaType, reason }) => ({
    ...state,
    notice: null,
    uploads: [
      ...state.uploads,
      {
        key,
        name,
        size,
        mediaType,
        reason,
        state: reason === null ? 'waiting' : 'refused',
        progress: 0,
        file: null,
      },
    ],
  }),
  fileSending: (state, { key, progress }) => inUploads(state, key, { state: 'sending', progress }),
  fileDone: (state, { key, file }) =>
    taken(inUploads(state, key, { state: 'done', progress: 1, file }), key, file.id),
  fileWaits: (state, { key }) => inUploads(state, key, { state: 'waiting', progress: 0 }),
  fileRefused: (state, { key, reason }) => inUploads(state, key, { state: 'refused', reason }),
  fileRemoved: (state, { key }) => ({ ...state, uploads: state.uploads.filter((one) => one.key !== key) }),
  awayLooking: (state, { letter }) => ({ ...state, away: { ...INITIAL.away, state: 'looking', letter } }),
  awayAnswered: (state, { answers }) => inAway(state, { state: 'answers', answers }),
  awayHelped: (state, { answerId }) => inAway(state, { helpedBy: answerId }),
  awaySending: (state, { letter }) => inAway(state, { state: 'sending', reason: null, letter }),
  awaySent: (state, { mail }) => ({ ...state, away: { ...INITIAL.away, state: 'sent', mail } }),
  awayRefused: (state, { reason }) => inAway(state, { state: 'writing', reason }),
  awayAnew: (state) => ({ ...state, away: INITIAL.away }),
  noticed: (state, { notice }) => (state.notice === notice ? state : { ...state, notice }),
  left: (state) => withoutVisit(state),
  forgot: ({ config, hasFailed, isOpen, isFull, isOnline, isReached }) => ({
    ...INITIAL,
    config,
    hasFailed,
    isOpen,
    isFull,
    isOnline,
    isReached,
  }),
};

/** The next step of the first words: answers first, then who is asking, then on their way. */
function goOn(state: State, after: 'first' | 'looking' | 'details'): State {
  const { config, visitor, visit } = state;
  if (after === 'first' && config?.askFirst && !visit) return inOpening(state, { step: 'looking' });
  const asksWho =
    !visitor.wasAsked &&
    !visitor.isIdentified &&
    ((config?.asksName !== 'never' && visitor.name === null) ||
      (config?.asksMail !== 'never' && visitor.mail === null));
  const chat = config?.forms.chat ?? [];
  // The only form asks nothing: it is chosen already.
  const only =
    chat.length === 1 && chat[0]!.questions.length === 0 ? { topic: chat[0]!.topic, fields: {} } : null;
  const asksWhat = chat.length > 0 && !only;
  return inOpening(state, {
    step: after !== 'details' && (asksWho || asksWhat) ? 'details' : 'going',
    form: state.opening?.form ?? only,
  });
}

const inAway = (state: State, change: Partial<State['away']>): State => ({
  ...state,
  away: { ...state.away, ...change },
});

function inOpening(state: State, change: Partial<Opening>): State {
  return state.opening ? { ...state, opening: { ...state.opening, ...change } } : state;
}

function withoutVisit(state: State): State {
  return { ...state, visit: null, messages: [], agent: null, readSeq: 0, typing: null };
}

function visited(state: State, visit: Omit<Visit, 'token'>): State {
  return said(
    {
      ...state,
      agent: visit.agent,
      visit: { isEnded: visit.isEnded, rating: visit.rating, seenSeq: state.visit?.seenSeq ?? 0 },
      visitor: {
        ...state.visitor,
        isIdentified: visit.isIdentified,
        name: visit.name ?? state.visitor.name,
        mail: visit.mail ?? state.visitor.mail,
      },
      readSeq: Math.max(state.readSeq, visit.readSeq),
    },
    visit.messages,
  );
}

/** Takes messages in, each once and in order; one of the visitor's own takes the place of what was pending. */
function said(state: State, given: readonly Message[]): State {
  const known = new Set(state.messages.map(({ id }) => id));
  const fresh = given.filter(({ id }) => !known.has(id));
  const taken = new Set(given.flatMap(({ clientId }) => clientId ?? []));
  const isPending = state.pending.some(({ clientId }) => taken.has(clientId));
  if (fresh.length === 0 && !isPending) return state;
  const gone = new Set(
    state.pending
      .filter(({ clientId }) => taken.has(clientId))
      .flatMap(({ files }) => files.map(({ key }) => key)),
  );
  const isFromAgent = fresh.some(({ from }) => from === 'agent');
  return {
    ...state,
    messages: [...state.messages, ...fresh].sort((a, b) => a.seq - b.seq),
    pending: state.pending.filter(({ clientId }) => !taken.has(clientId)),
    uploads: gone.size > 0 ? state.uploads.filter(({ key }) => !gone.has(key)) : state.uploads,
    typing: isFromAgent ? null : state.typing,
    agent: fresh.findLast(({ from, author }) => from === 'agent' && author)?.author ?? state.agent,
  };
}

function has(state: State, wanted: string): boolean {
  return (
    state.pending.some(({ clientId }) => clientId === wanted) ||
    state.messages.some(({ clientId }) => clientId === wanted)
  );
}

function inPending(state: State, clientId: string, change: Partial<Pending>): State {
  return {
    ...state,
    pending: state.pending.map((one) => (one.clientId === clientId ? { ...one, ...change } : one)),
  };
}

function withoutPending(state: State, clientId: string): State {
  const keys = new Set(
    state.pending
      .filter((one) => one.clientId === clientId)
      .flatMap(({ files }) => files.map(({ key }) => key)),
  );
  return {
    ...state,
    pending: state.pending.filter((one) => one.clientId !== clientId),
    uploads: state.uploads.filter(({ key }) => !keys.has(key)),
  };
}

function inUploads(state: State, key: string, change: Partial<Upload>): State {
  return { ...state, uploads: state.uploads.map((one) => (one.key === key ? { ...one, ...change } : one)) };
}

/** The server has a file's bytes: whatever waits for it may go. */
function taken(state: State, key: string, id: string): State {
  const fill = <T extends { files: Pending['files'] }>(one: T): T => ({
    ...one,
    files: one.files.map((file) => (file.key === key ? { ...file, id } : file)),
  });
  return { ...state, pending: state.pending.map(fill), opening: state.opening && fill(state.opening) };
}

/** After a reload the bytes of files that were still on their way are gone; the words are not. */
function comeBack(one: Pending): Pending {
  return {
    ...one,
    state: one.state === 'refused' ? 'refused' : 'waiting',
    files: one.files.filter(({ id }) => id !== null),
  };
}
