import type { Actor, App } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { users } from '#people/sessions/index.ts';
import { teamErrors } from '../errors.ts';
import type { ProfileInput, Team } from '../schema.ts';
import { selectStaff } from '../staff-store.ts';
import {
  type AbsenceRow,
  deletePeople,
  replaceChannelWeights,
  saveProfileRow,
  selectChannelWeights,
} from '../store.ts';

/** Room for so much at a time, until somebody says otherwise. */
export const USUAL_CAPACITY = 8;

/** Somebody who answers customers. */
export interface Worker extends ProfileInput {
  id: string;
  name: string;
  role: string;
  teamIds: string[];
  absences: AbsenceRow[];
  isAway: boolean;
}

/** Everybody active on the staff, by name; viewers are left out, as they answer nobody. */
export async function readWorkers(app: App): Promise<Worker[]> {
  return (await readStaff(app)).workers;
}

/** Who works here, the teams that stand, by name, and what a conversation takes of somebody's capacity, by channel: all of one moment. */
export interface Staff {
  workers: Worker[];
  teams: Team[];
  weights: ReadonlyMap<string, number>;
}

export async function readStaff(app: App): Promise<Staff> {
  const [staff, rows] = await Promise.all([users.list(app), selectStaff(app)]);
  const profileOf = new Map(rows.profiles.map(({ userId, ...profile }) => [userId, profile]));
  const absencesOf = Map.groupBy(rows.absences, ({ userId }) => userId);
  const unsaid = { skills: [], languages: [], capacity: USUAL_CAPACITY, calendarId: null };
  const workers = staff
    .filter(({ state, role }) => state === 'active' && role !== 'viewer')
    .map(({ id, name, role }): Worker => {
      const own = absencesOf.get(id) ?? [];
      return {
        id,
        name,
        role,
        ...(profileOf.get(id) ?? unsaid),
        teamIds: rows.teams.filter((team) => team.memberIds.includes(id)).map((team) => team.id),
        absences: own,
        isAway: own.some(({ isNow }) => isNow),
      };
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  return { workers, teams: rows.teams, weights: weightsOf(rows.weights) };
}

/** What somebody can do, and for how much at a time. Throws `team.person_unknown`. */
export async function saveProfile(
  app: App,
  actor: Actor,
  userId: string,
  input: ProfileInput,
): Promise<void> {
  await app.db.transaction(async () => {
    if ((await users.find(app, userId))?.state !== 'active')
      throw teamErrors('team.person_unknown', { id: userId });
    const profile = {
      ...input,
      skills: [...new Set(input.skills)],
      languages: [...new Set(input.languages)],
    };
    await saveProfileRow(app, userId, profile);
    await audit(app, actor, { action: 'staff.profile_changed', subject: userId, detail: { ...profile } });
    await app.bus.publish('teams.changed', {});
  });
}

/** Share of somebody's capacity that one conversation takes, by channel; 1 for those that are not there. */
export async function readChannelWeights(app: App): Promise<Map<string, number>> {
  return weightsOf(await selectChannelWeights(app));
}

function weightsOf(rows: readonly { channel: string; weight: number }[]): Map<string, number> {
  return new Map(rows.map(({ channel, weight }) => [channel, weight]));
}

export async function saveChannelWeights(
  app: App,
  actor: Actor,
  weights: Readonly<Record<string, number>>,
): Promise<void> {
  await app.db.transaction(async () => {
    await replaceChannelWeights(app, weights);
    await audit(app, actor, { action: 'teams.weights_changed', subject: 'teams', detail: { ...weights } });
    await app.bus.publish('teams.changed', {});
  });
}

/** Removes what people leave behind who were never real. Joins the caller's transaction. */
export function forgetWorkers(app: App, ids: readonly string[]): Promise<void> {
  return deletePeople(app, ids);
}
