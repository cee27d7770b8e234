import type { App } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { lockMembers, type Member, memberActor, readMembers } from '#people/members/index.ts';
import { type Span, sumFacts, WEEKLY } from '#embrace/trust/index.ts';
import { placesOf, pointsOf } from './domain.ts';
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

const MOST_SHOWN = 50;

/**
 * Who helped others most in this week, month or year (UTC), or ever: members who wish to stand there and may write. `hidden` are those whom
 * the reader blocked; places are the same without them. `own`: the reader's place, also below what is shown.
 */
export async function readBoard(
  app: App,
  span: Span,
  { points }: HonourSettings,
  reader?: { id: string; hidden: ReadonlySet<string> },
): Promise<{ rows: BoardRow[]; takePart: number; own: BoardRow | undefined }> {
  const wished = await selectBoard(app);
  const sums = await sumFacts(app, wished, WEEKLY, span);
  const members = await readMembers(app, [...sums.keys()]);
  const counted = [...sums].flatMap(([id, { accepted = 0, thanks = 0 }]) => {
    const member = members.get(id);
    // Who is silenced or suspended stands on none as long as that holds.
    if (member?.state !== 'active') return [];
    return { id, member, accepted, thanks, points: pointsOf({ accepted, thanks }, points) };
  });
  const placed = placesOf(counted);
  const rows = placed.filter(({ id }) => !reader?.hidden.has(id)).slice(0, MOST_SHOWN);
  return { rows, takePart: wished.length, own: placed.find(({ id }) => id === reader?.id) };
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
