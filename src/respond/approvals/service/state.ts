import type { Actor, App } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { type Conversation, lockConversation } from '#respond/inbox/index.ts';
import { type Act, type Approval, currentStep, follow, type Refusal } from '../domain/approval.ts';
import { approvalErrors } from '../errors.ts';
import { tellEnded } from '../hooks.ts';
import type { SealedRest } from '../domain/seal.ts';
import {
  type ApprovalRow,
  lockApproval,
  type Offer,
  selectApproval,
  updateApproval,
} from '../store/approvals.ts';
import { insertWord, selectWords, type WordKind, type WordRow } from '../store/words.ts';

/** Who says something: somebody of the staff, or somebody by a link. */
export interface Voter {
  actor: Actor;
  /** User id, or `mail:` and the address. */
  key: string;
  name: string;
  byLink: string | null;
}

export const voterOf = (actor: Actor): Voter => ({ actor, key: actor.id, name: actor.name, byLink: null });

export interface Whole {
  row: ApprovalRow;
  words: WordRow[];
  conversation: Conversation;
}

/** The approval, locked, with its conversation locked before it, as everybody does who decides. Throws `approval.not_found`. */
export async function lockWhole(app: App, id: string): Promise<Whole> {
  const known = await selectApproval(app, id);
  if (!known) throw approvalErrors('approval.not_found', { id });
  const conversation = await lockConversation(app, known.conversationId);
  const row = await lockApproval(app, id);
  if (!row) throw approvalErrors('approval.not_found', { id });
  return { row, conversation, words: await selectWords(app, [id]) };
}

/** What the rules need to know of a row. */
export function approvalOf(row: ApprovalRow, words: readonly WordRow[]): Approval {
  const { state, authorId, round, chosen, isChanged } = row;
  return {
    state,
    authorId,
    round,
    chosen,
    isChanged,
    steps: row.steps.map(({ need, who }) => ({ need, places: who.length })),
    offered: row.offered.map(({ hash }) => hash),
    suggestion: row.suggestion,
    words: words.flatMap(({ kind, round: of, voter, step, places, hash }) =>
      kind === 'approved' && of === round && hash !== null ? [{ voter, step, places, hash }] : [],
    ),
  };
}

/** Does what somebody wants, by the rules. Throws the refusal with its words. Undefined: the same was said before. */
export async function apply(
  app: App,
  voter: Voter,
  { row, words }: Pick<Whole, 'row' | 'words'>,
  act: Act,
  more: {
    kind: WordKind;
    text?: string | null;
    offered?: readonly Offer[];
    suggestion?: ApprovalRow['suggestion'];
    rest?: SealedRest;
  },
): Promise<ApprovalRow | undefined> {
  const before = approvalOf(row, words);
  const next = follow(before, act);
  if (typeof next === 'string') throw refusal(next, row, words);
  if (next === before) return undefined;
  const step = currentStep(next);
  const after = await updateApproval(app, row, next, {
    step,
    offered: more.offered ?? row.offered,
    suggestion: more.suggestion ?? null,
    problem: null,
    ...(more.rest ? { rest: more.rest } : {}),
  });
  const word = {
    approvalId: row.id,
    authorId: row.authorId,
    byLink: voter.byLink,
    round: next.round,
    text: more.text ?? null,
    hash: 'hash' in act ? act.hash : null,
  };
  const where = 'step' in act ? { step: act.step, places: [...act.places] } : { step: row.step, places: [] };
  await insertWord(app, { ...word, ...where, kind: more.kind, voter: voter.key, voterName: voter.name });
  if (act.act === 'accept' && row.suggestion) {
    // Whoever wrote these words approves them.
    const { voter: key, name, step: at, places } = row.suggestion;
    await insertWord(app, {
      ...word,
      text: null,
      kind: 'approved',
      voter: key,
      voterName: name,
      step: at,
      places: [...places],
    });
  }
  await audit(app, voter.actor, {
    action: `approval.${more.kind}`,
    subject: row.id,
    detail: {
      replyId: row.replyId,
      round: next.round,
      step: where.step,
      ...(word.hash ? { hash: word.hash } : {}),
    },
  });
  await tellChanged(app, row, { after, by: voter.name });
  return after;
}

/** Tells browsers, and webhooks where it is over now. */
export async function tellChanged(
  app: App,
  { id, conversationId, state }: ApprovalRow,
  ended?: { after: ApprovalRow; by: string },
): Promise<void> {
  await app.bus.publish('approval.changed', { approvalId: id, conversationId });
  if (ended && ended.after.state !== state) await tellEnded(app, ended.after, ended.by);
}

function refusal(why: Refusal, row: ApprovalRow, words: readonly WordRow[]): Error {
  switch (why) {
    case 'over':
      return approvalErrors('approval.over', { what: lastSaid(row, words) });
    case 'own':
      return approvalErrors('approval.own');
    case 'not-asked':
      return approvalErrors('approval.not_asked');
    case 'changed':
      return approvalErrors('approval.changed');
    case 'passed':
      return approvalErrors('approval.passed');
    case 'authors-turn':
      return approvalErrors('approval.authors_turn');
    case 'not-author':
      return approvalErrors('approval.not_author');
    case 'nothing-new':
      return approvalErrors('approval.nothing_new');
  }
}

const ENDS: ReadonlySet<string> = new Set(['approved', 'rejected', 'withdrawn', 'expired']);

/** “approved by Ben”, “nobody decided in time” */
function lastSaid({ state }: ApprovalRow, words: readonly WordRow[]): string {
  if (state === 'expired') return 'nobody decided in time';
  const last = words.findLast(({ kind }) => ENDS.has(kind));
  return last ? `${state} by ${last.voterName}` : state;
}
