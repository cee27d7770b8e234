import { type Conversation, placed, type Status } from './conversation.ts';

/** What a person may change about a conversation. */
export interface Change {
  status?: Status | undefined;
  snoozedUntil?: Date | undefined;
  /** Why it sleeps, in the agent's words. */
  snoozeReason?: string | undefined;
  assigneeId?: string | null | undefined;
  teamId?: string | null | undefined;
  addLabels?: readonly string[] | undefined;
  removeLabels?: readonly string[] | undefined;
  isUnread?: boolean | undefined;
}

interface Standing {
  status: Status;
  /** ISO time; set exactly while snoozed. */
  snoozedUntil: string | null;
  /** Absent for none, and in steps from before there were any. */
  reason?: string;
}

/** What one change did to one conversation: enough to bring it back, and to see whether somebody changed it since. */
export interface Step {
  id: string;
  standing?: { before: Standing; after: Standing };
  assignee?: { before: string | null; after: string | null };
  team?: { before: string | null; after: string | null };
  isUnread?: { before: boolean; after: boolean };
  addedLabels?: string[];
  removedLabels?: string[];
}

const MOST_LABELS = 50;

/** Applies a change. The step is undefined when nothing is different afterwards. */
export function applyChange(
  before: Conversation,
  change: Change,
): { after: Conversation; step: Step | undefined } {
  const status = change.status ?? (change.snoozedUntil ? 'snoozed' : before.status);
  const snoozedUntil = status === 'snoozed' ? (change.snoozedUntil ?? before.snoozedUntil) : null;
  const assigneeId = change.assigneeId === undefined ? before.assigneeId : change.assigneeId;
  const after = placed({
    ...before,
    status,
    snoozedUntil,
    snoozeReason: status === 'snoozed' ? reasonOf(before, change) : null,
    assigneeId,
    teamId: change.teamId === undefined ? before.teamId : change.teamId,
    isUnread: change.isUnread ?? before.isUnread,
    labels: changedLabels(before.labels, change.addLabels ?? [], change.removeLabels ?? []),
  });
  return { after, step: stepBetween(before, after) };
}

/**
 * Takes a step back where nobody has changed the same thing since; answers what could not be taken back. Labels are taken
 * back one by one.
 */
export function revertStep(
  now: Conversation,
  step: Step,
): { after: Conversation; step: Step | undefined; isPartial: boolean } {
  let isPartial = false;
  const change: Change = { addLabels: step.removedLabels ?? [], removeLabels: step.addedLabels ?? [] };
  if (step.standing) {
    const { before, after } = step.standing;
    if (sameStanding(standingOf(now), after))
      Object.assign(change, {
        status: before.status,
        snoozedUntil: before.snoozedUntil ? new Date(before.snoozedUntil) : undefined,
        snoozeReason: before.reason,
      });
    else isPartial = true;
  }
  if (step.assignee) {
    if (now.assigneeId === step.assignee.after) change.assigneeId = step.assignee.before;
    else isPartial = true;
  }
  if (step.team) {
    if (now.teamId === step.team.after) change.teamId = step.team.before;
    else isPartial = true;
  }
  if (step.isUnread) {
    if (now.isUnread === step.isUnread.after) change.isUnread = step.isUnread.before;
    else isPartial = true;
  }
  return { ...applyChange(now, change), isPartial };
}

/** The lines of history that a step makes. */
export function activitiesOf(step: Step): { action: string; detail: Record<string, unknown> }[] {
  const lines: { action: string; detail: Record<string, unknown> }[] = [];
  if (step.standing)
    lines.push({
      action: `status.${step.standing.after.status}`,
      detail: {
        from: step.standing.before.status,
        until: step.standing.after.snoozedUntil,
        ...(step.standing.after.reason !== undefined && { because: step.standing.after.reason }),
      },
    });
  if (step.assignee)
    lines.push({
      action: step.assignee.after === null ? 'unassigned' : 'assigned',
      detail: { from: step.assignee.before, to: step.assignee.after },
    });
  if (step.team)
    lines.push({
      action: step.team.after === null ? 'team.cleared' : 'team.assigned',
      detail: { from: step.team.before, to: step.team.after },
    });
  if (step.addedLabels) lines.push({ action: 'labels.added', detail: { labels: step.addedLabels } });
  if (step.removedLabels) lines.push({ action: 'labels.removed', detail: { labels: step.removedLabels } });
  return lines;
}

/** A new snooze brings its own reason, or none; one that goes on keeps its. */
function reasonOf(before: Conversation, change: Change): string | null {
  if (change.snoozeReason !== undefined) return change.snoozeReason.trim() || null;
  return change.snoozedUntil ? null : before.snoozeReason;
}

function stepBetween(before: Conversation, after: Conversation): Step | undefined {
  const step: Step = { id: before.id };
  const standing = { before: standingOf(before), after: standingOf(after) };
  if (!sameStanding(standing.before, standing.after)) step.standing = standing;
  if (before.assigneeId !== after.assigneeId)
    step.assignee = { before: before.assigneeId, after: after.assigneeId };
  if (before.teamId !== after.teamId) step.team = { before: before.teamId, after: after.teamId };
  if (before.isUnread !== after.isUnread) step.isUnread = { before: before.isUnread, after: after.isUnread };
  const added = after.labels.filter((label) => !before.labels.includes(label));
  const removed = before.labels.filter((label) => !after.labels.includes(label));
  if (added.length > 0) step.addedLabels = added;
  if (removed.length > 0) step.removedLabels = removed;
  return Object.keys(step).length > 1 ? step : undefined;
}

function changedLabels(
  labels: readonly string[],
  add: readonly string[],
  remove: readonly string[],
): string[] {
  const gone = new Set(remove.map((label) => label.toLowerCase()));
  const kept = labels.filter((label) => !gone.has(label.toLowerCase()));
  for (const label of add) {
    const isThere = kept.some((known) => known.toLowerCase() === label.toLowerCase());
    if (!isThere && kept.length < MOST_LABELS) kept.push(label);
  }
  return kept;
}

function standingOf(conversation: Conversation): Standing {
  return {
    status: conversation.status,
    snoozedUntil: conversation.snoozedUntil?.toISOString() ?? null,
    ...(conversation.snoozeReason && { reason: conversation.snoozeReason }),
  };
}

function sameStanding(a: Standing, b: Standing): boolean {
  return a.status === b.status && a.snoozedUntil === b.snoozedUntil && a.reason === b.reason;
}
