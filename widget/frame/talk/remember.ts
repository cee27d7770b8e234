import type { Opening, Pending, State, Visitor } from '../state/state.ts';
import type { Keep } from './keep.ts';
import type { Room } from './room.ts';

/** Keeps what must not be lost with the page: what was not sent yet, what is half asked, what was read, who is writing. */
export function remember({ store, keep }: Room): void {
  const known = new Set<string>();
  store.subscribe((state, before) => {
    if (state.pending !== before.pending) keepPending(keep, known, state.pending);
    if (state.opening !== before.opening) keep.set('opening', state.opening ?? undefined);
    if (state.readSeq !== before.readSeq) keep.set('readSeq', state.readSeq);
    if (state.visitor !== before.visitor) keep.set('visitor', state.visitor);
  });
}

/** Two tabs share the place: each writes only of what it knows. */
function keepPending(keep: Keep, known: Set<string>, pending: readonly Pending[]): void {
  for (const { clientId } of pending) known.add(clientId);
  const others = kept<Pending>(keep.get('pending')).filter(({ clientId }) => !known.has(clientId));
  const all = [...others, ...pending];
  keep.set('pending', all.length > 0 ? all : undefined);
}

/** Puts what was kept back into the state. */
export function recall({ store, keep }: Room): void {
  const visitor = keep.get('visitor') as Visitor | null;
  const [opening = null] = kept<Opening>([keep.get('opening')]);
  const readSeq = Number(keep.get('readSeq')) || 0;
  store.dispatch({ type: 'restored', pending: kept<Pending>(keep.get('pending')), opening, readSeq });
  if (visitor && typeof visitor === 'object')
    store.dispatch({
      type: 'recognised',
      name: visitor.name,
      mail: visitor.mail,
      wasAsked: visitor.wasAsked,
    });
}

export function draftOf({ keep }: Room): string {
  const draft = keep.get('draft');
  return typeof draft === 'string' ? draft : '';
}

/** The state of an older version of ours is left alone rather than understood wrongly. */
function kept<T extends Pick<State['pending'][number], 'clientId' | 'text' | 'files'>>(given: unknown): T[] {
  return (Array.isArray(given) ? given : []).filter(
    (one): one is T =>
      typeof one === 'object' &&
      one !== null &&
      typeof one.clientId === 'string' &&
      typeof one.text === 'string' &&
      Array.isArray(one.files),
  );
}
