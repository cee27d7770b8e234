import type { Actor, App } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { releaseFiles } from '#platform/files/index.ts';
import { forgetNotices } from '#people/notices/index.ts';
import { conversationsOfCases, moveToCases } from '#respond/inbox/index.ts';
import { deleteCases, selectByCreators, selectCases, selectMembers } from '../store/cases.ts';
import { selectNoteIds } from '../store/extras.ts';
import { deleteUnusedTypes } from '../store/types.ts';

/** Removes cases for good, with what was merged into them and everything that people added. Joins the caller's transaction. */
export async function dropCases(app: App, caseIds: readonly string[]): Promise<void> {
  if (caseIds.length === 0) return;
  const ids = await selectMembers(app, caseIds);
  const notes = await selectNoteIds(app, ids);
  await releaseFiles(app, [...ids.map((id) => `case:${id}`), ...notes.map((id) => `case-note:${id}`)]);
  await forgetNotices(
    app,
    ids.map((id) => `/cases/${id}`),
  );
  await deleteCases(app, ids);
}

/** Removes what people leave behind who were never real: their cases, and the types that only those had. Joins the caller's transaction. */
export async function dropCasesOf(app: App, actor: Actor, userIds: readonly string[]): Promise<void> {
  const ids = await selectByCreators(app, userIds);
  if (ids.length === 0) return;
  const numbers = new Map((await selectCases(app, ids)).map((row) => [row.id, row.number]));
  const left = await conversationsOfCases(app, ids);
  await moveToCases(
    app,
    actor,
    left.map((row) => ({ conversationId: row.id, caseId: null, number: numbers.get(row.caseId!) ?? 0 })),
  );
  const types = new Set((await selectCases(app, ids)).map((row) => row.typeId));
  await dropCases(app, ids);
  await deleteUnusedTypes(app, [...types]);
  await audit(app, actor, {
    action: 'case.dropped',
    subject: 'cases',
    detail: { count: ids.length, invented: true },
  });
}
