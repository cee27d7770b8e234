import { readConfig, readMessages, readPerson, readVisit } from '../state/shapes.ts';
import { lastSeqOf } from '../state/select.ts';
import { CallError } from './api.ts';
import { backoffMs, type Room } from './room.ts';

/** The widget's settings in the reader's language; asked for until they come. */
export async function loadConfig(room: Room): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    try {
      const config = readConfig(await room.api.get(`?language=${encodeURIComponent(room.language)}`));
      return room.store.dispatch({ type: 'configured', config });
    } catch (error) {
      room.store.dispatch({ type: 'configFailed' });
      if (!(error instanceof CallError) || !error.isPassing) return;
      await room.rest(Math.max(error.waitMs, backoffMs(attempt)));
    }
  }
}

export function tokenOf({ keep }: Room): string | null {
  const token = keep.get('token');
  return typeof token === 'string' && token !== '' ? token : null;
}

let beginning: Promise<string> | undefined;

/** The token of the visit; makes the visit if there is none. Throws CallError. */
export async function ensureVisit(room: Room): Promise<string> {
  return (room.store.state.visit && tokenOf(room)) ?? beginVisit(room);
}

/** Makes or renews the visit: also tells the server of another page, name, mail or identity. One call at a time. */
export function beginVisit(room: Room): Promise<string> {
  beginning ??= callVisit(room).finally(() => {
    beginning = undefined;
  });
  return beginning;
}

async function callVisit(room: Room): Promise<string> {
  const { name, mail } = room.store.state.visitor;
  const token = tokenOf(room);
  const body = {
    ...(token && { token }),
    ...(room.wantsNew && { isNew: true }),
    ...(room.identity && { identity: room.identity }),
    ...(room.page && { page: room.page }),
    ...(name && { name }),
    ...(mail && { mail }),
    language: room.language,
  };
  const { token: given, ...visit } = readVisit(await room.api.post('/visits', { body }));
  if (given === '') throw new CallError(0);
  room.wantsNew = false;
  if (given !== token) room.keep.set('token', given);
  room.store.dispatch({ type: 'visited', visit, isAnother: given !== token });
  return given;
}

/** Calls with the visit's token; a token that the server no longer knows is replaced by a new visit, once. */
export async function withVisit<T>(room: Room, work: (token: string) => Promise<T>): Promise<T> {
  try {
    return await work(await ensureVisit(room));
  } catch (error) {
    if (!(error instanceof CallError) || error.status !== 401) throw error;
    room.keep.set('token', undefined);
    return work(await beginVisit(room));
  }
}

/** What was said since the last message that is known. */
export async function catchUp(room: Room, token: string): Promise<void> {
  const answer = await room.api.get(`/messages?after=${lastSeqOf(room.store.state)}`, { token });
  const { messages, agent, isEnded, removed } = (answer ?? {}) as Record<string, unknown>;
  for (const message of readMessages(messages)) room.store.dispatch({ type: 'said', message });
  if (Array.isArray(removed)) room.store.dispatch({ type: 'tookBack', ids: removed.map(String) });
  if (agent !== undefined) room.store.dispatch({ type: 'agentCame', agent: readPerson(agent) });
  if (isEnded === true) room.store.dispatch({ type: 'ended' });
}
