import type { Actor, App } from '#platform/app/index.ts';
import { newId } from '#platform/ids/index.ts';
import { findConversations } from '#respond/inbox/index.ts';
import type { Case } from '../domain/case.ts';
import { type CaseStep, emptyStep } from '../domain/step.ts';
import { caseErrors } from '../errors.ts';
import { insertCase, selectCases } from '../store/cases.ts';
import { selectCasesOf } from '../store/threads.ts';
import { settledFields, settledType } from './types.ts';
import { finish, MOST_THREADS, placeThreads } from './write.ts';

/** What a new case begins with. */
export interface NewCase {
  /** May be empty: an outage begins as a case of its own. */
  conversationIds: readonly string[];
  title?: string | null | undefined;
  /** The default type unless told. */
  typeId?: string | undefined;
  fields?: Readonly<Record<string, unknown>> | undefined;
}

/** What a change made. `undo` is for POST /cases/undo. */
export interface CaseChanged {
  ids: readonly string[];
  undo: string;
}

/** Makes a case of conversations. Throws `case.in_other` when one of them belongs to a case already. */
export async function openCase(app: App, actor: Actor, wish: NewCase): Promise<CaseChanged> {
  return app.db.transaction(async () => {
    const ids = [...new Set(wish.conversationIds)];
    if (ids.length > MOST_THREADS) throw caseErrors('case.too_many', { most: MOST_THREADS });
    await mustBeFree(app, ids);
    const row = await makeCase(app, actor, wish);
    const threads = await placeFree(app, actor, ids, row.id);
    const undo = await finish(app, actor, {
      action: 'opened',
      step: {
        ...emptyStep,
        cases: [
          { id: row.id, before: { deletedAt: row.createdAt.toISOString() }, after: { deletedAt: null } },
        ],
        threads,
      },
      lines: [{ caseId: row.id, action: 'opened' }],
    });
    return { ids: [row.id], undo };
  });
}

/** The case of a conversation, made when there is none: what rules call. Answers its id. */
export async function caseOfConversation(
  app: App,
  actor: Actor,
  conversationId: string,
  wish: Omit<NewCase, 'conversationIds'> = {},
): Promise<{ caseId: string; isNew: boolean }> {
  return app.db.transaction(async () => {
    const known = (await selectCasesOf(app, [conversationId])).get(conversationId);
    if (known) return { caseId: known, isNew: false };
    const { ids } = await openCase(app, actor, { ...wish, conversationIds: [conversationId] });
    return { caseId: ids[0]!, isNew: true };
  });
}

/** A case without anything in it yet. */
export async function makeCase(
  app: App,
  actor: Pick<Actor, 'id'>,
  wish: Omit<NewCase, 'conversationIds'>,
): Promise<Case> {
  const type = await settledType(app, wish.typeId);
  const fields = settledFields(type.fields, wish.fields ?? {});
  const filled = Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== null),
  ) as Case['fields'];
  return insertCase(app, {
    id: newId('case'),
    title: wish.title?.trim() || null,
    typeId: type.id,
    fields: filled,
    createdBy: actor.id,
  });
}

/** Puts free conversations into a case. Throws `case.in_other` where somebody put one of them elsewhere since it was asked whether they are free. */
export async function placeFree(
  app: App,
  actor: Actor,
  conversationIds: readonly string[],
  caseId: string,
): Promise<CaseStep['threads']> {
  const threads = await placeThreads(
    app,
    actor,
    conversationIds.map((conversationId) => ({ conversationId, caseId })),
  );
  const before = threads.flatMap((thread) => thread.before ?? [])[0];
  if (before === undefined) return threads;
  const [other] = await selectCases(app, [before]);
  throw caseErrors('case.in_other', { number: other?.number ?? 0 });
}

/** Throws `case.in_other` when a conversation belongs to a case. */
export async function mustBeFree(app: App, conversationIds: readonly string[]): Promise<void> {
  const known = await findConversations(app, conversationIds);
  const taken = await selectCasesOf(
    app,
    known.map((conversation) => conversation.id),
  );
  const [first] = taken.values();
  if (first === undefined) return;
  const [other] = await selectCases(app, [first]);
  throw caseErrors('case.in_other', { number: other?.number ?? 0 });
}
