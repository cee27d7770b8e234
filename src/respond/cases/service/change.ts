import type { Actor, App } from '#platform/app/index.ts';
import { changeConversations, conversationsOfCases, type Wish } from '#respond/inbox/index.ts';
import { type Case, withState } from '../domain/case.ts';
import { missingFields } from '../domain/fields.ts';
import { type CaseState, emptyStep } from '../domain/step.ts';
import { caseErrors } from '../errors.ts';
import type { NewActivity } from '../store/records.ts';
import type { CaseType } from '../store/types.ts';
import { selectTypes } from '../store/types.ts';
import type { CaseChanged } from './open.ts';
import { handlingLines } from './handling.ts';
import { settledFields, settledType } from './types.ts';
import { finish, lockStanding, writeStates } from './write.ts';

/** What a person may change about cases. What concerns their handling is done to all their conversations. */
export interface CaseWish {
  title?: string | null | undefined;
  typeId?: string | undefined;
  /** Null empties a field. */
  fields?: Readonly<Record<string, unknown>> | undefined;
  status?: 'open' | 'waiting' | 'solved' | 'closed' | undefined;
  handling?: Omit<Wish, 'version' | 'status'> | undefined;
  version?: number | undefined;
}

/** Changes cases with all their conversations, all or none. Throws `case.fields_missing` where one cannot be solved yet. */
export async function changeCases(
  app: App,
  actor: Actor,
  ids: readonly string[],
  wish: CaseWish,
): Promise<CaseChanged> {
  return app.db.transaction(async () => {
    const rows = await lockStanding(app, [...new Set(ids)]);
    if (wish.version !== undefined && rows.some((row) => row.version !== wish.version))
      throw caseErrors('case.conflict');
    const types = await selectTypes(app);
    const type = wish.typeId === undefined ? undefined : await settledType(app, wish.typeId);
    const now = (await app.db.now()).toISOString();
    const wishes = rows.map((row) => {
      const typeOfCase = type ?? types.find((one) => one.id === row.typeId)!;
      return { row, type: typeOfCase, change: stateFor(row, typeOfCase, wish, now) };
    });
    for (const { row, type: ofCase, change } of wishes)
      mustBeComplete(withState(row, change), ofCase, wish.status);
    const inboxUndo = await handle(app, actor, rows, wish);
    const cases = await writeStates(app, wishes);
    const handled = await handlingLines(app, wish.handling);
    const lines = wishes.flatMap(({ row, type: ofCase }) => [
      ...linesOf(row, ofCase, wish),
      ...handled.map((detail) => ({ caseId: row.id, action: 'handled', detail })),
    ]);
    const undo = await finish(app, actor, {
      action: 'changed',
      step: { ...emptyStep, cases, inboxUndo },
      lines,
      detail: { what: [...new Set(lines.map((line) => line.action))] },
    });
    return { ids, undo };
  });
}

function stateFor(row: Case, type: CaseType, wish: CaseWish, now: string): CaseState {
  const fields = settledFields(type.fields, wish.fields ?? {});
  return {
    ...(wish.title === undefined ? {} : { title: wish.title?.trim() || null }),
    ...(wish.typeId === undefined ? {} : { typeId: type.id }),
    ...Object.fromEntries(Object.entries(fields).map(([key, value]) => [`field:${key}`, value])),
    ...(wish.status === undefined ? {} : statusFor(row, wish.status, now)),
  };
}

function statusFor(row: Case, status: NonNullable<CaseWish['status']>, now: string): CaseState {
  if (status === 'solved') return { solvedAt: row.solvedAt?.toISOString() ?? now, closedAt: null };
  if (status === 'closed') return { solvedAt: row.solvedAt?.toISOString() ?? now, closedAt: now };
  return { solvedAt: null, closedAt: null, ...(row.solvedAt ? { reopenedAt: now } : {}) };
}

function mustBeComplete(row: Case, type: CaseType, status: CaseWish['status']): void {
  if (status !== 'solved' && status !== 'closed') return;
  const missing = missingFields(type.fields, row.fields);
  if (missing.length > 0)
    throw caseErrors('case.fields_missing', { number: row.number, fields: missing.join(', ') });
}

/** Does to the conversations what is done to the cases. Answers the inbox's undo, null when there was nothing to do. */
async function handle(app: App, actor: Actor, rows: readonly Case[], wish: CaseWish): Promise<string | null> {
  const status = wish.status === undefined ? undefined : STATUS_OF_THREADS[wish.status];
  const change = { ...wish.handling, ...(status === undefined ? {} : { status }) };
  if (Object.values(change).every((value) => value === undefined)) return null;
  const threads = await conversationsOfCases(
    app,
    rows.map((row) => row.id),
  );
  // Opening a case again opens what was done; what waits or sleeps meanwhile stays as it is.
  const concerned = threads.filter(
    (thread) => !thread.isGone && (status !== 'open' || thread.status !== 'open'),
  );
  if (concerned.length === 0) return null;
  const { undo } = await changeConversations(
    app,
    actor,
    concerned.map((thread) => thread.id),
    change,
  );
  return undo;
}

const STATUS_OF_THREADS = { open: 'open', waiting: 'waiting', solved: 'done', closed: 'done' } as const;

function linesOf(row: Case, type: CaseType, wish: CaseWish): NewActivity[] {
  const lines: Omit<NewActivity, 'caseId'>[] = [];
  if (wish.title !== undefined) lines.push({ action: 'title', detail: { title: wish.title ?? '' } });
  if (wish.typeId !== undefined) lines.push({ action: 'type', detail: { name: type.name } });
  const filled = type.fields.filter((field) => Object.hasOwn(wish.fields ?? {}, field.key));
  if (filled.length > 0)
    lines.push({ action: 'fields', detail: { labels: filled.map((field) => field.label) } });
  if (wish.status !== undefined) lines.push({ action: STATUS_WORDS[wish.status] });
  return lines.map((line) => ({ ...line, caseId: row.id }));
}

const STATUS_WORDS = {
  open: 'reopened',
  waiting: 'turned.waiting',
  solved: 'solved',
  closed: 'closed',
} as const;
