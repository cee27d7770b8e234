import type { App } from '#platform/app/index.ts';
import { hoursOf } from '#people/calendars/index.ts';
import { addNotice, resolveNotice } from '#people/notices/index.ts';
import { readTeams, type Team } from '#people/teams/index.ts';
import { findConversations, lockConversation } from '#respond/inbox/index.ts';
import { assignTo, chooseFor, letWait } from '../engine/fill.ts';
import { nameOfColleague } from '../engine/names.ts';
import { lockSeats } from '../engine/store.ts';
import { assignShape } from '../rules/schema.ts';
import { dueOf } from './due.ts';
import { deleteOwners, noteWarned, type OwnerRow, selectOwners } from './store.ts';

const MOST = 20_000;
const ANYBODY = assignShape.parse({});

/** Warns owners who do not answer, and takes back what they left too long. Answers how many were taken back. */
export async function watchOwners(app: App): Promise<number> {
  const teams = new Map((await readTeams(app)).map((team) => [team.id, team]));
  const now = await app.db.now();
  let taken = 0;
  for (const owned of await selectOwners(app, MOST)) {
    const team = teams.get(owned.teamId);
    const rule = team?.handling.ownership;
    if (!team || !rule) continue;
    const hours = team.calendarId === null ? null : await hoursOf(app, team.calendarId);
    const { state, dueAt } = dueOf(rule, owned.since, now, hours);
    if (state === 'take' && (await takeBack(app, owned, team))) taken += 1;
    if (state === 'warn' && owned.warnedAt === null) await warn(app, owned, dueAt!);
  }
  return taken;
}

async function warn(app: App, { conversationId, userId }: OwnerRow, dueAt: Date): Promise<void> {
  await app.db.transaction(async () => {
    if (!(await noteWarned(app, conversationId))) return;
    const minutes = Math.max(1, Math.round((dueAt.getTime() - app.clock.now().getTime()) / 60_000));
    await addNotice(app, {
      to: userId,
      level: 'warning',
      title: 'A customer waits for your answer',
      text: `Without an answer it goes back to the team in ${minutes} minutes.`,
      link: `/inbox/${conversationId}`,
      key: `owner:${conversationId}:${userId}`,
    });
  });
}

/** Back to the team, and on to somebody else who has room. Answers false when it is not theirs any more, or the customer waits no longer. */
async function takeBack(app: App, { conversationId, userId }: OwnerRow, team: Team): Promise<boolean> {
  return app.db.transaction(async () => {
    await lockSeats(app);
    const [known] = await findConversations(app, [conversationId]);
    const conversation = known && (await lockConversation(app, conversationId));
    const isTheirs =
      conversation?.assigneeId === userId &&
      conversation.status === 'open' &&
      conversation.waitingSince !== null;
    if (!conversation || !isTheirs || conversation.teamId !== team.id) {
      await deleteOwners(app, [conversationId]);
      return false;
    }
    const choice = await chooseFor(app, conversation, ANYBODY, userId);
    const who = await nameOfColleague(app, userId);
    const next = choice.person
      ? `${choice.person.name} (${choice.why})`
      : `team ${team.name} (${choice.why})`;
    const reason = `${who} did not answer within ${minutesInWords(team.handling.ownership!.minutes)} → ${next}`;
    await assignTo(app, conversation, choice.person?.id ?? null, reason);
    if (!choice.person) await letWait(app, conversationId, `Back to ${team.name}`, ANYBODY);
    await deleteOwners(app, [conversationId]);
    await resolveNotice(app, `owner:${conversationId}:${userId}`);
    await addNotice(app, {
      to: userId,
      level: 'info',
      title: 'A conversation went back to the team',
      text: reason,
      link: `/inbox/${conversationId}`,
      key: `taken:${conversationId}:${userId}`,
    });
    return true;
  });
}

function minutesInWords(minutes: number): string {
  if (minutes % 60 !== 0) return `${minutes} minutes`;
  return minutes === 60 ? 'an hour' : `${minutes / 60} hours`;
}
