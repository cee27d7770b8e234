import type { App } from '#platform/app/index.ts';
import { ABSENCE, type AbsenceRow, type ProfileRow, TEAM, type TeamRow } from './store.ts';

/** All that is kept of who works here and in which teams, at one moment. */
export interface StaffRows {
  profiles: ProfileRow[];
  /** Those that are not over, by the database's clock. */
  absences: AbsenceRow[];
  teams: TeamRow[];
  weights: { channel: string; weight: number }[];
}

type Told = Omit<AbsenceRow, 'from' | 'until'> & { from: string; until: string | null };

/** One question, as routing asks it for each of its decisions. */
export async function selectStaff(app: App): Promise<StaffRows> {
  const [row] = await app.db.prepared<Omit<StaffRows, 'absences'> & { absences: Told[] }>(STAFF);
  const { absences, ...others } = row!;
  const timeOf = (text: string | null) => (text === null ? null : new Date(text));
  return {
    ...others,
    absences: absences.map((one) => ({ ...one, from: new Date(one.from), until: timeOf(one.until) })),
  };
}

const list = (rows: string) => `(select coalesce(json_agg(row_to_json(r)), '[]') from (${rows}) r)`;

const STAFF = `select
  ${list('select user_id as "userId", skills, languages, capacity, calendar_id as "calendarId" from staff_profiles')} as profiles,
  ${list(`select ${ABSENCE} from staff_absences where ends_at is null or ends_at > now() order by starts_at, id`)} as absences,
  ${list(`select ${TEAM} from teams t where t.removed_at is null order by lower(t.name), t.id`)} as teams,
  ${list('select channel, weight from channel_weights order by channel')} as weights`;
