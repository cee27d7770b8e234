import { addressOf } from '#platform/addresses/index.ts';
import type { App } from '#platform/app/index.ts';
import { publicAddress } from '#platform/files/index.ts';
import { decodeCursor, encodeCursor, httpErrors, page, type PageOf } from '#platform/http/index.ts';
import { type Member, readMembers } from '#people/members/index.ts';
import { levelsOf } from '#embrace/trust/index.ts';
import { readSubjects } from '../ports.ts';
import type { CaseView } from '../schema.ts';
import { type CaseRow, countOpen, type QueueAsked, selectFlags, selectQueue } from './store.ts';

export const countQueue = countOpen;

/** Somebody as colleagues see him in lists. */
export async function peopleOf(app: App, ids: readonly string[]) {
  const [members, levels] = await Promise.all([readMembers(app, ids), levelsOf(app, ids)]);
  return (id: string) => {
    const member: Member | undefined = members.get(id);
    if (!member) return null;
    const { handle, displayName: name, state } = member;
    return { id, handle, name, state, level: levels.get(id) ?? 0 };
  };
}

/** What waits for a decision, or was decided, with all that a colleague needs to decide. */
export async function readQueue(
  app: App,
  asked: Omit<QueueAsked, 'after'> & { cursor?: string | undefined },
): Promise<PageOf<CaseView>> {
  const { cursor, ...rest } = asked;
  const after = cursor === undefined ? undefined : placeOf(cursor);
  const rows = await selectQueue(app, { ...rest, after, limit: asked.limit + 1 });
  const shown = await present(app, rows);
  return page(shown, asked.limit, (row) => {
    const at = asked.list === 'open' ? row.openedAt : (row.decidedAt ?? '');
    return encodeCursor([asked.list === 'open' ? -row.weight : 0, at, row.id]);
  });
}

function placeOf(cursor: string): QueueAsked['after'] {
  const [weight, at, id] = decodeCursor(cursor, 3);
  if (
    typeof weight !== 'number' ||
    typeof at !== 'string' ||
    typeof id !== 'string' ||
    Number.isNaN(Date.parse(at))
  )
    throw httpErrors('http.cursor_invalid');
  return [weight, new Date(at).toISOString(), id];
}

async function present(app: App, rows: readonly CaseRow[]): Promise<CaseView[]> {
  const [subjects, flags] = await Promise.all([readSubjects(app, rows), selectFlags(app, rows)]);
  const person = await peopleOf(app, [...new Set([...rows, ...flags].map(({ memberId }) => memberId))]);
  return rows.map((row) => {
    const subject = subjects.get(`${row.kind} ${row.subjectId}`);
    const { kind, isHeld, isHidden, isOpen, why, decision, reason, decidedByName, version, weight } = row;
    return {
      kind,
      id: row.subjectId,
      author: person(row.memberId),
      title: subject?.title ?? '',
      text: subject?.text.slice(0, 4000) ?? '',
      pictureUrl: subject?.pictureId === undefined ? null : publicAddress(app, subject.pictureId),
      url: subject ? addressOf(app, subject.path) : null,
      isHeld,
      isHidden,
      isOpen,
      why,
      weight,
      flags: flags
        .filter((one) => one.kind === kind && one.subjectId === row.subjectId)
        .map((one) => ({
          by: person(one.memberId),
          reason: one.reason,
          text: one.text,
          weight: one.weight,
          at: one.at.toISOString(),
          outcome: one.outcome,
        })),
      openedAt: row.openedAt.toISOString(),
      decision,
      reason,
      decidedAt: row.decidedAt?.toISOString() ?? null,
      decidedByName,
      version,
    };
  });
}
