import { type Actor, type App } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { newId } from '#platform/ids/index.ts';
import { slugOf } from '#lib/slugs/index.ts';
import { findMembersByHandle, holdMember, type Member, readMembers } from '#people/members/index.ts';
import { screenName } from '#embrace/moderation/index.ts';
import type { Doer } from '../doer.ts';
import { COMMUNITY } from '../domain.ts';
import { forumErrors } from '../errors.ts';
import {
  type CategoryRow,
  categoriesChanged,
  heardOtherwise,
  readCategories,
  saveCategory,
} from '../talk/categories.ts';
import { categoryInput } from '../schema.ts';
import { tellAsked, tellSeated } from '../telling/groups.ts';
import { afterAsking, afterWish, isClosed, maySee, maySeeInside, type Seat, type Wish } from './domain.ts';
import type { GroupInput } from './schema.ts';
import {
  deleteGroup,
  type GroupRow,
  lockGroup,
  selectGroup,
  selectGroups,
  selectSeat,
  selectSeats,
  type SeatRow,
  type SeenGroup,
  upsertGroup,
  writeSeat,
} from './store.ts';

export type { GroupRow, SeenGroup } from './store.ts';

const MOST_SEATS = 1000;

export const groupPath = (slug: string): string => `${COMMUNITY}/g/${encodeURIComponent(slug)}`;

/** Groups that somebody may know of, with how he stands to each. */
export async function listGroups(app: App, { memberId, isStaff }: Pick<Doer, 'memberId' | 'isStaff'>) {
  return (await selectGroups(app, memberId)).filter(({ kind, seat }) => maySee(kind, seat, isStaff));
}

/** One of them, by its address. */
export async function findGroup(
  app: App,
  who: Pick<Doer, 'memberId' | 'isStaff'>,
  slug: string,
): Promise<SeenGroup | undefined> {
  return (await listGroups(app, who)).find((group) => group.slug === slug);
}

export type Seated = Omit<SeatRow, 'memberId'> & { member: Member };

/** Who is in a group, asked or was invited; the last two only for its moderators. Nobody where the reader may not know. */
export async function listSeats(
  app: App,
  who: Pick<Doer, 'isStaff'>,
  { id, kind, seat }: SeenGroup,
): Promise<Seated[]> {
  if (!maySeeInside(kind, seat, who.isStaff)) return [];
  const rows = await selectSeats(app, id, MOST_SEATS);
  const isLeading = who.isStaff || isModerator(seat);
  const shown = rows.filter(({ state }) => state === 'in' || isLeading);
  const members = await readMembers(
    app,
    shown.map(({ memberId }) => memberId),
  );
  return shown.flatMap(({ memberId, ...row }) => {
    const member = members.get(memberId);
    return member && member.state !== 'erased' ? [{ ...row, member }] : [];
  });
}

export const isModerator = (seat: Seat | undefined): boolean =>
  seat?.state === 'in' && seat.role === 'moderator';

/** Adds a group, or changes one. Throws `forum.no_group`, `forum.slug_taken`. */
export async function saveGroup(app: App, actor: Actor, input: GroupInput, id?: string): Promise<GroupRow> {
  const slug = slugOf(input.slug === '' ? input.name : input.slug, 'group');
  return app.db.transaction(async () => {
    const before = id === undefined ? undefined : await lockGroup(app, id);
    if (id !== undefined && !before) throw forumErrors('forum.no_group', { id });
    const row = { ...input, slug, id: id ?? newId('fgr') };
    if (!(await upsertGroup(app, row).catch(takenMeanwhile))) throw forumErrors('forum.slug_taken', { slug });
    if (before && isClosed(before.kind) !== isClosed(row.kind))
      await heardOtherwise(
        app,
        (await categoriesIn(app, row.id)).map((category) => category.id),
      );
    await groupChanged(app, actor, row.id, {
      action: before ? 'forum_group.changed' : 'forum_group.added',
      detail: { name: row.name, slug, kind: row.kind },
    });
    return (await selectGroup(app, row.id))!;
  });
}

/** Two who took the same address at the same moment. */
function takenMeanwhile(error: unknown): false {
  if ((error as { code?: string }).code === '23505') return false;
  throw error;
}

const categoriesIn = async (app: App, groupId: string): Promise<CategoryRow[]> =>
  (await readCategories(app)).filter((category) => category.groupId === groupId);

/** Removes a group without categories; what was said in them would be lost, or everybody's. Throws `forum.group_used`. */
export async function removeGroup(app: App, actor: Actor, id: string): Promise<void> {
  await app.db.transaction(async () => {
    if (!(await lockGroup(app, id))) throw forumErrors('forum.no_group', { id });
    if (!(await deleteGroup(app, id))) throw forumErrors('forum.group_used');
    await groupChanged(app, actor, id, { action: 'forum_group.removed' });
  });
}

