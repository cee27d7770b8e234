import { z } from 'zod';
import { route, type Route } from '#platform/http/index.ts';
import { conversationId } from '#respond/inbox/index.ts';
import { previewMacro } from './preview.ts';
import { readRun, runMacro } from './run.ts';
import {
  chosenInput,
  macroId,
  macroInput,
  macroPreview,
  macroRunId,
  macroRunShape,
  macroShape,
} from './schema.ts';
import { listMacros, removeMacro, saveMacro } from './service.ts';
import { undoRun } from './undo.ts';

const one = z.object({ id: macroId });
const oneRun = z.object({ id: macroRunId });

export const macroRoutes: readonly Route[] = [
  route({
    method: 'GET',
    url: '/macros',
    permission: 'macros.use',
    summary: 'Macros that one may use; with a conversation, those that are offered there',
    query: z.object({ conversation: conversationId.optional() }),
    response: z.object({ items: z.array(macroShape) }),
    handler: async ({ app, actor, query }) => ({ items: await listMacros(app, actor, query.conversation) }),
  }),
  route({
    method: 'POST',
    url: '/macros',
    permission: 'macros.use',
    summary: 'Write a macro',
    body: macroInput,
    response: macroShape,
    status: 201,
    handler: ({ app, actor, body }) => saveMacro(app, actor, body),
  }),
  route({
    method: 'GET',
    url: '/macros/runs/:id',
    permission: 'macros.use',
    summary: 'How far a run of a macro is',
    params: oneRun,
    response: macroRunShape,
    handler: ({ app, actor, params }) => readRun(app, actor, params.id),
  }),
  route({
    method: 'POST',
    url: '/macros/runs/:id/undo',
    permission: 'macros.use',
    summary: 'Take a run of a macro back, in all its conversations',
    description: 'What somebody changed since, and a reply that has left, stay and are told in `problems`.',
    params: oneRun,
    response: macroRunShape,
    handler: ({ app, actor, params }) => undoRun(app, actor, params.id),
  }),
  route({
    method: 'PUT',
    url: '/macros/:id',
    permission: 'macros.use',
    summary: 'Change a macro',
    params: one,
    body: macroInput,
    response: macroShape,
    handler: ({ app, actor, params, body }) => saveMacro(app, actor, body, params.id),
  }),
  route({
    method: 'DELETE',
    url: '/macros/:id',
    permission: 'macros.use',
    summary: 'Remove a macro',
    params: one,
    handler: ({ app, actor, params }) => removeMacro(app, actor, params.id, true),
  }),
  route({
    method: 'POST',
    url: '/macros/:id/restore',
    permission: 'macros.use',
    summary: 'Bring a removed macro back',
    params: one,
    handler: ({ app, actor, params }) => removeMacro(app, actor, params.id, false),
  }),
  route({
    method: 'POST',
    url: '/macros/:id/preview',
    permission: 'macros.use',
    summary: 'What a macro would do to conversations, without doing it',
    params: one,
    body: chosenInput,
    response: macroPreview,
    handler: ({ app, actor, params, body }) => previewMacro(app, actor, params.id, body.conversationIds),
  }),
  route({
    method: 'POST',
    url: '/macros/:id/run',
    permission: 'macros.use',
    summary: 'Do a macro to conversations',
    description:
      'Each conversation all or nothing. A few are done at once, many in the background: `macro.progress` tells.',
    params: one,
    body: chosenInput,
    response: macroRunShape,
    status: 202,
    handler: ({ app, actor, params, body }) => runMacro(app, actor, params.id, body.conversationIds),
  }),
];
