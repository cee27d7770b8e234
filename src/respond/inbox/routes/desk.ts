import { z } from 'zod';
import { idOf, route, type Route } from '#platform/http/index.ts';
import {
  conversationId,
  draftInput,
  labelShape,
  noteInput,
  noteResult,
  presenceInput,
  undoToken,
  viewerShape,
} from '../schema.ts';
import { listLabels, saveDraft } from '../service/desk.ts';
import { addNote, deleteNote } from '../service/notes.ts';
import { beSeen } from '../service/presence.ts';

const one = z.object({ id: conversationId });

export const deskRoutes: readonly Route[] = [
  route({
    method: 'POST',
    url: '/inbox/:id/notes',
    permission: 'inbox.work',
    summary: 'Add a note for colleagues',
    description: 'Colleagues named with @ get a notice. Upload files first: POST /files.',
    params: one,
    body: noteInput,
    response: noteResult,
    handler: ({ app, actor, params, body }) => addNote(app, actor, params.id, body.text, body.fileIds),
  }),
  route({
    method: 'DELETE',
    url: '/inbox/notes/:id',
    permission: 'inbox.work',
    summary: 'Delete a note',
    params: z.object({ id: idOf('note') }),
    response: undoToken,
    handler: ({ app, actor, params }) => deleteNote(app, actor, params.id),
  }),
  route({
    method: 'POST',
    url: '/inbox/:id/presence',
    permission: 'inbox.read',
    summary: 'Say that you are looking or typing',
    description: 'Repeat it every few seconds; after 15 seconds of silence you have left.',
    params: one,
    body: presenceInput,
    response: z.object({ viewers: z.array(viewerShape) }),
    handler: async ({ app, actor, params, body }) => ({ viewers: await beSeen(app, actor, params.id, body) }),
  }),
  route({
    method: 'PUT',
    url: '/inbox/:id/draft',
    permission: 'inbox.work',
    summary: 'Keep what you have begun to write',
    params: one,
    body: draftInput,
    status: 204,
    handler: ({ app, actor, params, body }) => saveDraft(app, actor, params.id, body.text),
  }),
  route({
    method: 'GET',
    url: '/inbox/labels',
    permission: 'inbox.read',
    summary: 'All labels and how many conversations carry them',
    response: z.object({ items: z.array(labelShape) }),
    handler: async ({ app }) => ({ items: await listLabels(app) }),
  }),
];
