import type { Actor, App } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { newId } from '#platform/ids/index.ts';
import { readWorkers } from '#people/teams/index.ts';
import { type Plan, planOf } from '../domain/plan.ts';
import type { Settings } from '../domain/settings.ts';
import type { Absence, Shift } from '../domain/shifts.ts';
import { coverageErrors } from '../errors.ts';
import { deleteShift, saveShift, selectSettings, selectShifts, writeSettings } from '../store/plan.ts';
import { type Forecast, forgetForecast, readForecast } from './forecast.ts';

/** What comes in the next days, and who is there for it. */
export async function readPlan(app: App, days: number): Promise<{ forecast: Forecast; plan: Plan }> {
  const [forecast, settings, shifts, workers] = await Promise.all([
    readForecast(app, days),
    selectSettings(app),
    selectShifts(app),
    readWorkers(app),
  ]);
  const absences: Absence[] = workers.flatMap(({ id, absences: own }) =>
    own.map(({ from, until }) => ({ userId: id, from: new Date(from), until: until && new Date(until) })),
  );
  return { forecast, plan: planOf(forecast.channels, forecast.halves, settings, { shifts, absences }) };
}

export const readSettings = (app: App): Promise<Settings> => selectSettings(app);
export const readShifts = (app: App): Promise<Shift[]> => selectShifts(app);

export async function putSettings(app: App, actor: Actor, settings: Settings): Promise<Settings> {
  await app.db.transaction(async () => {
    await writeSettings(app, settings);
    const { shrinkage, mostBusy, countries } = settings;
    await audit(app, actor, {
      action: 'coverage.settings_changed',
      subject: 'coverage',
      detail: { shrinkage, mostBusy, countries, channels: Object.keys(settings.channels) },
    });
    await app.bus.publish('coverage.changed', { what: 'settings' });
    app.db.afterCommit(() => forgetForecast(app));
  });
  return settings;
}

/** Saves a new shift, or changes one. Throws `coverage.no_shift`. */
export async function putShift(
  app: App,
  actor: Actor,
  input: Omit<Shift, 'id'>,
  id?: string,
): Promise<Shift> {
  const shift = { ...input, id: id ?? newId('shift') };
  await app.db.transaction(async () => {
    if (!(await saveShift(app, shift, id === undefined))) throw coverageErrors('coverage.no_shift');
    const { name, people, fromMinute, toMinute } = shift;
    await audit(app, actor, {
      action: id === undefined ? 'shift.added' : 'shift.changed',
      subject: shift.id,
      detail: { name, people, fromMinute, toMinute },
    });
    await app.bus.publish('coverage.changed', { what: 'shifts' });
  });
  return shift;
}

export async function removeShift(app: App, actor: Actor, id: string): Promise<void> {
  await app.db.transaction(async () => {
    if (!(await deleteShift(app, id))) throw coverageErrors('coverage.no_shift');
    await audit(app, actor, { action: 'shift.removed', subject: id });
    await app.bus.publish('coverage.changed', { what: 'shifts' });
  });
}
