import type { Actor, App } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { filesOf, presentFile, useFiles } from '#platform/files/index.ts';
import { newId } from '#platform/ids/index.ts';
import { findMentions } from '../domain/mentions.ts';
import { inboxErrors } from '../errors.ts';
import type { NoteView } from '../schema.ts';
import { selectConversation } from '../store/conversations.ts';
import { insertActivities, insertNote, type NoteRow, selectNote, setNoteDeleted } from '../store/records.ts';
import { announce } from './announce.ts';
import { readColleagues } from './colleagues.ts';
import { keepRecordUndo } from './undo.ts';

/** Adds a note for colleagues, with files uploaded before; those it names with @ are told. */
export async function addNote(
  app: App,
  actor: Actor,
  conversationId: string,
  text: string,
  fileIds: readonly string[] = [],
): Promise<NoteView & { undo: string }> {
  return app.db.transaction(async () => {
    if (!(await selectConversation(app, conversationId)))
      throw inboxErrors('inbox.not_found', { id: conversationId });
    const colleagues = [...(await readColleagues(app)).values()].filter((colleague) => colleague.isActive);
    const mentions = findMentions(text, colleagues).map(({ id, name }) => ({ id, name }));
    const note = await insertNote(app, {
      id: newId('note'),
      conversationId,
      authorId: actor.id,
      authorName: actor.name,
      text,
      mentions,
    });
    await useFiles(app, fileIds, noteOwner(note.id));
    await insertActivities(app, [{ conversationId, actor, action: 'note.added' }]);
    await audit(app, actor, {
      action: 'note.added',
      subject: conversationId,
      detail: { noteId: note.id, mentions: mentions.map(({ id }) => id), files: fileIds.length },
    });
    for (const { id } of mentions.filter((mention) => mention.id !== actor.id)) {
      await app.bus.publish('note.mentioned', {
        userId: id,
        conversationId,
        noteId: note.id,
        by: actor.name,
        excerpt: text.slice(0, 200).toWellFormed(),
      });
    }
    await announce(app, [conversationId]);
    const [view] = await noteViews(app, [note]);
    return {
      ...view!,
      undo: await keepRecordUndo(app, actor, 'note', { id: note.id, isDeleted: true }),
    };
  });
}

/** Deletes a note. Authors may, and managers; it can be undone. */
export async function deleteNote(app: App, actor: Actor, id: string): Promise<{ undo: string }> {
  return app.db.transaction(async () => {
    const note = await selectNote(app, id);
    if (!note || note.isDeleted) throw inboxErrors('inbox.note_not_found', { id });
    const isManager = ['owner', 'admin', 'manager'].includes(actor.role);
    if (note.authorId !== actor.id && !isManager) throw inboxErrors('inbox.note_not_yours');
    await setNoteDeleted(app, id, true);
    const undo = await keepRecordUndo(app, actor, 'note', { id, isDeleted: false });
    await insertActivities(app, [{ conversationId: note.conversationId, actor, action: 'note.deleted' }]);
    await audit(app, actor, { action: 'note.deleted', subject: note.conversationId, detail: { noteId: id } });
    await announce(app, [note.conversationId]);
    return { undo };
  });
}

/** Notes as they are shown, each with its files. */
export async function noteViews(app: App, notes: readonly NoteRow[]): Promise<NoteView[]> {
  if (notes.length === 0) return [];
  const files = await filesOf(
    app,
    notes.map((note) => noteOwner(note.id)),
  );
  return notes.map((note) => ({
    id: note.id,
    author: { id: note.authorId, name: note.authorName },
    text: note.text,
    mentions: note.mentions,
    createdAt: note.createdAt.toISOString(),
    files: (files.get(noteOwner(note.id)) ?? []).map(presentFile),
  }));
}

/** As what a note uses its files. */
export function noteOwner(noteId: string): string {
  return `note:${noteId}`;
}
