import { z } from 'zod';
import type { Actor, App } from '#platform/app/index.ts';
import { newId } from '#platform/ids/index.ts';
import { revertStep, type Step } from '../domain/change.ts';
import { inboxErrors } from '../errors.ts';
import { lockConversations } from '../store/conversations.ts';
import { setViewDeleted } from '../store/views.ts';
import { insertActivities, insertUndo, selectNote, setNoteDeleted, takeUndo } from '../store/records.ts';
import { announce } from './announce.ts';
import { applyTo, type Changed } from './change.ts';
import { present } from './present.ts';

/** Notes and views come back, or go again, by the same token. */
const recordStep = z.object({ id: z.string(), isDeleted: z.boolean() });

/** Keeps how to bring a note or a view back to what it was before. Answers the token. */
export async function keepRecordUndo(
  app: App,
  actor: Actor,
  kind: 'note' | 'view',
  step: z.infer<typeof recordStep>,
): Promise<string> {
  const undo = newId('undo');
  await insertUndo(app, { id: undo, actorId: actor.id, kind, steps: step });
  return undo;
}

/**
 * Takes a change back where nobody has changed the same thing since; the answer's own token does it again. Throws
 * `inbox.undo_unknown`, `inbox.undo_used`, and `inbox.undo_overtaken` when nothing is left to take back.
 */
export async function undoChange(app: App, actor: Actor, token: string): Promise<Changed> {
  const changed = await app.db.transaction(async () => {
    const undo = await takeUndo(app, token);
    if (!undo) throw inboxErrors('inbox.undo_unknown');
    if (undo.isUsed) throw inboxErrors('inbox.undo_used');
    return undo.kind === 'conversations'
      ? undoSteps(app, actor, undo.steps as Step[])
      : undoRecord(app, actor, undo.kind, recordStep.parse(undo.steps));
  });
  return { items: await present(app, changed.conversations), undo: changed.undo };
}

async function undoSteps(app: App, actor: Actor, steps: readonly Step[]) {
  const byId = new Map(steps.map((step) => [step.id, step]));
  const before = await lockConversations(app, [...byId.keys()]);
  let isOvertaken = false;
  const result = await applyTo(app, actor, before, (conversation) => {
    const reverted = revertStep(conversation, byId.get(conversation.id)!);
    isOvertaken ||= reverted.isPartial;
    return reverted;
  });
  const isNothing = result.conversations.every((conversation) =>
    before.some((old) => old.id === conversation.id && old.version === conversation.version),
  );
  if (isOvertaken && isNothing) throw inboxErrors('inbox.undo_overtaken');
  return result;
}

async function undoRecord(app: App, actor: Actor, kind: 'note' | 'view', step: z.infer<typeof recordStep>) {
  const undo = await keepRecordUndo(app, actor, kind, { id: step.id, isDeleted: !step.isDeleted });
  if (kind === 'view') {
    await setViewDeleted(app, step.id, step.isDeleted);
    return { conversations: [], undo };
  }
  const note = await selectNote(app, step.id);
  if (!note) throw inboxErrors('inbox.note_not_found', { id: step.id });
  await setNoteDeleted(app, step.id, step.isDeleted);
  await insertActivities(app, [
    { conversationId: note.conversationId, actor, action: step.isDeleted ? 'note.deleted' : 'note.restored' },
  ]);
  await announce(app, [note.conversationId]);
  return { conversations: [], undo };
}
