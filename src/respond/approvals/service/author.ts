import { type Actor, type App, systemActor } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { keepDraft } from '#respond/inbox/index.ts';
import { endWaitingReply, noteWaiting, readReplyRows, reviseWaitingReply } from '#respond/replies/index.ts';
import type { z } from 'zod';
import { isOpen } from '../domain/approval.ts';
import { askedOf } from '../domain/people.ts';
import { seal } from '../domain/seal.ts';
import { tellEnded } from '../hooks.ts';
import { approvalErrors } from '../errors.ts';
import type { reviseInput } from '../schema.ts';
import { type ApprovalRow, markWithdrawn, selectOfReply } from '../store/approvals.ts';
import { insertWord } from '../store/words.ts';
import { circleOf, readPeople } from './circle.ts';
import { goOn } from './decide.ts';
import { authorAnswered, beginStep, endAsking, tellAuthor } from './notify.ts';
import { needOfTexts } from './need.ts';
import { apply, lockWhole, tellChanged, voterOf, type Whole } from './state.ts';
import { uncountClean } from './trust.ts';

/** The author takes the words that somebody suggested: they count as approved by whoever wrote them. */
export async function accept(app: App, actor: Actor, id: string, hash: string): Promise<void> {
  await app.db.transaction(async () => {
    const whole = await lockWhole(app, id);
    const { row } = whole;
    const voter = voterOf(actor);
    const text = row.suggestion?.text ?? '';
    const offered = [{ text, hash }];
    const fresh = await withNeeds(app, actor, whole, [text], row.rest.files.length);
    // Words that another policy asks for begin with its steps; nobody of them has seen the text yet.
    const act =
      fresh.policyId === row.policyId || row.suggestion?.hash !== hash
        ? { act: 'accept' as const, voter: actor.id, hash }
        : { act: 'revise' as const, voter: actor.id, offered: [hash] };
    const after = await apply(app, voter, { ...whole, row: fresh }, act, { kind: 'accepted', offered });
    if (!after) return;
    await reviseWaitingReply(app, actor, row.replyId, { texts: [text] });
    await authorAnswered(app, after);
    await goOn(app, voter, row, after);
  });
}

/** The author asks again with what stands there. */
export async function insist(app: App, actor: Actor, id: string, note: string | null): Promise<void> {
  await app.db.transaction(async () => {
    const whole = await lockWhole(app, id);
    const act = { act: 'insist' as const, voter: actor.id };
    const after = await apply(app, voterOf(actor), whole, act, { kind: 'insisted', text: note });
    if (!after) return;
    await authorAnswered(app, after);
    await askAgain(app, after);
    await noteWaiting(app, actor, after, 'reply.insisted');
  });
}

/** The author changes the reply: every word said before counts no more. Throws what `queueReply` throws. */
export async function revise(
  app: App,
  actor: Actor,
  id: string,
  wish: z.output<typeof reviseInput>,
): Promise<void> {
  await app.db.transaction(async () => {
    const whole = await lockWhole(app, id);
    const { row } = whole;
    if (!isOpen(row) || actor.id !== row.authorId) return void (await refuseRevision(app, actor, whole));
    const texts = [...new Set(wish.texts)];
    const { envelope, files } = await reviseWaitingReply(app, actor, row.replyId, { ...wish, texts });
    const rest = { ...row.rest, envelope, files };
    const offered = texts.map((text) => ({ text, hash: seal({ ...rest, text }) }));
    const act = { act: 'revise' as const, voter: actor.id, offered: offered.map(({ hash }) => hash) };
    const fresh = { ...whole, row: await withNeeds(app, actor, whole, texts, files.length) };
    const said = { kind: 'revised' as const, text: wish.note, offered, rest };
    const after = await apply(app, voterOf(actor), fresh, act, said);
    if (!after) return;
    await authorAnswered(app, after);
    await askAgain(app, after);
  });
}

/** Other words may need other people: the row with the steps of the policy that asks for them now. Once it waits, it waits. */
async function withNeeds(
  app: App,
  actor: Actor,
  { row, conversation }: Whole,
  texts: readonly string[],
  files: number,
): Promise<ApprovalRow> {
  const people = await readPeople(app);
  const isWanted = row.reasons.some(({ kind }) => kind === 'wanted');
  const considered = { conversation, texts, accountHandle: row.accountHandle, files, isWanted };
  const need = await needOfTexts(app, actor, people, considered);
  if (!need || need.policyId === null || need.policyId === row.policyId) return row;
  const { steps, terms, reasons, policyId } = need;
  return { ...row, steps, terms, reasons, policyId };
}

