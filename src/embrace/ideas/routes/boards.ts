import { z } from 'zod';
import { route, type Route } from '#platform/http/index.ts';
import { readBoards, removeBoard, saveBoard } from '../idea/boards.ts';
import { presentBoards } from '../idea/present.ts';
import { boardId, boardInput, boardShape, ideaSettingsShape } from '../schema.ts';
import { readIdeaSettings, saveIdeaSettings } from '../settings.ts';

const ofBoard = z.object({ id: boardId });

/** Boards, who sees them, and what holds for all of them. */
export const boardRoutes: readonly Route[] = [
  route({
    method: 'GET',
    url: '/ideas/boards',
    permission: 'ideas.read',
    summary: 'Boards of ideas, and who sees them',
    response: z.object({ items: z.array(boardShape) }),
    handler: async ({ app }) => ({ items: await presentBoards(app, await readBoards(app)) }),
  }),
  route({
    method: 'POST',
    url: '/ideas/boards',
    permission: 'ideas.manage',
    summary: 'Add a board',
    body: boardInput,
    response: boardShape,
    status: 201,
    handler: async ({ app, actor, body }) =>
      (await presentBoards(app, [await saveBoard(app, actor, body)]))[0]!,
  }),
  route({
    method: 'PUT',
    url: '/ideas/boards/:id',
    permission: 'ideas.manage',
    summary: 'Change a board',
    params: ofBoard,
    body: boardInput,
    response: boardShape,
    handler: async ({ app, actor, params, body }) =>
      (await presentBoards(app, [await saveBoard(app, actor, body, params.id)]))[0]!,
  }),
  route({
    method: 'DELETE',
    url: '/ideas/boards/:id',
    permission: 'ideas.manage',
    summary: 'Remove a board that never had an idea',
    params: ofBoard,
    handler: ({ app, actor, params }) => removeBoard(app, actor, params.id),
  }),
  route({
    method: 'GET',
    url: '/ideas/settings',
    permission: 'ideas.read',
    summary: 'How ideas are set up',
    response: ideaSettingsShape,
    handler: ({ app }) => readIdeaSettings(app),
  }),
  route({
    method: 'PUT',
    url: '/ideas/settings',
    permission: 'ideas.manage',
    summary: 'Set up what first posters are told, and what tells the value of a customer',
    body: ideaSettingsShape,
    handler: ({ app, actor, body }) => saveIdeaSettings(app, actor, body),
  }),
];
