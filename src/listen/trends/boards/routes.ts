import { z } from 'zod';
import { route } from '#platform/http/index.ts';
import { boardId, boardInput, boardShape, markId, markInput, markShape } from './schema.ts';
import { addBoard, addMark, changeBoard, listBoards, listMarks, removeBoard, removeMark } from './service.ts';

const read = 'trends.read';
const mark = 'trends.mark';

export const boardRoutes = [
  route({
    method: 'GET',
    url: '/trends/boards',
    permission: read,
    summary: 'One’s own dashboards and those that are shared',
    response: z.object({ items: z.array(boardShape) }),
    handler: async ({ app, actor }) => ({ items: await listBoards(app, actor) }),
  }),
  route({
    method: 'POST',
    url: '/trends/boards',
    permission: read,
    summary: 'Keep a dashboard',
    body: boardInput,
    response: boardShape,
    status: 201,
    handler: ({ app, actor, body }) => addBoard(app, actor, body),
  }),
  route({
    method: 'PUT',
    url: '/trends/boards/:id',
    permission: read,
    summary: 'Change one’s own dashboard',
    params: z.object({ id: boardId }),
    body: boardInput,
    response: boardShape,
    handler: ({ app, actor, params, body }) => changeBoard(app, actor, params.id, body),
  }),
  route({
    method: 'DELETE',
    url: '/trends/boards/:id',
    permission: read,
    summary: 'Remove one’s own dashboard',
    params: z.object({ id: boardId }),
    handler: ({ app, actor, params }) => removeBoard(app, actor, params.id),
  }),
  route({
    method: 'GET',
    url: '/trends/marks',
    permission: read,
    summary: 'The company’s own events, marked on the charts',
    response: z.object({ items: z.array(markShape) }),
    handler: async ({ app }) => ({ items: await listMarks(app) }),
  }),
  route({
    method: 'POST',
    url: '/trends/marks',
    permission: mark,
    summary: 'Mark an event',
    body: markInput,
    response: markShape,
    status: 201,
    handler: ({ app, actor, body }) => addMark(app, actor, body),
  }),
  route({
    method: 'DELETE',
    url: '/trends/marks/:id',
    permission: mark,
    summary: 'Remove an event',
    params: z.object({ id: markId }),
    handler: ({ app, actor, params }) => removeMark(app, actor, params.id),
  }),
];
