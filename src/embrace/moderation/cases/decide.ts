import type { Actor, App } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { newId } from '#platform/ids/index.ts';
import { lockMembers, setMemberState } from '#people/members/index.ts';
import { countFact } from '#embrace/trust/index.ts';
import { type Decision, HIDDEN_BY_FLAGS, OUTCOMES } from '../domain.ts';
import { moderationErrors } from '../errors.ts';
import { attachMeasure, recordAction, undoActions } from '../measures/actions.ts';
import { kindOf, type Moderated, type ModeratedKind } from '../ports.ts';
import { foundIn } from '../found.ts';
import { isHiddenByColleague } from '../measures/store.ts';
import { countSites, markText, ownHosts } from '../texts/seen.ts';
import {
  type CaseRow,
  judgeFlags,
  lockCase,
  selectAuthor,
  sumOpen,
  unjudgeFlags,
  writeCase,
} from './store.ts';
import '../events.ts';

export interface DecisionWish {
  decision: Decision;
  /** Told to the author where something changes for him. */
  reason: string;
  /** Days for which the author is silenced as well; null: for good; undefined: not at all. */
  silenceDays?: number | null | undefined;
  /** As it was read. */
  version: number;
}

interface Opened {
  row: CaseRow;
  kind: ModeratedKind;
  subject: Moderated | undefined;
}

/**
 * Decides what stands in the queue, or decides anew what was decided. Throws `moderation.no_case`, `moderation.overtaken`,
 * `moderation.reason_missing`, `moderation.cannot_ignore`.
 */
export async function decide(
  app: App,
  actor: Actor,
  subject: { kind: string; id: string },
  wish: DecisionWish,
): Promise<void> {
  const reason = wish.reason.trim();
  await app.db.transaction(async () => {
    const opened = await open(app, subject, wish.version);
    const wasHidden = opened.row.isHidden;
    if (!opened.row.isOpen) opened.row = await takeBack(app, actor, opened);
    const { row } = opened;
    if (wish.decision === 'ignore' && row.isHeld) throw moderationErrors('moderation.cannot_ignore');
    if (reason === '' && (wish.decision === 'hide' || wish.silenceDays !== undefined))
      throw moderationErrors('moderation.reason_missing');
    const decisionId = newId('dec');
    await judge(app, row, wish.decision, decisionId);
    // As `takeBack` left it, where it was decided before.
    const [found] = await opened.kind.read(app, [row.subjectId]);
    const isTaken = found?.isShown === false && !row.isHeld && !row.isHidden;
    await apply(
      app,
      actor,
      { ...opened, subject: found, wasHidden, isTaken },
      { ...wish, reason, decisionId },
    );
    if (wish.silenceDays !== undefined)
      await silence(app, actor, row.memberId, { days: wish.silenceDays, reason, decisionId });
    await writeCase(app, {
      ...row,
      isOpen: false,
      isHeld: false,
      isHidden: wish.decision === 'hide',
      flags: 0,
      weight: 0,
      decision: wish.decision,
      reason,
      decidedById: actor.id,
      decidedByName: actor.name,
      decisionId,
      before: { isHeld: row.isHeld, isHidden: row.isHidden, isTaken },
    });
    await audit(app, actor, {
      action: `moderation.${wish.decision === 'hide' ? 'hidden' : wish.decision === 'keep' ? 'kept' : 'ignored'}`,
      subject: subject.id,
      detail: { kind: subject.kind, reason },
    });
    await app.bus.publish('moderation.changed', subject);
  });
}

/** Takes a decision back, exactly: what it is, its flags, its measures and its counts are as before. Throws `moderation.not_decided`. */
export async function undoDecision(
  app: App,
  actor: Actor,
  subject: { kind: string; id: string },
  version: number,
): Promise<void> {
  await app.db.transaction(async () => {
    const opened = await open(app, subject, version);
    if (opened.row.isOpen) throw moderationErrors('moderation.not_decided');
    await takeBack(app, actor, opened);
    await audit(app, actor, {
      action: 'moderation.undone',
      subject: subject.id,
      detail: { kind: subject.kind },
    });
    await app.bus.publish('moderation.changed', subject);
  });
}

/** Lets something be shown, as an appeal was granted, whatever its version is. In the ambient transaction. */
export async function decideFreely(
  app: App,
  actor: Actor,
  subject: { kind: string; id: string },
  reason: string,
): Promise<void> {
  const row = await lockPlace(app, subject);
  if (row) return decide(app, actor, subject, { decision: 'keep', reason, version: row.version });
  // It was taken away outside of the queue.
  await kindOf(app, subject.kind)?.restore(app, subject.id, actor);
}