/** A member comes into a group, asks for it, or leaves it. Throws `forum.no_group`, `forum.may_not`. */
export async function takeSeat(app: App, doer: Doer, groupId: string, isComing: boolean): Promise<void> {
  const { memberId } = doer;
  if (memberId === null) throw forumErrors('forum.may_not');
  await app.db.transaction(async () => {
    // Before the group, as an erasure does: who goes in this moment keeps no seat.
    if (!(await holdMember(app, memberId))) throw forumErrors('forum.may_not');
    const group = await lockGroup(app, groupId);
    const before = group && (await selectSeat(app, groupId, memberId));
    if (!group || !maySee(group.kind, before, false)) throw forumErrors('forum.no_group', { id: groupId });
    const after = isComing ? afterAsking(group.kind, before) : null;
    if (after === undefined) throw forumErrors('forum.may_not');
    if (before?.state === after?.state) return;
    await writeSeat(app, groupId, memberId, { before, after });
    const action = after === null ? 'left' : after.state === 'in' ? 'joined' : 'asked';
    await groupChanged(app, doer.actor, groupId, { action: `forum_group.${action}` });
    if (after?.state === 'asked') await tellAsked(app, doer, group, await moderatorsOf(app, groupId));
  });
}

const moderatorsOf = async (app: App, groupId: string): Promise<string[]> =>
  (await selectSeats(app, groupId, MOST_SEATS)).filter(isModerator).map(({ memberId }) => memberId);

/**
 * A moderator, or a colleague, invites somebody, lets him in, removes him, or has him keep order. Nothing to do is no error. Throws
 * `forum.no_group`, `forum.may_not`, `forum.no_member`.
 */
export async function seatMember(
  app: App,
  doer: Doer,
  groupId: string,
  { handle, wish }: { handle: string; wish: Wish },
): Promise<void> {
  await app.db.transaction(async () => {
    const [found] = await findMembersByHandle(app, [handle.trim().replace(/^@/, '').toLowerCase()]);
    const isThere = found !== undefined && (await holdMember(app, found.id));
    const group = await leadGroup(app, doer, groupId);
    const member = isThere ? found : undefined;
    if (!member) throw forumErrors('forum.no_member', { handle });
    const before = await selectSeat(app, groupId, member.id);
    const after = afterWish(wish, before);
    if (after === undefined) return;
    await writeSeat(app, groupId, member.id, { before, after });
    await groupChanged(app, doer.actor, groupId, {
      action: `forum_group.${DONE[wish]}`,
      detail: { memberId: member.id },
    });
    if (after !== null && after.state !== before?.state) await tellSeated(app, doer, group, member.id, after);
  });
}

const DONE: Record<Wish, string> = {
  invite: 'invited',
  admit: 'admitted',
  remove: 'removed',
  promote: 'promoted',
  demote: 'demoted',
};

/** Locks a group that somebody keeps order in. Who may not know of it learns nothing. */
async function leadGroup(app: App, doer: Doer, id: string): Promise<GroupRow> {
  const group = await lockGroup(app, id);
  const seat = group && doer.memberId !== null ? await selectSeat(app, id, doer.memberId) : undefined;
  if (!group || !maySee(group.kind, seat, doer.isStaff)) throw forumErrors('forum.no_group', { id });
  if (!doer.isStaff && !isModerator(seat)) throw forumErrors('forum.may_not');
  return group;
}

/** Its moderators give their group categories; names of members meet the watched words. Throws as `seatMember`, `saveCategory` and `screenName` do. */
export async function addGroupCategory(
  app: App,
  doer: Doer,
  groupId: string,
  given: { name: string; text: string },
): Promise<CategoryRow> {
  const seen = doer.isStaff
    ? given
    : { name: await screenName(app, given.name), text: await screenName(app, given.text) };
  const input = categoryInput.safeParse({ ...seen, groupId });
  if (!input.success) throw forumErrors('forum.no_title');
  return app.db.transaction(async () => {
    const { slug } = await leadGroup(app, doer, groupId);
    return saveCategory(app, doer.actor, {
      ...input.data,
      slug: `${slug}-${slugOf(seen.name, 'category')}`,
    });
  });
}

async function groupChanged(
  app: App,
  actor: Actor,
  subject: string,
  change: { action: string; detail?: Record<string, unknown> },
): Promise<void> {
  const { action, detail = {} } = change;
  await audit(app, actor, { action, subject, detail });
  await categoriesChanged(app);
}
