import type { Actor, App } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { AppError } from '#platform/errors/index.ts';
import { undoCaseChange } from '#respond/cases/index.ts';
import { readDraft, saveDraft, undoChange } from '#respond/inbox/index.ts';
import { cancelReply } from '#respond/replies/index.ts';
import { macroErrors } from './errors.ts';
import { readRun } from './run.ts';
import { lockNext, lockRun, setRunState, type Step, updateItem } from './runs-store.ts';
import type { MacroRunView } from './schema.ts';

/**
 * Takes a whole run back: in each conversation everything in reverse order. What somebody changed since stays, and what had left stays; both are
 * told. Throws `macro.run_not_found`, `macro.still_running`, `macro.undone`.
 */
export async function undoRun(app: App, actor: Actor, runId: string): Promise<MacroRunView> {
  await app.db.transaction(async () => {
    const run = await lockRun(app, runId);
    if (!run || run.createdBy !== actor.id) throw macroErrors('macro.run_not_found');
    if (run.state === 'running') throw macroErrors('macro.still_running');
    if (run.state === 'undone') throw macroErrors('macro.undone');
    await setRunState(app, runId, 'undoing');
    await audit(app, actor, { action: 'macro.undone', subject: run.macroId, detail: { runId } });
  });
  while (await undoNext(app, actor, runId));
  await setRunState(app, runId, 'undone');
  return readRun(app, actor, runId);
}

async function undoNext(app: App, actor: Actor, runId: string): Promise<boolean> {
  return app.db.transaction(async () => {
    const item = await lockNext(app, runId, 'done');
    if (!item) return false;
    const problems: string[] = [];
    for (const step of item.steps.toReversed()) {
      const problem = await undoStep(app, actor, item.conversationId, step);
      if (problem) problems.push(problem);
    }
    await updateItem(app, {
      ...item,
      state: problems.length > 0 ? 'partly' : 'undone',
      problem: problems.length > 0 ? problems.join(' ') : null,
    });
    return true;
  });
}

/** Answers why it could not be taken back. The refusals that are caught come before anything was written. */
async function undoStep(
  app: App,
  actor: Actor,
  conversationId: string,
  step: Step,
): Promise<string | undefined> {
  try {
    if (step.kind === 'reply') await undoReply(app, actor, conversationId, step);
    else if (step.kind === 'case') await undoCaseChange(app, actor, step.undo);
    else if (step.kind === 'draft') return await undoDraft(app, actor, conversationId, step);
    else await undoChange(app, actor, step.undo);
    return undefined;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return step.kind === 'reply' ? `The reply had left already. ${error.message}` : error.message;
  }
}

/** It does not leave, and what stood in the composer before stands there again, unless something else was begun since. */
async function undoReply(
  app: App,
  actor: Actor,
  conversationId: string,
  { replyId, draft }: Extract<Step, { kind: 'reply' }>,
): Promise<void> {
  const { text } = await cancelReply(app, actor, replyId);
  const now = (await readDraft(app, conversationId, actor.id)) ?? '';
  if (draft !== undefined && (now === '' || now === text)) await saveDraft(app, actor, conversationId, draft);
}

async function undoDraft(
  app: App,
  actor: Actor,
  conversationId: string,
  { before, after }: Extract<Step, { kind: 'draft' }>,
): Promise<string | undefined> {
  const now = (await readDraft(app, conversationId, actor.id)) ?? '';
  if (now !== after) return 'The draft was written on since; it stays.';
  await saveDraft(app, actor, conversationId, before);
  return undefined;
}
