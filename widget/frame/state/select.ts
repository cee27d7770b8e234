import type { Message } from './shapes.ts';
import type { Pending, State, Upload } from './state.ts';

/** Which of the frame's faces is shown. */
export type Stage = 'loading' | 'failed' | 'locked' | 'away' | 'talk';

export function stageOf(state: State): Stage {
  if (!state.config) return state.hasFailed ? 'failed' : 'loading';
  // Who is already talking goes on, at whatever hour; the answer comes later, or by mail.
  const isTalking =
    (state.visit !== null && !state.visit.isEnded) || state.pending.length > 0 || state.opening !== null;
  if (isTalking || (state.visit?.isEnded && state.visit.rating === null)) return 'talk';
  if (state.config.needsIdentity && !state.visitor.isIdentified) return 'locked';
  return state.config.isOpen || state.config.whenClosed === 'chat' ? 'talk' : 'away';
}

export function unreadOf({ messages, readSeq }: State): number {
  return messages.filter(({ from, seq }) => from === 'agent' && seq > readSeq).length;
}

export function lastSeqOf({ messages }: State): number {
  return messages.at(-1)?.seq ?? 0;
}

/** Files in the composer: added and not yet part of something that was sent. */
export function looseUploadsOf({ uploads, pending, opening }: State): Upload[] {
  const used = new Set(
    [...pending, ...(opening ? [opening] : [])].flatMap(({ files }) => files.map(({ key }) => key)),
  );
  return uploads.filter(({ key }) => !used.has(key));
}

/** The next thing to send, or null while an earlier one is on its way or waits for its files. */
export function nextToSend({ pending, uploads }: State): Pending | null {
  const next = pending.find(({ state }) => state !== 'refused');
  if (!next || next.state === 'sending') return null;
  const waits = next.files.some(
    (file) => file.id === null && uploads.some(({ key, state }) => key === file.key && state !== 'refused'),
  );
  return waits ? null : next;
}

/** Whether the visitor is asked for his address, so that the chat can go on by mail. */
export function offersMail(state: State): boolean {
  return (
    state.visit !== null &&
    !state.visit.isEnded &&
    state.visitor.mail === null &&
    state.config?.asksMail !== 'never' &&
    state.messages.some(({ from }) => from === 'visitor')
  );
}

export type Row =
  | { kind: 'day'; key: string; at: string }
  | { kind: 'system'; key: string; message: Message }
  | {
      kind: 'said';
      key: string;
      isOwn: boolean;
      /** First and last of a run by the same person within a few minutes: name above the one, time below the other. */
      isFirst: boolean;
      isLast: boolean;
      message: Message | null;
      pending: Pending | null;
      at: string;
      text: string;
      isSeen: boolean;
    };

const RUN_MS = 5 * 60_000;

/** The transcript as it is drawn, with a line where a day begins. A message keeps its key when the server has taken it. */
export function rowsOf(state: State): Row[] {
  const opening: Pending[] = state.opening ? [{ ...state.opening, state: 'waiting', reason: null }] : [];
  const said = [
    ...state.messages.map((message) => ({ message, pending: null, at: message.at, text: message.text })),
    ...[...state.pending, ...opening].map((pending) => ({
      message: null,
      pending,
      at: pending.at,
      text: pending.text,
    })),
  ];
  const lastSeen = state.messages.findLast(
    ({ from, seq }) => from === 'visitor' && seq <= (state.visit?.seenSeq ?? 0),
  )?.id;
  const authorOf = (index: number) => {
    const one = said[index];
    if (!one) return null;
    return one.message && one.message.from !== 'visitor'
      ? `${one.message.from} ${one.message.author?.name ?? ''}`
      : 'visitor';
  };
  const isNear = (a: number, b: number) =>
    authorOf(a) === authorOf(b) &&
    dayOf(said[a]!.at) === dayOf(said[b]!.at) &&
    Math.abs(Date.parse(said[a]!.at) - Date.parse(said[b]!.at)) < RUN_MS;
  return said.flatMap(({ message, pending, at, text }, index): Row[] => {
    const rows: Row[] = [];
    if (index === 0 || dayOf(said[index - 1]!.at) !== dayOf(at))
      rows.push({ kind: 'day', key: `day ${dayOf(at)}`, at });
    const key = message?.clientId ?? message?.id ?? pending?.clientId ?? '';
    if (message?.from === 'system') return [...rows, { kind: 'system', key, message }];
    return [
      ...rows,
      {
        kind: 'said',
        key,
        message,
        pending,
        at,
        text,
        isOwn: message?.from !== 'agent',
        isFirst: index === 0 || !isNear(index - 1, index),
        isLast: index === said.length - 1 || !isNear(index, index + 1),
        isSeen: message !== null && message.id === lastSeen,
      },
    ];
  });
}

/** Day in the reader's own time zone. */
function dayOf(at: string): string {
  return new Date(at).toDateString();
}
