import type { App } from '#platform/app/index.ts';
import { AppError } from '#platform/errors/index.ts';
import { audit } from '#platform/audit/index.ts';
import { endWaitingReply, handOverReply, noteWaiting } from '#respond/replies/index.ts';
import { askedOf, placesOf } from '../domain/people.ts';
import { seal } from '../domain/seal.ts';
import { approvalErrors } from '../errors.ts';
import type { Seen } from '../schema.ts';
import { type ApprovalRow, markProblem } from '../store/approvals.ts';
import { insertWord } from '../store/words.ts';
import { circleOf, readPeople } from './circle.ts';
import { authorAnswered, beginStep, endAsking, tellAuthor } from './notify.ts';
import { apply, lockWhole, type Voter } from './state.ts';
import { countOutcome } from './trust.ts';

/** Somebody without an account stands for what his link says; everybody else for what he is asked. */
async function placesFor(
  app: App,
  row: ApprovalRow,
  voter: Voter,
  given?: readonly number[],
): Promise<readonly number[]> {
  if (given) return given;
  const step = row.steps[row.step];
  return step ? placesOf(step, voter.key, circleOf(await readPeople(app), row)) : [];
}

/** Approves the text that was seen. With the last step it goes to the outbox in the same transaction. Throws what `follow` refuses. */
export async function approve(
  app: App,
  voter: Voter,
  id: string,
  { round, step, hash }: Seen,
  given?: readonly number[],
): Promise<void> {
  await app.db.transaction(async () => {
    const whole = await lockWhole(app, id);
    const { row } = whole;
    const places = await placesFor(app, row, voter, given);
    const after = await apply(
      app,
      voter,
      whole,
      { act: 'approve', voter: voter.key, round, step, places, hash },
      { kind: 'approved' },
    );
    if (after) await goOn(app, voter, row, after);
  });
}

/** After an approval: the next step, or the outbox. */
export async function goOn(app: App, voter: Voter, before: ApprovalRow, after: ApprovalRow): Promise<void> {
  if (after.state === 'approved') {
    await endAsking(app, after);
    if (after.isNewcomer) await countOutcome(app, after, after.isChanged ? 'changed' : 'clean');
    return handOver(app, voter, after);
  }
  if (after.state !== 'waiting') return;
  const isNew = after.step !== before.step || after.round !== before.round || before.state !== 'waiting';
  if (isNew)
    await beginStep(app, after, askedOf(after.steps[after.step]!, circleOf(await readPeople(app), after)));
  await noteWaiting(app, nameOf(voter), after, 'reply.approved-step');
}

/** Rejects it for good; the words go back into the author's draft. */
export async function reject(
  app: App,
  voter: Voter,
  id: string,
  { round, step, hash, reason }: Seen & { reason: string },
  given?: readonly number[],
): Promise<void> {
  await app.db.transaction(async () => {
    const whole = await lockWhole(app, id);
    const places = await placesFor(app, whole.row, voter, given);
    const act = { act: 'reject' as const, voter: voter.key, round, step, places, hash };
    const after = await apply(app, voter, whole, act, { kind: 'rejected', text: reason });
    if (!after) return;
    await endAsking(app, after);
    await endWaitingReply(app, nameOf(voter), after.replyId, 'reply.rejected', reason);
    if (after.isNewcomer) await countOutcome(app, after, 'rejected');
    await tellAuthor(app, after, `${voter.name} rejected your reply`, reason, 'warning');
  });
}

/** Asks the author for a change, with a note. */
export async function askForChange(
  app: App,
  voter: Voter,
  id: string,
  { round, step, hash, note }: Seen & { note: string },
): Promise<void> {
  await app.db.transaction(async () => {
    const whole = await lockWhole(app, id);
    const places = await placesFor(app, whole.row, voter);
    const act = { act: 'ask' as const, voter: voter.key, round, step, places, hash };
    const after = await apply(app, voter, whole, act, { kind: 'change-asked', text: note });
    if (!after) return;
    await endAsking(app, after);
    await noteWaiting(app, nameOf(voter), after, 'reply.change-asked', { needsPerson: true, because: note });
    await tellAuthor(app, after, `${voter.name} asks for a change of your reply`, note, 'warning');
  });
}

/** Other words that the one who decides would approve; they count once the author accepts them. */
export async function suggest(
  app: App,
  voter: Voter,
  id: string,
  { round, step, text, note }: Seen & { text: string; note: string | null },
): Promise<void> {
  await app.db.transaction(async () => {
    const whole = await lockWhole(app, id);
    const { row } = whole;
    const places = await placesFor(app, row, voter);
    const hash = seal({ ...row.rest, text });
    const suggestion = { voter: voter.key, name: voter.name, step, places, hash, text, note };
    const act = { act: 'suggest' as const, voter: voter.key, round, step, places, hash };
    const after = await apply(app, voter, whole, act, { kind: 'suggested', text: note, suggestion });
    if (!after) return;
    await endAsking(app, after);
    await noteWaiting(app, nameOf(voter), after, 'reply.suggested', { needsPerson: true });
    await tellAuthor(app, after, `${voter.name} suggests other words for your reply`, text);
  });
}

/**
 * Gives what was approved to the outbox. What stands in the way now (the stage, a deleted post, a rule of the voice) does not take the approval
 * back: the author is told, and it can be handed over again.
 */
async function handOver(app: App, voter: Voter, row: ApprovalRow): Promise<void> {
  const { text } = row.offered.find(({ hash }) => hash === row.chosen)!;
  await app.db.query('savepoint hand_over');
  try {
    await handOverReply(app, voter.actor, row.replyId, text);
    await noteWaiting(app, nameOf(voter), row, 'reply.approved');
    await app.db.query('release savepoint hand_over');
  } catch (error) {
    if (!(error instanceof AppError) || error.status >= 500) throw error;
    await app.db.query('rollback to savepoint hand_over');
    return stopped(app, voter, row, error.message);
  }
  await markProblem(app, row.id, null);
  await said(app, voter, row, 'handed-over', null);
  await authorAnswered(app, row);
}

async function stopped(app: App, voter: Voter, row: ApprovalRow, problem: string): Promise<void> {
  await markProblem(app, row.id, problem);
  await said(app, voter, row, 'stopped', problem);
  await noteWaiting(app, nameOf(voter), row, 'reply.stopped', { needsPerson: true });
  await tellAuthor(app, row, 'Your reply was approved and could not leave', problem, 'warning');
}

/** Tries again to hand over what was approved and could not leave. Throws `approval.not_stopped`. */
export async function handOverAgain(app: App, voter: Voter, id: string): Promise<void> {
  await app.db.transaction(async () => {
    const { row } = await lockWhole(app, id);
    if (row.state !== 'approved' || row.problem === null) throw approvalErrors('approval.not_stopped');
    await audit(app, voter.actor, {
      action: 'approval.handed-over',
      subject: id,
      detail: { replyId: row.replyId },
    });
    await handOver(app, voter, row);
  });
}

async function said(
  app: App,
  voter: Voter,
  row: ApprovalRow,
  kind: 'handed-over' | 'stopped',
  text: string | null,
): Promise<void> {
  const { id: approvalId, authorId, round, step, chosen: hash } = row;
  const by = { voter: voter.key, voterName: voter.name, byLink: voter.byLink };
  await insertWord(app, { approvalId, authorId, kind, ...by, round, step, places: [], hash, text });
}

const nameOf = ({ key, name }: Voter) => ({ id: key, name });
