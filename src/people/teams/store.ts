import type { App } from '#platform/app/index.ts';
import { textArray } from '#platform/db/index.ts';
import type { Handling, ProfileInput, TeamInput } from './schema.ts';

export interface TeamRow {
  id: string;
  name: string;
  purpose: string;
  leadId: string | null;
  calendarId: string | null;
  handling: Handling;
  memberIds: string[];
}

export const TEAM = `t.id, t.name, t.purpose, t.lead_id as "leadId", t.calendar_id as "calendarId", t.handling,
  array(select m.user_id from team_members m where m.team_id = t.id order by m.user_id) as "memberIds"`;

/** Teams that stand, by name. */
export async function selectTeams(app: App, ids?: readonly string[]): Promise<TeamRow[]> {
  return app.db.query<TeamRow>(
    `select ${TEAM} from teams t where t.removed_at is null and ($1::text[] is null or t.id = any($1)) order by lower(t.name), t.id`,
    [ids ? textArray(ids) : null],
  );
}

/** Also those that were removed: history names them. */
export async function selectTeamNames(app: App): Promise<{ id: string; name: string }[]> {
  return app.db.query('select id, name from teams');
}

/** Answers false when another team has the name. */
export async function saveTeamRow(app: App, id: string, team: TeamInput): Promise<boolean> {
  const taken = await app.db.query(
    'select from teams where lower(name) = lower($1) and removed_at is null and id <> $2',
    [team.name, id],
  );
  if (taken.length > 0) return false;
  await app.db.query(
    `insert into teams (id, name, purpose, lead_id, calendar_id, handling) values ($1, $2, $3, $4, $5, $6::jsonb)
     on conflict (id) do update set name = excluded.name, purpose = excluded.purpose, lead_id = excluded.lead_id,
       calendar_id = excluded.calendar_id, handling = excluded.handling`,
    [id, team.name, team.purpose, team.leadId, team.calendarId, JSON.stringify(team.handling)],
  );
  await app.db.query('delete from team_members where team_id = $1 and user_id <> all($2)', [
    id,
    textArray(team.memberIds),
  ]);
  await app.db.query(
    'insert into team_members (team_id, user_id) select $1, unnest($2::text[]) on conflict do nothing',
    [id, textArray(team.memberIds)],
  );
  return true;
}

/** Serialises changes of teams, so that two of a name cannot be saved at once. */
export async function lockTeams(app: App): Promise<void> {
  await app.db.query(`select pg_advisory_xact_lock(hashtextextended('people.teams', 7270203))`);
}

export async function setTeamRemoved(app: App, id: string, isRemoved: boolean): Promise<string | undefined> {
  const [row] = await app.db.query<{ name: string }>(
    `update teams t set removed_at = case when $2 then now() end where id = $1 and (removed_at is null) = $2
        and ($2 or not exists (select from teams o where lower(o.name) = lower(t.name) and o.removed_at is null)) returning name`,
    [id, isRemoved],
  );
  return row?.name;
}

export interface ProfileRow extends ProfileInput {
  userId: string;
}

export async function saveProfileRow(app: App, userId: string, profile: ProfileInput): Promise<void> {
  await app.db.query(
    `insert into staff_profiles (user_id, skills, languages, capacity, calendar_id) values ($1, $2, $3, $4, $5)
     on conflict (user_id) do update set skills = excluded.skills, languages = excluded.languages, capacity = excluded.capacity,
       calendar_id = excluded.calendar_id, updated_at = now()`,
    [userId, textArray(profile.skills), textArray(profile.languages), profile.capacity, profile.calendarId],
  );
}

export interface AbsenceRow {
  id: string;
  userId: string;
  from: Date;
  until: Date | null;
  handOverTo: string | null;
  note: string;
  isNow: boolean;
}

export const ABSENCE = `id, user_id as "userId", starts_at as "from", ends_at as until, hand_over_to as "handOverTo", note, starts_at <= now() as "isNow"`;

export async function insertAbsence(
  app: App,
  absence: {
    id: string;
    userId: string;
    from: Date | null;
    until: Date | null;
    handOverTo: string | null;
    note: string;
    createdBy: string;
  },
): Promise<boolean> {
  const rows = await app.db.query(
    `insert into staff_absences (id, user_id, starts_at, ends_at, hand_over_to, note, created_by)
     select $1, $2, coalesce($3, now()), $4, $5, $6, $7
      where $4::timestamptz is null or $4 > greatest(now(), coalesce($3, now())) returning id`,
    [
      absence.id,
      absence.userId,
      absence.from,
      absence.until,
      absence.handOverTo,
      absence.note,
      absence.createdBy,
    ],
  );
  return rows.length > 0;
}

/** Ends one that runs; takes back one that has not begun. Answers whose it was. */
/** Answers whose it is, to one of several that end it at once: the others look by the clock, not by when they began. */
export async function endAbsenceRow(app: App, id: string): Promise<string | undefined> {
  const [row] = await app.db.query<{ userId: string }>(
    `update staff_absences set ends_at = now(), starts_at = least(starts_at, now())
      where id = $1 and (ends_at is null or ends_at > clock_timestamp()) returning user_id as "userId"`,
    [id],
  );
  return row?.userId;
}

export async function selectAbsence(app: App, id: string): Promise<{ userId: string } | undefined> {
  const [row] = await app.db.query<{ userId: string }>(
    `select user_id as "userId" from staff_absences where id = $1 and (ends_at is null or ends_at > now())`,
    [id],
  );
  return row;
}

/** Absences that have begun, want their work handed over, and have not had it; each is given once. */
export async function takeHandOvers(app: App): Promise<AbsenceRow[]> {
  return app.db.query<AbsenceRow>(
    `update staff_absences set handed_over_at = now() where id in (
       select id from staff_absences where handed_over_at is null and hand_over_to is not null and starts_at <= now()
         and (ends_at is null or ends_at > now()) order by id for update skip locked) returning ${ABSENCE}`,
  );
}

export async function selectChannelWeights(app: App): Promise<{ channel: string; weight: number }[]> {
  return app.db.query('select channel, weight::float8 as weight from channel_weights order by channel');
}

export async function replaceChannelWeights(
  app: App,
  weights: Readonly<Record<string, number>>,
): Promise<void> {
  await app.db.query('delete from channel_weights');
  await app.db.query(
    'insert into channel_weights (channel, weight) select * from unnest($1::text[], $2::float8[])',
    [Object.keys(weights), Object.values(weights)],
  );
}

/** People who are gone leave their teams. */
export async function deletePeople(app: App, ids: readonly string[]): Promise<void> {
  for (const table of ['team_members', 'staff_profiles', 'staff_absences'])
    await app.db.query(`delete from ${table} where user_id = any($1)`, [textArray(ids)]);
  await app.db.query('update teams set lead_id = null where lead_id = any($1)', [textArray(ids)]);
}
