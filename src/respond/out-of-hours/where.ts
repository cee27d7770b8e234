import type { App } from '#platform/app/index.ts';
import type { Hours } from '#lib/hours/index.ts';
import { hoursOf } from '#people/calendars/index.ts';
import { readTeams } from '#people/teams/index.ts';
import { calendarOfWidget } from '#respond/chat/index.ts';

/** Hours that hold for it: those that the answer names, its team's, its chat's, the standard ones. */
export async function hoursThatHold(
  app: App,
  {
    calendarId,
    teamId,
    widgetId,
  }: { calendarId: string | null; teamId: string | null; widgetId: string | null },
): Promise<Hours> {
  if (calendarId !== null) return hoursOf(app, calendarId);
  const team = teamId === null ? undefined : (await readTeams(app)).find(({ id }) => id === teamId);
  if (team?.calendarId) return hoursOf(app, team.calendarId);
  return hoursOf(app, widgetId === null ? null : await calendarOfWidget(app, widgetId));
}
