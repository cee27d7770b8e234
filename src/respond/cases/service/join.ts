import type { Actor, App } from '#platform/app/index.ts';
import { conversationsOfCases } from '#respond/inbox/index.ts';
import type { Case } from '../domain/case.ts';
import { type CaseState, emptyStep } from '../domain/step.ts';
import { caseErrors } from '../errors.ts';
import { type CaseChanged, makeCase, mustBeFree, placeFree } from './open.ts';
import { finish, lockStanding, MOST_THREADS, placeThreads, writeStates } from './write.ts';

/** Puts conversations that are in no case into one. */
export async function addThreads(
  app: App,
  actor: Actor,
  caseId: string,
  conversationIds: readonly string[],
): Promise<CaseChanged> {
  return app.db.transaction(async () => {
    await lockStanding(app, [caseId]);
    const ids = [...new Set(conversationIds)];
    await mustBeFree(app, ids);
    await mustFit(app, [caseId], ids.length);
    const threads = await placeFree(app, actor, ids, caseId);
    const lines = [{ caseId, action: 'threads.added', detail: { count: threads.length } }];
    const undo = await finish(app, actor, {
      action: 'threads_added',
      step: { ...emptyStep, threads },
      lines,
    });
    return { ids: [caseId], undo };
  });
}

/** Takes conversations out; they are in no case then. */
export async function removeThreads(
  app: App,
  actor: Actor,
  caseId: string,
  conversationIds: readonly string[],
): Promise<CaseChanged> {
  return app.db.transaction(async () => {
    await lockStanding(app, [caseId]);
    await mustBelong(app, caseId, conversationIds);
    const threads = await placeThreads(
      app,
      actor,
      conversationIds.map((conversationId) => ({ conversationId, caseId: null })),
    );
    const lines = [{ caseId, action: 'threads.removed', detail: { count: threads.length } }];
    const undo = await finish(app, actor, {
      action: 'threads_removed',
      step: { ...emptyStep, threads },
      lines,
    });
    return { ids: [caseId], undo };
  });
}

/**
 * Merges cases into the one that leads: it keeps number, title, type and its fields; what it has not filled comes from the others, as far as
 * its type has it. Everything of the others shows there, and comes apart again exactly when it is undone.
 */
export async function mergeCases(
  app: App,
  actor: Actor,
  leadId: string,
  otherIds: readonly string[],
): Promise<CaseChanged> {
  return app.db.transaction(async () => {
    const others = [...new Set(otherIds)];
    if (others.length === 0 || others.includes(leadId)) throw caseErrors('case.merge_self');
    const [lead, ...rest] = await lockStanding(app, [leadId, ...others]);
    await mustFit(app, [leadId, ...others], 0);
    const moved = await conversationsOfCases(app, others);
    const threads = await placeThreads(
      app,
      actor,
      moved.map(({ id }) => ({ conversationId: id, caseId: leadId })),
    );
    const cases = await writeStates(app, [
      { row: lead!, change: filledFrom(lead!, rest) },
      ...rest.map((row) => ({ row, change: { mergedInto: leadId } })),
    ]);
    const numbers = rest.map((row) => `#${row.number}`);
    const undo = await finish(app, actor, {
      action: 'merged',
      step: { ...emptyStep, cases, threads },
      lines: [
        { caseId: leadId, action: 'merged', detail: { numbers } },
        ...rest.map((row) => ({ caseId: row.id, action: 'merged-into', detail: { number: lead!.number } })),
      ],
      detail: { into: leadId },
    });
    return { ids: [leadId], undo };
  });
}

/** Splits conversations off into a new case of the same type. */
export async function splitCase(
  app: App,
  actor: Actor,
  caseId: string,
  wish: { conversationIds: readonly string[]; title?: string | null | undefined },
): Promise<CaseChanged> {
  return app.db.transaction(async () => {
    const [row] = await lockStanding(app, [caseId]);
    const ids = [...new Set(wish.conversationIds)];
    await mustBelong(app, caseId, ids);
    if ((await conversationsOfCases(app, [caseId])).length <= ids.length) throw caseErrors('case.split_all');
    const made = await makeCase(app, actor, { title: wish.title, typeId: row!.typeId });
    const threads = await placeThreads(
      app,
      actor,
      ids.map((conversationId) => ({ conversationId, caseId: made.id })),
    );
    const count = threads.length;
    const undo = await finish(app, actor, {
      action: 'split',
      step: {
        ...emptyStep,
        cases: [
          { id: made.id, before: { deletedAt: made.createdAt.toISOString() }, after: { deletedAt: null } },
        ],
        threads,
      },
      lines: [
        { caseId, action: 'split', detail: { count, number: made.number } },
        { caseId: made.id, action: 'split-from', detail: { number: row!.number } },
      ],
    });
    return { ids: [caseId, made.id], undo };
  });
}

function filledFrom(lead: Case, others: readonly Case[]): CaseState {
  const found: Record<string, string | number | boolean> = {};
  for (const other of others.filter((row) => row.typeId === lead.typeId))
    for (const [key, value] of Object.entries(other.fields))
      if (lead.fields[key] === undefined && found[`field:${key}`] === undefined)
        found[`field:${key}`] = value;
  return found;
}

async function mustBelong(app: App, caseId: string, conversationIds: readonly string[]): Promise<void> {
  const own = new Set((await conversationsOfCases(app, [caseId])).map(({ id }) => id));
  const foreign = conversationIds.find((id) => !own.has(id));
  if (foreign) throw caseErrors('case.not_in', { id: foreign });
}

async function mustFit(app: App, caseIds: readonly string[], more: number): Promise<void> {
  if ((await conversationsOfCases(app, caseIds)).length + more > MOST_THREADS)
    throw caseErrors('case.too_many', { most: MOST_THREADS });
}
