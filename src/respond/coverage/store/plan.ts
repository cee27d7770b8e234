import type { App } from '#platform/app/index.ts';
import { type Settings, USUAL_SETTINGS } from '../domain/settings.ts';
import type { Shift } from '../domain/shifts.ts';
import type { Stage } from '../domain/stage.ts';

export async function selectSettings(app: App): Promise<Settings> {
  const [row] = await app.db.query<{ settings: Partial<Settings> }>('select settings from coverage_settings');
  return { ...USUAL_SETTINGS, ...row!.settings };
}

export async function writeSettings(app: App, settings: Settings): Promise<void> {
  await app.db.query('update coverage_settings set settings = $1, updated_at = now()', [
    JSON.stringify(settings),
  ]);
}

const SHIFT = `id, name, user_id as "userId", team_id as "teamId", people, networks, weekdays, from_minute as "fromMinute", to_minute as "toMinute",
  valid_from::text as "validFrom", valid_until::text as "validUntil"`;

export const selectShifts = (app: App): Promise<Shift[]> =>
  app.db.query<Shift>(
    `select ${SHIFT} from coverage_shifts where valid_until is null or valid_until >= current_date - 30 order by from_minute, name, id`,
  );

/** False when the shift to be changed is gone. */
export async function saveShift(app: App, shift: Shift, isNew: boolean): Promise<boolean> {
  const rows = await app.db.query(
    isNew
      ? `insert into coverage_shifts (id, name, user_id, team_id, people, networks, weekdays, from_minute, to_minute, valid_from, valid_until)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) returning id`
      : `update coverage_shifts set name = $2, user_id = $3, team_id = $4, people = $5, networks = $6, weekdays = $7, from_minute = $8,
           to_minute = $9, valid_from = $10, valid_until = $11 where id = $1 returning id`,
    [
      shift.id,
      shift.name,
      shift.userId,
      shift.teamId,
      shift.people,
      shift.networks,
      shift.weekdays,
      shift.fromMinute,
      shift.toMinute,
      shift.validFrom,
      shift.validUntil,
    ],
  );
  return rows.length > 0;
}

export async function deleteShift(app: App, id: string): Promise<boolean> {
  return (await app.db.query('delete from coverage_shifts where id = $1 returning id', [id])).length > 0;
}

export async function selectStage(app: App): Promise<Stage> {
  const [row] = await app.db.query<Stage>(
    `select stage, user_ids as "userIds", account_ids as "accountIds", since from coverage_stage`,
  );
  return row!;
}

export async function writeStage(app: App, stage: Omit<Stage, 'since'>): Promise<void> {
  await app.db.query(
    `update coverage_stage set since = case when stage = $1 then since else now() end, stage = $1, user_ids = $2, account_ids = $3`,
    [stage.stage, stage.userIds, stage.accountIds],
  );
}
