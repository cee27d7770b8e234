import type { App } from '#platform/app/index.ts';
import type { Circle } from '../domain.ts';
import type { GroupKind, Seat } from './domain.ts';

export interface GroupRow {
  id: string;
  slug: string;
  name: string;
  text: string;
  kind: GroupKind;
  members: number;
}

const GROUP = 'g.id, g.slug, g.name, g.text, g.kind, g.members';

export interface SeatRow extends Seat {
  memberId: string;
  at: Date;
}

/** A group with how somebody stands to it. */
export type SeenGroup = GroupRow & { seat: Seat | undefined };

type Told = GroupRow & { state: Seat['state'] | null; role: Seat['role'] };
const seen = ({ state, role, ...row }: Told): SeenGroup => ({
  ...row,
  seat: state === null ? undefined : { state, role },
});

/** All groups by their names, with how a member stands to each. */
export async function selectGroups(app: App, memberId: string | null): Promise<SeenGroup[]> {
  const rows = await app.db.query<Told>(
    `select ${GROUP}, m.state, m.role from forum_groups g left join forum_group_members m on m.group_id = g.id and m.member_id = $1
      order by lower(g.name), g.id`,
    [memberId],
  );
  return rows.map(seen);
}

export async function selectGroup(app: App, id: string): Promise<GroupRow | undefined> {
  const [row] = await app.db.query<GroupRow>(`select ${GROUP} from forum_groups g where g.id = $1`, [id]);
  return row;
}

/** Nobody else changes it, or who is in it, until the ambient transaction ends. */
export async function lockGroup(app: App, id: string): Promise<GroupRow | undefined> {
  const [row] = await app.db.query<GroupRow>(
    `select ${GROUP} from forum_groups g where g.id = $1 for update`,
    [id],
  );
  return row;
}

/** Who reads and who keeps order in each group: everybody, or of these members. Everybody's groups name their moderators only. */
export async function selectCircles(
  app: App,
  among?: readonly string[],
): Promise<(Omit<Circle, 'isClosed' | 'isHidden'> & { kind: GroupKind })[]> {
  const rows = await app.db.query<Omit<GroupRow, 'text' | 'members'> & { all: string[]; leading: string[] }>(
    `select g.id, g.slug, g.name, g.kind,
       coalesce(array_agg(m.member_id) filter (where m.member_id is not null), '{}') as "all",
       coalesce(array_agg(m.member_id) filter (where m.role = 'moderator'), '{}') as leading
      from forum_groups g left join forum_group_members m on m.group_id = g.id and m.state = 'in'
       and (g.kind <> 'public' or m.role = 'moderator') and ($1::text[] is null or m.member_id = any($1))
      group by g.id`,
    [among ?? null],
  );
  return rows.map(({ all, leading, ...row }) => ({
    ...row,
    insiders: new Set(all),
    moderators: new Set(leading),
  }));
}

/** Answers false where the address is another one's. */
export async function upsertGroup(app: App, row: Omit<GroupRow, 'members'>): Promise<boolean> {
  const saved = await app.db.query(
    `insert into forum_groups as g (id, slug, name, text, kind) select $1, $2, $3, $4, $5
      where not exists (select from forum_groups where slug = $2 and id <> $1)
     on conflict (id) do update set slug = excluded.slug, name = excluded.name, text = excluded.text, kind = excluded.kind returning 1`,
    [row.id, row.slug, row.name, row.text, row.kind],
  );
  return saved.length > 0;
}

/** False where categories belong to it. */
export async function deleteGroup(app: App, id: string): Promise<boolean> {
  const gone = await app.db.query(
    'delete from forum_groups g where id = $1 and not exists (select from forum_categories where group_id = g.id) returning 1',
    [id],
  );
  return gone.length > 0;
}

export async function selectSeat(app: App, groupId: string, memberId: string): Promise<Seat | undefined> {
  const [row] = await app.db.query<Seat>(
    'select state, role from forum_group_members where group_id = $1 and member_id = $2',
    [groupId, memberId],
  );
  return row;
}

/** Moderators first, then those who asked or were invited, then the others; the longest first. */
export async function selectSeats(app: App, groupId: string, limit: number): Promise<SeatRow[]> {
  return app.db.query<SeatRow>(
    `select member_id as "memberId", state, role, at from forum_group_members where group_id = $1
      order by role <> 'moderator', state = 'in', at, member_id limit $2`,
    [groupId, limit],
  );
}

/** Seats somebody, changes his seat, or takes it (null); the group is locked, and its count goes along. */
export async function writeSeat(
  app: App,
  groupId: string,
  memberId: string,
  { before, after }: { before: Seat | undefined; after: Seat | null },
): Promise<void> {
  if (after === null)
    await app.db.query('delete from forum_group_members where group_id = $1 and member_id = $2', [
      groupId,
      memberId,
    ]);
  else
    await app.db.query(
      `insert into forum_group_members (group_id, member_id, state, role) values ($1, $2, $3, $4)
       on conflict (group_id, member_id) do update set state = excluded.state, role = excluded.role,
         at = case when forum_group_members.state = excluded.state then forum_group_members.at else now() end`,
      [groupId, memberId, after.state, after.role],
    );
  const by = Number(after?.state === 'in') - Number(before?.state === 'in');
  if (by !== 0)
    await app.db.query('update forum_groups set members = members + $2 where id = $1', [groupId, by]);
}

/** Groups in which a member has a seat, in the order of their ids. */
export async function selectSeated(app: App, memberId: string): Promise<string[]> {
  const rows = await app.db.query<{ id: string }>(
    'select group_id as id from forum_group_members where member_id = $1 order by group_id',
    [memberId],
  );
  return rows.map(({ id }) => id);
}
