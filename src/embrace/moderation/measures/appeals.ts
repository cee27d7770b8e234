import type { Actor, App } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { lockMembers, type Member, memberActor, setMemberState } from '#people/members/index.ts';
import { permissionsPort } from '#people/sessions/index.ts';
import { readStaff } from '#people/staff/index.ts';
import { decideFreely } from '../cases/decide.ts';
import { APPEALABLE } from '../domain.ts';
import { moderationErrors } from '../errors.ts';
import { tellLater } from './actions.ts';
import { type ActionRow, endAction, insertAppeal, lockAction, selectActions, writeAppeal } from './store.ts';
import '../events.ts';

const PERMISSION = 'moderation.decide';

/** Whether an appeal can still be made against this. */
export function isAppealable(
  action: Pick<ActionRow, 'what' | 'undoneAt' | 'until' | 'isShownAgain'>,
  now: Date,
): boolean {
  return (
    APPEALABLE.includes(action.what) &&
    action.undoneAt === null &&
    !action.isShownAgain &&
    (action.until === null || action.until > now)
  );
}

/** A member asks for a second look, once for each measure. Throws `moderation.no_appeal`, `moderation.say_more`. */
export async function appeal(app: App, member: Member, actionId: string, given: string): Promise<void> {
  const text = given.trim().slice(0, 4000);
  if (text === '') throw moderationErrors('moderation.say_more');
  await app.db.transaction(async () => {
    const action = await lockAction(app, actionId);
    const isOwn = action !== undefined && action.memberId === member.id;
    if (!isOwn || !isAppealable(action, await app.db.now())) throw moderationErrors('moderation.no_appeal');
    if (!(await insertAppeal(app, { actionId, memberId: member.id, text })))
      throw moderationErrors('moderation.no_appeal');
    await audit(app, memberActor(member), { action: 'moderation.appealed', subject: actionId });
    await app.bus.publish('moderation.changed', { kind: 'appeal', id: actionId });
  });
}

/** Whether a colleague may decide an appeal: not who took the measure, where somebody else could. */
async function mayDecide(app: App, actor: Actor, action: Pick<ActionRow, 'byId'>): Promise<boolean> {
  return action.byId !== actor.id || isAlone(app, actor);
}

/** Whether nobody else has the right to decide. */
export async function isAlone(app: App, actor: Actor): Promise<boolean> {
  const roles = app.use(permissionsPort).get(PERMISSION) ?? [];
  const others = (await readStaff(app)).filter(
    ({ id, role, state }) => id !== actor.id && state === 'active' && roles.includes(role),
  );
  return others.length === 0;
}

/**
 * Grants an appeal, which takes the measure back, or declines it; the member reads the answer. Throws `moderation.no_action`,
 * `moderation.own_measure`, `moderation.appeal_decided`.
 */
export async function decideAppeal(
  app: App,
  actor: Actor,
  actionId: string,
  { isGranted, answer }: { isGranted: boolean; answer: string },
): Promise<void> {
  await app.db.transaction(async () => {
    const action = await lockAfterMember(app, actionId);
    if (!action) throw moderationErrors('moderation.no_action');
    if (!(await mayDecide(app, actor, action))) throw moderationErrors('moderation.own_measure');
    const row = { actionId, isGranted, answer, byId: actor.id, byName: actor.name };
    if (!(await writeAppeal(app, row))) throw moderationErrors('moderation.appeal_decided');
    if (isGranted) await takeBack(app, actor, action, answer);
    await tellLater(app, actionId);
    await audit(app, actor, {
      action: isGranted ? 'moderation.appeal_granted' : 'moderation.appeal_declined',
      subject: actionId,
      detail: { member: action.memberId, answer },
    });
    await app.bus.publish('moderation.changed', { kind: 'appeal', id: actionId });
  });
}

/** A measure, after the member against whom it is: decisions ask in that order, too. */
async function lockAfterMember(app: App, actionId: string): Promise<ActionRow | undefined> {
  const [found] = await selectActions(app, { id: actionId, limit: 1 });
  if (found) await lockMembers(app, [found.memberId]);
  return lockAction(app, actionId);
}

async function takeBack(app: App, actor: Actor, action: ActionRow, answer: string): Promise<void> {
  if (action.undoneAt !== null || action.isShownAgain) return;
  const { kind, subjectId, memberId } = action;
  if (action.what === 'hidden') {
    if (kind !== null && subjectId !== null) await decideFreely(app, actor, { kind, id: subjectId }, answer);
    await endAction(app, action.id, actor.name);
  } else await setMemberState(app, actor, memberId, { state: 'active', reason: answer, until: null });
}
