import type { App } from '#platform/app/index.ts';
import { Zone } from '#lib/zone/index.ts';
import { listSuspensions } from '#platform/outbox/index.ts';
import { getBrand } from '#people/brand/index.ts';
import { hoursOf } from '#people/calendars/index.ts';
import { readTeamNames, readWorkers } from '#people/teams/index.ts';
import { listIncidents } from '#listen/alerts/index.ts';
import { countAnswers } from '#measure/contacts/index.ts';
import { readStage } from '#respond/coverage/index.ts';
import { presentNow, readOpenByTeam } from '#respond/inbox/index.ts';
import { countAtRisk } from '#respond/promises/index.ts';
import type { Wall } from '../schema.ts';

const MOST_SPIKES = 5;

/** What a screen on the wall shows: numbers and names of teams and topics, of no person. */
export async function readWall(app: App): Promise<Wall> {
  const [now, standing, teamNames, workers, promises, suspensions, stage, spikes, brand, hours] =
    await Promise.all([
      app.db.now(),
      readOpenByTeam(app),
      readTeamNames(app),
      readWorkers(app),
      countAtRisk(app),
      listSuspensions(app),
      readStage(app),
      listIncidents(app, { state: 'open', after: null, limit: MOST_SPIKES }),
      getBrand(app),
      hoursOf(app, null),
    ]);
  const zone = new Zone(hours.zone);
  const answeredToday = await countAnswers(app, new Date(zone.startOf(zone.dayOf(now.getTime()))));
  const oldest = standing.flatMap((team) => team.oldest ?? []).sort((a, b) => a.getTime() - b.getTime())[0];
  const sum = (of: 'open' | 'waiting') => standing.reduce((all, team) => all + team[of], 0);
  return {
    at: now.toISOString(),
    company: brand.name ?? '',
    open: sum('open'),
    waiting: sum('waiting'),
    oldest: oldest?.toISOString() ?? null,
    promises,
    teams: standing
      .filter(({ teamId }) => teamId !== null && teamNames.has(teamId))
      .map((team) => ({
        name: teamNames.get(team.teamId!)!,
        open: team.open,
        waiting: team.waiting,
        oldest: team.oldest?.toISOString() ?? null,
      }))
      .sort((a, b) => b.waiting - a.waiting || (a.name < b.name ? -1 : 1)),
    present: presentNow(app).size,
    available: workers.filter(({ isAway }) => !isAway).length,
    answeredToday,
    suspended: suspensions
      .filter(({ endedAt }) => endedAt === null)
      .map(({ label, reason, startedAt }) => ({ label, reason, since: startedAt.toISOString() })),
    stage: stage.stage,
    spikes: spikes
      .filter(({ isPast }) => !isPast)
      .map(({ topic, since, severity }) => ({ topic: topic.name, since, severity })),
  };
}