/** Says why, in the words of the rules. */
async function refuseRevision(app: App, actor: Actor, whole: Whole): Promise<void> {
  await apply(
    app,
    voterOf(actor),
    whole,
    { act: 'revise', voter: actor.id, offered: [] },
    { kind: 'revised' },
  );
}

/** The author, or a colleague who works in the conversation, takes back what waits: its words go into the author's draft. */
export async function withdrawOf(app: App, actor: Actor, replyId: string): Promise<void> {
  const known = await selectOfReply(app, replyId);
  if (!known) throw approvalErrors('approval.not_found', { id: replyId });
  const whole = await lockWhole(app, known.id);
  const { row } = whole;
  if (actor.id !== row.authorId) throw approvalErrors('approval.not_author');
  const [reply] = await readReplyRows(app, [replyId]);
  if (row.state === 'approved' && (row.problem !== null || reply?.state === 'scheduled'))
    await endByHand(app, actor, row);
  else await apply(app, voterOf(actor), whole, { act: 'withdraw', voter: actor.id }, { kind: 'withdrawn' });
  await endAsking(app, row);
  await authorAnswered(app, row);
  await endWaitingReply(app, actor, replyId, 'reply.withdrawn');
}

/** What was approved was taken back out of the outbox: it counts as withdrawn, and its author finds the words in the draft. Joins the ambient transaction. */
export async function takenBack(app: App, actor: Actor, replyId: string): Promise<void> {
  const known = await selectOfReply(app, replyId);
  if (known?.state !== 'approved') return;
  const { row } = await lockWhole(app, known.id);
  const { authorId, conversationId, chosen } = row;
  await endByHand(app, actor, row);
  if (row.isNewcomer && !row.isChanged) await uncountClean(app, row);
  await keepDraft(app, conversationId, authorId, row.offered.find(({ hash }) => hash === chosen)?.text ?? '');
  if (actor.id !== authorId)
    await tellAuthor(
      app,
      row,
      `${actor.name} took your reply back before it left`,
      'It was approved, and not sent. Its words are in your draft.',
    );
}

/** A schedule gives up what waits for its time, or writes it anew, whoever asks for that. Joins the ambient transaction. */
export async function drop(app: App, actor: Actor, replyId: string): Promise<void> {
  const known = await selectOfReply(app, replyId);
  if (!known) return;
  const { row } = await lockWhole(app, known.id);
  await endByHand(app, actor, row);
  await endAsking(app, row);
  await authorAnswered(app, row);
}

async function endByHand(app: App, actor: Actor, row: ApprovalRow): Promise<void> {
  const { id: approvalId, replyId, authorId, round, step, chosen: hash } = row;
  await markWithdrawn(app, approvalId);
  const by = { voter: actor.id, voterName: actor.name, byLink: null };
  const word = { approvalId, authorId, ...by, round, step, places: [], hash, text: null };
  await insertWord(app, { ...word, kind: 'withdrawn' });
  await audit(app, actor, { action: 'approval.withdrawn', subject: approvalId, detail: { replyId } });
  await tellChanged(app, row);
  await tellEnded(app, { ...row, state: 'withdrawn' }, actor.name);
}

export async function withdraw(app: App, actor: Actor, id: string): Promise<void> {
  await app.db.transaction(async () => {
    const { row } = await lockWhole(app, id);
    await withdrawOf(app, actor, row.replyId);
  });
}

/** Nobody decided in time. */
export async function expire(app: App, id: string): Promise<void> {
  await app.db.transaction(async () => {
    const whole = await lockWhole(app, id);
    if (!isOpen(whole.row)) return;
    const after = await apply(app, voterOf(systemActor), whole, { act: 'expire' }, { kind: 'expired' });
    if (!after) return;
    await endAsking(app, after);
    await endWaitingReply(app, systemActor, after.replyId, 'reply.expired');
    await tellAuthor(
      app,
      after,
      'Nobody decided about your reply in time',
      'It was not sent. Its words are in your draft; send it again, or ask somebody directly.',
      'warning',
    );
  });
}

async function askAgain(app: App, row: ApprovalRow): Promise<void> {
  const step = row.steps[row.step];
  if (step) await beginStep(app, row, askedOf(step, circleOf(await readPeople(app), row)));
}
