import type { App } from '#platform/app/index.ts';
import { type AuditLine, auditOf } from '#platform/audit/index.ts';
import { type Deed, DEEDS } from '../domain.ts';
import { selectStanding } from './moves-store.ts';
import { selectPlaces } from './posts-store.ts';

const MOST = 100;

export interface ThreadDeed {
  id: string;
  at: Date;
  by: string;
  isMember: boolean;
  deed: Deed;
  /** Number of the post that it was done to; null for the thread itself, or a post that stands elsewhere by now. */
  number: number | null;
  reason: string | null;
  /** Takes a merge or split back (`undoMove`); null where that was done, or there is nothing to take back. */
  undoId: string | null;
}

/** What was done to a thread and its posts beside writing, newest first. */
export async function deedsOf(app: App, threadId: string): Promise<ThreadDeed[]> {
  const places = await selectPlaces(app, threadId);
  const numbers = new Map(places.map(({ id, number }) => [id, number]));
  const actions = DEEDS.map((deed) => `forum_${deed}`);
  const subjects = [threadId, ...numbers.keys()];
  const [lines, standing] = await Promise.all([
    auditOf(app, { subjects, actions, limit: MOST }),
    selectStanding(app, threadId),
  ]);
  const known = new Set(standing);
  return lines.flatMap((line) => {
    const deed = DEEDS.find((one) => `forum_${one}` === line.action);
    return deed ? [deedOf(line, deed, numbers.get(line.subject) ?? null, known)] : [];
  });
}

function deedOf(
  { id, at, actorKind, actorName, detail }: AuditLine,
  deed: Deed,
  number: number | null,
  standing: ReadonlySet<string>,
): ThreadDeed {
  const { reason, moveId } = detail;
  return {
    id,
    at,
    by: actorName,
    isMember: actorKind === 'member',
    deed,
    number,
    reason: typeof reason === 'string' && reason !== '' ? reason : null,
    undoId: typeof moveId === 'string' && standing.has(moveId) ? moveId : null,
  };
}
