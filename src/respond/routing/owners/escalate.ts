import type { App } from '#platform/app/index.ts';
import { workingBetween, type Hours } from '#lib/hours/index.ts';
import { hoursOf } from '#people/calendars/index.ts';
import { addNotice } from '#people/notices/index.ts';
import { readTeams, type Team } from '#people/teams/index.ts';
import {
  changeConversations,
  type Conversation,
  lockConversation,
  waitingOfTeams,
} from '#respond/inbox/index.ts';
import { letWait } from '../engine/fill.ts';
import { ruleActor } from '../engine/carry-out.ts';
import { lockSeats } from '../engine/store.ts';
import { assignShape } from '../rules/schema.ts';
import { escalationKey, noteEscalated, selectEscalated } from './store.ts';

const ANYBODY = assignShape.parse({});

/** Takes the steps of teams whose customers wait too long, each once for a wait. Answers how many steps were taken. */
export async function escalate(app: App): Promise<number> {
  const teams = (await readTeams(app)).filter(({ handling }) => handling.escalation.length > 0);
  const now = await app.db.now();
  let steps = 0;
  for (const team of teams) {
    const soonest = Math.min(...team.handling.escalation.map(({ afterMinutes }) => afterMinutes));
    const before = new Date(now.getTime() - soonest * 60_000);
    const hours = team.calendarId === null ? null : await hoursOf(app, team.calendarId);
    const rows = await waitingOfTeams(app, [team.id], before);
    const taken = await selectEscalated(
      app,
      rows.map(({ id }) => id),
    );
    for (const row of rows) {
      const waited = waitedMinutes(row.waitingSince!, now, hours);
      for (const [index, step] of team.handling.escalation.entries())
        if (
          waited >= step.afterMinutes &&
          !taken.has(escalationKey(row.id, row.waitingSince!, index)) &&
          (await takeStep(app, team, row, index, teams))
        )
          steps += 1;
    }
  }
  return steps;
}

function waitedMinutes(since: Date, now: Date, hours: Hours | null): number {
  const ms = hours === null ? now.getTime() - since.getTime() : workingBetween(hours, since, now);
  return ms / 60_000;
}

async function takeStep(
  app: App,
  team: Team,
  row: Conversation,
  index: number,
  teams: readonly Team[],
): Promise<boolean> {
  const step = team.handling.escalation[index]!;
  return app.db.transaction(async () => {
    await lockSeats(app);
    const conversation = await lockConversation(app, row.id);
    const isSame = conversation.waitingSince?.getTime() === row.waitingSince!.getTime();
    if (!isSame || conversation.teamId !== team.id || conversation.status !== 'open') return false;
    if (!(await noteEscalated(app, row.id, row.waitingSince!, index))) return false;
    const to = step.tell === 'lead' ? team.leadId : step.tell;
    const reason = `the customer waited longer than ${step.afterMinutes} minutes in team ${team.name}`;
    if (to !== null)
      await addNotice(app, {
        to,
        level: 'warning',
        title: 'A customer waits too long',
        text: `${reason}: ${conversation.excerpt.slice(0, 200)}`,
        link: `/inbox/${row.id}`,
        key: `escalated:${row.id}:${index}`,
      });
    const next = teams.find(({ id }) => id === step.moveTo)?.name ?? 'the next team';
    if (step.moveTo !== null && step.moveTo !== team.id) {
      await changeConversations(app, ruleActor('routing'), [row.id], {
        teamId: step.moveTo,
        assigneeId: null,
        reason: `${reason} → ${next}`,
      });
      await letWait(app, row.id, `Escalated by ${team.name}`, ANYBODY);
    }
    return true;
  });
}
