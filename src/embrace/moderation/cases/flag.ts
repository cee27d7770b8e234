import { type Actor, type App, systemActor } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { newId } from '#platform/ids/index.ts';
import { maySpeak, type Member, memberActor } from '#people/members/index.ts';
import { explainLevel, levelsOf, rightsOf, spend } from '#embrace/trust/index.ts';
import { type FlagReason, flagWeight, hidesAt } from '../domain.ts';
import { moderationErrors } from '../errors.ts';
import { recordAction } from '../measures/actions.ts';
import { kindOf, type Moderated, type ModeratedKind } from '../ports.ts';
import { readSettings } from '../settings.ts';
import { insertFlag, lockCase, openCase, selectFlags, selectOwnFlags, writeCase } from './store.ts';
import '../events.ts';

/** Who hides what many flagged, before a colleague looks. */
export const RULES: Actor = { ...systemActor, kind: 'rule', id: 'moderation', name: 'Flags of members' };

export interface FlagWish {
  kind: string;
  id: string;
  reason: FlagReason;
  text?: string | undefined;
}

/**
 * A member says that something should be looked at. The same twice is once. What enough members flag, weighed by how often they were
 * right, is hidden until a colleague looks. Throws `moderation.no_subject`, `moderation.may_not_flag`, `moderation.say_more`, `trust.too_fast`.
 */
export async function flag(app: App, member: Member, wish: FlagWish): Promise<void> {
  const text = wish.text?.trim().slice(0, 1000) ?? '';
  if (wish.reason === 'other' && text === '') throw moderationErrors('moderation.say_more');
  await app.db.transaction(async () => {
    const kind = kindOf(app, wish.kind);
    const [subject] = (await kind?.read(app, [wish.id])) ?? [];
    if (!kind || !subject?.isShown) throw moderationErrors('moderation.no_subject');
    const { memberId } = subject;
    const mayFlag = maySpeak(member) && (await rightsOf(app, member)).mayFlag;
    if (memberId === null || memberId === member.id || !mayFlag)
      throw moderationErrors('moderation.may_not_flag');
    const row = {
      id: newId('flg'),
      kind: wish.kind,
      subjectId: wish.id,
      memberId: member.id,
      reason: wish.reason,
      text: text === '' ? null : text,
      weight: await weightOf(app, member.id),
    };
    if ((await selectOwnFlags(app, member.id, [wish.id])).length > 0) return;
    // Two at the same moment wait for each other here, so that the sum is right.
    await openIfClosed(app, { kind: wish.kind, subjectId: wish.id, memberId });
    if (!(await insertFlag(app, row))) return;
    await spend(app, member.id, 'flag');
    await weighAgain(app, kind, subject);
    await audit(app, memberActor(member), {
      action: 'moderation.flagged',
      subject: wish.id,
      detail: { kind: wish.kind, reason: wish.reason },
    });
    await app.bus.publish('moderation.changed', { kind: wish.kind, id: wish.id });
  });
}

async function openIfClosed(
  app: App,
  { kind, subjectId, memberId }: { kind: string; subjectId: string; memberId: string },
): Promise<void> {
  const present = await lockCase(app, kind, subjectId);
  if (present?.isOpen) return;
  await openCase(app, { kind, subjectId, memberId, isHeld: false, why: [] });
  await lockCase(app, kind, subjectId);
}

async function weightOf(app: App, memberId: string): Promise<number> {
  const { level, facts } = await explainLevel(app, memberId);
  return flagWeight({
    level,
    upheld: Number(facts['flags-upheld']),
    dismissed: Number(facts['flags-dismissed']),
  });
}

async function weighAgain(app: App, kind: ModeratedKind, subject: Moderated): Promise<void> {
  const row = (await lockCase(app, kind.kind, subject.id))!;
  const open = (await selectFlags(app, [subject.id])).filter(
    (one) => one.kind === kind.kind && one.outcome === null,
  );
  const weight = open.reduce((sum, one) => sum + one.weight, 0);
  const { hideAtWeight } = await readSettings(app);
  const level = (await levelsOf(app, [row.memberId])).get(row.memberId) ?? 0;
  const hides = !row.isHidden && !row.isHeld && weight >= hidesAt(hideAtWeight, level);
  await writeCase(app, { ...row, flags: open.length, weight, isHidden: row.isHidden || hides });
  if (!hides) return;
  const reason = 'Several members flagged it. A colleague will look at it.';
  await kind.hide(app, subject.id, RULES, reason, false);
  await recordAction(app, null, {
    what: 'hidden',
    memberId: row.memberId,
    subject: { kind: kind.kind, id: subject.id, title: subject.title },
    reason,
  });
}