/** Its place in the queue, after its author, who may be silenced or lose a part of his profile: flags and erasures ask in that order, too. */
async function lockPlace(app: App, { kind, id }: { kind: string; id: string }): Promise<CaseRow | undefined> {
  const author = await selectAuthor(app, kind, id);
  if (author !== undefined) await lockMembers(app, [author]);
  return lockCase(app, kind, id);
}

async function open(
  app: App,
  { kind: name, id }: { kind: string; id: string },
  version: number,
): Promise<Opened> {
  const row = await lockPlace(app, { kind: name, id });
  const kind = kindOf(app, name);
  if (!row || !kind) throw moderationErrors('moderation.no_case');
  if (row.version !== version) throw moderationErrors('moderation.overtaken');
  return { row, kind, subject: (await kind.read(app, [id]))[0] };
}

async function judge(app: App, row: CaseRow, decision: Decision, decisionId: string): Promise<void> {
  const flaggers = await judgeFlags(app, row, OUTCOMES[decision], decisionId);
  if (decision === 'ignore') return;
  for (const id of flaggers)
    await countFact(app, id, decision === 'hide' ? 'flags-upheld' : 'flags-dismissed');
}

/** Shows or hides it, and writes down what the author is told; whom a colleague told before is not told twice. */
async function apply(
  app: App,
  actor: Actor,
  { row, kind, subject, wasHidden, isTaken }: Opened & { wasHidden: boolean; isTaken: boolean },
  { decision, reason, decisionId }: DecisionWish & { decisionId: string },
): Promise<void> {
  const about = { kind: row.kind, id: row.subjectId, title: subject?.title ?? '' };
  const action = { memberId: row.memberId, subject: about, reason, decisionId };
  if (decision === 'hide') {
    if (subject && !isTaken) await kind.hide(app, row.subjectId, actor, reason, false);
    await countFact(app, row.memberId, 'offences');
    await markBad(app, { row, subject }, true);
    if (!isTaken || !(await isHiddenByColleague(app, row)))
      await recordAction(app, actor, { what: 'hidden', ...action });
    return;
  }
  if (!row.isHeld && !wasHidden) return;
  if (subject) await kind.restore(app, row.subjectId, actor);
  await recordAction(app, actor, { what: row.isHeld ? 'released' : 'restored', ...action });
}

/** What was hidden is known again: its text, and the sites that it led to. */
async function markBad(
  app: App,
  { row, subject }: Pick<Opened, 'row' | 'subject'>,
  isBad: boolean,
): Promise<void> {
  await markText(app, row, isBad);
  if (!subject) return;
  const { hosts } = foundIn(subject, await ownHosts(app));
  await countSites(app, hosts, { uses: 0, hidden: isBad ? 1 : -1 });
}

async function silence(
  app: App,
  actor: Actor,
  memberId: string,
  { days, reason, decisionId }: { days: number | null; reason: string; decisionId: string },
): Promise<void> {
  const until = days === null ? null : new Date((await app.db.now()).getTime() + days * 86_400_000);
  await setMemberState(app, actor, memberId, { state: 'silenced', reason, until });
  await attachMeasure(app, memberId, decisionId);
}

/** As it was before it was decided. Answers the row as it stands then. */
async function takeBack(app: App, actor: Actor, { row, kind, subject }: Opened): Promise<CaseRow> {
  const { decisionId, decision } = row;
  const { isTaken, ...before } = row.before ?? { isHeld: false, isHidden: false, isTaken: false };
  for (const { memberId, outcome } of await unjudgeFlags(app, decisionId!))
    if (outcome === 'upheld' || outcome === 'dismissed')
      await countFact(app, memberId, `flags-${outcome}`, -1);
  if (decision === 'hide') {
    await countFact(app, row.memberId, 'offences', -1);
    await markBad(app, { row, subject }, false);
  }
  await undoActions(app, actor, decisionId!);
  if (subject && !isTaken) {
    const isHidden = before.isHeld || before.isHidden;
    const reason = before.isHeld ? '' : HIDDEN_BY_FLAGS;
    if (isHidden) await kind.hide(app, row.subjectId, actor, reason, before.isHeld);
    else if (decision === 'hide') await kind.restore(app, row.subjectId, actor);
  }
  const next: CaseRow = {
    ...row,
    ...before,
    isOpen: true,
    ...(await sumOpen(app, row)),
    decision: null,
    reason: null,
    decidedById: null,
    decidedByName: null,
    decisionId: null,
    before: null,
  };
  await writeCase(app, next);
  return next;
}
