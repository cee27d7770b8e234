import type { App } from '#platform/app/index.ts';
import { isOpen } from '#lib/hours/index.ts';
import { hoursOf } from '#people/calendars/index.ts';
import { readStaff, type Team, type Worker } from '#people/teams/index.ts';
import { type FactSource, readFacts } from '#respond/conditions/index.ts';
import { type Conversation, readLoads, readPast } from '#respond/inbox/index.ts';
import type { Candidate, Situation, TeamNow } from '../domain/types.ts';
import type { Moment } from './store.ts';

/** Who is there and what they have, read inside the deciding transaction so that the counts hold. */
export interface Staffing {
  candidates: Candidate[];
  teams: ReadonlyMap<string, TeamNow>;
  weightOf(channel: string): number;
}

export async function readStaffing(app: App, { now, turns }: Moment): Promise<Staffing> {
  const { workers, teams, weights } = await readStaff(app);
  const weightOf = (channel: string) => weights.get(channel) ?? 1;
  const loads = await readLoads(
    app,
    workers.map((worker) => worker.id),
  );
  const candidates: Candidate[] = [];
  for (const worker of workers) {
    const counts = [...(loads.get(worker.id) ?? [])];
    const load = counts.reduce((sum, [channel, count]) => sum + count * weightOf(channel), 0);
    const isWorking = await isOpenNow(app, worker.calendarId, now);
    candidates.push(candidateOf(worker, load, isWorking, turns[worker.id] ?? 0));
  }
  const open = new Map<string, TeamNow>();
  for (const team of teams) open.set(team.id, teamNow(team, await isOpenNow(app, team.calendarId, now)));
  return { candidates, teams: open, weightOf };
}

/** What a decision about one locked conversation may look at; only facts of these sources are read. */
export async function situationOf(
  app: App,
  conversation: Conversation,
  staffing: Staffing,
  sources: readonly FactSource[],
): Promise<Situation> {
  const [facts, past] = await Promise.all([
    readFacts(app, [conversation], sources),
    readPast(app, conversation),
  ]);
  return {
    facts: facts.get(conversation.id) ?? {},
    weight: staffing.weightOf(conversation.network),
    assigneeId: conversation.assigneeId,
    teamId: conversation.teamId,
    isByHand: past.isByHand,
    lastAgentId: past.lastAgentId,
    candidates: staffing.candidates,
    teams: staffing.teams,
  };
}

/** Who is away when the customer comes back, or something happens, has it no longer. */
export function freed(situation: Situation): Situation {
  const owner = situation.candidates.find(({ id }) => id === situation.assigneeId);
  const isGone = situation.assigneeId !== null && (!owner || owner.isAway);
  return isGone && !situation.isByHand ? { ...situation, assigneeId: null } : situation;
}

/** Without a calendar somebody is there day and night. */
async function isOpenNow(app: App, calendarId: string | null, now: Date): Promise<boolean> {
  return calendarId === null || isOpen(await hoursOf(app, calendarId), now);
}

function candidateOf(worker: Worker, load: number, isWorking: boolean, lastTurn: number): Candidate {
  const { id, name, teamIds, skills, languages, capacity, isAway } = worker;
  return { id, name, teamIds, skills, languages, capacity, isAway, load, isWorking, lastTurn };
}

function teamNow({ id, name, leadId, handling }: Team, isOpenNow: boolean): TeamNow {
  const { outOfHours, onCallId } = handling;
  return { id, name, leadId, isOpen: isOpenNow, outOfHours, onCallId };
}
