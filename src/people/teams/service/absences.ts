import type { Actor, App } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { newId } from '#platform/ids/index.ts';
import { users } from '#people/sessions/index.ts';
import { teamErrors } from '../errors.ts';
import type { AbsenceInput } from '../schema.ts';
import { endAbsenceRow, insertAbsence, selectAbsence, selectTeams, takeHandOvers } from '../store.ts';

/**
 * Somebody is away, from now or later, until a time or until they are back. Throws `team.not_yours`, `team.person_unknown`,
 * `team.hand_over_self` and `team.absence_over`.
 */
export async function announceAbsence(
  app: App,
  actor: Actor,
  userId: string,
  input: AbsenceInput,
): Promise<string> {
  mustBeTheirs(actor, userId);
  const id = newId('abs');
  await app.db.transaction(async () => {
    await mustWorkHere(app, userId);
    const { handOverTo, note } = input;
    if (handOverTo === userId) throw teamErrors('team.hand_over_self');
    if (handOverTo?.startsWith('user_')) await mustWorkHere(app, handOverTo);
    if (handOverTo?.startsWith('team_') && (await selectTeams(app, [handOverTo])).length === 0)
      throw teamErrors('team.not_found', { id: handOverTo });
    const isStored = await insertAbsence(app, {
      id,
      userId,
      from: input.from === undefined ? null : new Date(input.from),
      until: input.until === null ? null : new Date(input.until),
      handOverTo,
      note,
      createdBy: actor.id,
    });
    if (!isStored) throw teamErrors('team.absence_over');
    await audit(app, actor, {
      action: 'staff.away',
      subject: userId,
      detail: { from: input.from ?? 'now', until: input.until, handOverTo },
    });
    await app.bus.publish('teams.changed', {});
  });
  return id;
}

/** They are back, or do not go after all. Throws `team.absence_not_found` and `team.not_yours`. */
export async function endAbsence(app: App, actor: Actor, id: string): Promise<void> {
  await app.db.transaction(async () => {
    const absence = await selectAbsence(app, id);
    if (!absence) throw teamErrors('team.absence_not_found', { id });
    mustBeTheirs(actor, absence.userId);
    const userId = await endAbsenceRow(app, id);
    if (userId === undefined) throw teamErrors('team.absence_not_found', { id });
    await audit(app, actor, { action: 'staff.back', subject: userId });
    await app.bus.publish('teams.changed', {});
  });
}

/** Absences that began and whose work is to be handed over; each is given once, in the ambient transaction. */
export async function takeBegunAbsences(
  app: App,
): Promise<{ userId: string; handOverTo: string; until: Date | null }[]> {
  const taken = await takeHandOvers(app);
  return taken.flatMap(({ userId, handOverTo, until }) =>
    handOverTo === null ? [] : [{ userId, handOverTo, until }],
  );
}

function mustBeTheirs(actor: Actor, userId: string): void {
  const isManager = ['owner', 'admin', 'manager'].includes(actor.role);
  if (actor.id !== userId && !isManager) throw teamErrors('team.not_yours');
}

async function mustWorkHere(app: App, id: string): Promise<void> {
  if ((await users.find(app, id))?.state !== 'active') throw teamErrors('team.person_unknown', { id });
}
