import { type Actor, type App, systemActor } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { newId } from '#platform/ids/index.ts';
import { lockMembers, maySpeak, type Member, memberActor } from '#people/members/index.ts';
import { factsOfMembers, levelsOf, reachedBy, spend } from '#embrace/trust/index.ts';
import { type FlagReason, flagWeight, HIDDEN_BY_FLAGS, hidesAt } from '../domain.ts';
import { moderationErrors } from '../errors.ts';
import { recordAction } from '../measures/actions.ts';
import { type Moderated, type ModeratedKind, subjectFor } from '../ports.ts';
import { readSettings } from '../settings.ts';
import { type CaseRow, insertFlag, lockCase, openCase, sumOpen, writeCase } from './store.ts';
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
    const seen = await subjectFor(app, member.id, wish);
    await lockBoth(app, member.id, seen?.subject.memberId ?? member.id);
    // As it is now that nobody else moves it.
    const found = seen && (await subjectFor(app, member.id, wish));
    if (!found) throw moderationErrors('moderation.no_subject');
    const { kind, subject } = found;
    const { memberId } = subject;
    const { level, rights } = await reachedBy(app, member.id);
    if (memberId === null || memberId === member.id || !rights.mayFlag || !maySpeak(member))
      throw moderationErrors('moderation.may_not_flag');
    const row = {
      id: newId('flg'),
      kind: wish.kind,
      subjectId: wish.id,
      memberId: member.id,
      reason: wish.reason,
      text: text === '' ? null : text,
      weight: await weightOf(app, member.id, level),
    };
    if (!(await insertFlag(app, row))) return;
    await spend(app, member.id, 'flag');
    // Two at the same moment wait for each other here, so that the sum is right.
    await weighAgain(app, kind, subject, await opened(app, { ...row, memberId }));
    await audit(app, memberActor(member), {
      action: 'moderation.flagged',
      subject: wish.id,
      detail: { kind: wish.kind, reason: wish.reason },
    });
    await app.bus.publish('moderation.changed', { kind: wish.kind, id: wish.id });
  });
}

/**
 * Who flags and whom: what is hidden may be a part of a profile. Both in one order, as they may flag each other at this moment, and before the place in
 * the queue, as an erasure asks in that order.
 */
async function lockBoth(app: App, flagger: string, author: string): Promise<void> {
  const there = await lockMembers(app, [flagger, author]);
  if (!there.includes(flagger)) throw moderationErrors('moderation.may_not_flag');
}

/** Its place in the queue, open and locked. */
async function opened(
  app: App,
  { kind, subjectId, memberId }: { kind: string; subjectId: string; memberId: string },
): Promise<CaseRow> {
  const present = await lockCase(app, kind, subjectId);
  return present?.isOpen ? present : openCase(app, { kind, subjectId, memberId, isHeld: false, why: [] });
}

async function weightOf(app: App, memberId: string, level: number): Promise<number> {
  const facts = (await factsOfMembers(app, [memberId])).get(memberId);
  const count = (fact: string) => Number(facts?.[fact] ?? 0);
  return flagWeight({ level, upheld: count('flags-upheld'), dismissed: count('flags-dismissed') });
}

async function weighAgain(app: App, kind: ModeratedKind, subject: Moderated, row: CaseRow): Promise<void> {
  const { flags, weight } = await sumOpen(app, row);
  const { hideAtWeight } = await readSettings(app);
  const level = (await levelsOf(app, [row.memberId])).get(row.memberId) ?? 0;
  const hides = !row.isHidden && !row.isHeld && weight >= hidesAt(hideAtWeight, level);
  await writeCase(app, { ...row, flags, weight, isHidden: row.isHidden || hides });
  if (!hides) return;
  await kind.hide(app, subject.id, RULES, HIDDEN_BY_FLAGS, false);
  await recordAction(app, null, {
    what: 'hidden',
    memberId: row.memberId,
    subject: { kind: kind.kind, id: subject.id, title: subject.title },
    reason: HIDDEN_BY_FLAGS,
  });
}
