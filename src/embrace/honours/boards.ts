import type { App } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { activeAmong, lockMembers, type Member, memberActor, readMembers } from '#people/members/index.ts';
import { placeByFacts, type Span } from '#embrace/trust/index.ts';
import { honourErrors } from './errors.ts';
import type { HonourSettings } from './schema.ts';
import { loadSettings } from './settings.ts';
import { deleteBoard, insertBoard, isOnBoard, selectBoard } from './store.ts';

export interface BoardRow {
  id: string;
  member: Member;
  place: number;
  points: number;
  accepted: number;
  thanks: number;
}

const MOST_SHOWN = 100;

/**
 * Who helped others most in this week, month or year (UTC), or ever: the first hundred of the members who wish to stand there and may write. `hidden` are
 * those whom the reader blocked; places are the same without them. `own`: the reader's place, also below what is shown.
 */
export async function readBoard(
  app: App,
  span: Span,
  { points: worth }: HonourSettings,
  reader?: { id: string; hidden: ReadonlySet<string> },
): Promise<{ rows: BoardRow[]; takePart: number; own: BoardRow | undefined }> {
  const wished = await selectBoard(app);
  // Who is silenced or suspended stands on none as long as that holds.
  const active = await activeAmong(app, wished);
  const hidden = reader?.hidden ?? new Set();
  const placed = await placeByFacts(app, active, worth, {
    span,
    limit: MOST_SHOWN + hidden.size,
    own: reader?.id,
  });
  const members = await readMembers(
    app,
    placed.map(({ memberId }) => memberId),
  );
  const rows = placed.flatMap(({ memberId: id, place, points, facts }): BoardRow[] => {
    const member = members.get(id);
    const { accepted = 0, thanks = 0 } = facts;
    return member ? [{ id, member, place, points, accepted, thanks }] : [];
  });
  return {
    rows: rows.filter(({ id }) => !hidden.has(id)).slice(0, MOST_SHOWN),
    takePart: wished.length,
    own: rows.find(({ id }) => id === reader?.id),
  };
}

/** Whether a member wishes to stand on leader boards; nobody does unless he said so. */
export const wishesBoard = isOnBoard;

/** A member steps onto leader boards, or off. The same twice is once. Throws `honours.no_member` where he was erased meanwhile. */
export async function setOnBoard(app: App, member: Member, isOn: boolean): Promise<void> {
  await app.db.transaction(async () => {
    if ((await lockMembers(app, [member.id])).length === 0)
      throw honourErrors('honours.no_member', { id: member.id });
    const isChanged = isOn ? await insertBoard(app, member.id) : await deleteBoard(app, member.id);
    if (!isChanged) return;
    await audit(app, memberActor(member), {
      action: isOn ? 'honours.board_joined' : 'honours.board_left',
      subject: member.id,
    });
  });
}

/** The same board for colleagues: they see no more than everybody. */
export async function presentBoard(app: App, span: Span) {
  const settings = await loadSettings(app);
  if (!settings.isBoardOn) return { isOn: false, takePart: 0, rows: [] };
  const { rows, takePart } = await readBoard(app, span, settings);
  return {
    isOn: true,
    takePart,
    rows: rows.map(({ member: { id, handle, displayName: name }, place, points, accepted, thanks }) => ({
      id,
      handle,
      name,
      place,
      points,
      accepted,
      thanks,
    })),
  };
}
