/** How somebody comes into a group, and who reads what is said in it. */
export const GROUP_KINDS = ['public', 'request', 'invitation', 'hidden'] as const;
/**
 * `public`: everybody reads, every member may join. `request`: its moderators let in who asks. `invitation`: they invite. `hidden`: they
 * invite, and nobody else knows that it is there. What is said in the last three is read by their members only.
 */
export type GroupKind = (typeof GROUP_KINDS)[number];

export const isClosed = (kind: GroupKind): boolean => kind !== 'public';

/** How somebody stands to a group. */
export interface Seat {
  /** He is in it, asked for it, or was invited. */
  state: 'in' | 'asked' | 'invited';
  role: 'member' | 'moderator';
}

/** Whether somebody may know that a group is there. */
export const maySee = (kind: GroupKind, seat: Seat | undefined, isStaff: boolean): boolean =>
  kind !== 'hidden' || isStaff || seat?.state === 'in' || seat?.state === 'invited';

/** Whether somebody may know who is in it, and read what is said there. */
export const maySeeInside = (kind: GroupKind, seat: Seat | undefined, isStaff: boolean): boolean =>
  !isClosed(kind) || isStaff || seat?.state === 'in';

/** What becomes of somebody who wants to come in; undefined where he may not. */
export function afterAsking(kind: GroupKind, seat: Seat | undefined): Seat | undefined {
  if (seat?.state === 'in') return seat;
  const isInvited = seat?.state === 'invited';
  if (kind === 'public' || isInvited) return { state: 'in', role: 'member' };
  return kind === 'request' ? { state: 'asked', role: 'member' } : undefined;
}

export const WISHES = ['invite', 'admit', 'remove', 'promote', 'demote'] as const;
/** What moderators do with somebody; `remove` also refuses who asked and takes an invitation back. */
export type Wish = (typeof WISHES)[number];

/** How somebody stands after a moderator's wish; null: not at all. Undefined where there is nothing to do. */
export function afterWish(wish: Wish, seat: Seat | undefined): Seat | null | undefined {
  const isIn = seat?.state === 'in';
  if (wish === 'remove') return seat ? null : undefined;
  if (wish === 'invite')
    return seat ? (seat.state === 'asked' ? IN : undefined) : { state: 'invited', role: 'member' };
  if (wish === 'admit') return seat?.state === 'asked' ? IN : undefined;
  const role = wish === 'promote' ? 'moderator' : 'member';
  return isIn && seat.role !== role ? { ...seat, role } : undefined;
}

const IN: Seat = { state: 'in', role: 'member' };
