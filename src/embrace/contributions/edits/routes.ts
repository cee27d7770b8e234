import { z } from 'zod';
import { pageOf, route, type Route } from '#platform/http/index.ts';
import { declineEdit, reopenEdit, takeEdit } from './decide.ts';
import { listEdits, readEdit } from './read.ts';
import {
  declineInput,
  editDetail,
  editId,
  editShape,
  editsQuery,
  settingsShape,
  takeInput,
} from './schema.ts';
import { readEditSettings, saveEditSettings } from './settings.ts';

const params = z.object({ id: editId });
const [read, publish, manage] = ['knowledge.read', 'knowledge.publish', 'knowledge.manage'] as const;

/** Changes of help articles that members suggest. */
export const editRoutes: readonly Route[] = [
  route({
    method: 'GET',
    url: '/contributions/edits',
    permission: read,
    summary: 'Changes of articles that members suggest: what waits, oldest first, or what was decided',
    query: editsQuery,
    response: pageOf(editShape),
    handler: ({ app, query }) => listEdits(app, query),
  }),
  route({
    method: 'GET',
    url: '/contributions/edits/:id',
    permission: read,
    summary: 'A change, with what it changes and what others changed since',
    params,
    response: editDetail,
    handler: ({ app, params: { id } }) => readEdit(app, id),
  }),
  route({
    method: 'POST',
    url: '/contributions/edits/:id/take',
    permission: publish,
    summary: 'Publish a change, as it is or joined with what others wrote',
    description:
      '`version` is the one that was looked at: 409 where there is a newer one. The member is told and credited.',
    params,
    body: takeInput,
    bodyLimit: 2 * 1024 * 1024,
    response: z.object({ version: z.number() }),
    handler: ({ app, actor, params: { id }, body }) => takeEdit(app, actor, id, body),
  }),
  route({
    method: 'POST',
    url: '/contributions/edits/:id/decline',
    permission: publish,
    summary: 'Decline a change with a reason, which the member reads',
    params,
    body: declineInput,
    status: 204,
    handler: ({ app, actor, params: { id }, body }) => declineEdit(app, actor, id, body.reason),
  }),
  route({
    method: 'POST',
    url: '/contributions/edits/:id/reopen',
    permission: publish,
    summary: 'Take a decision back: the change waits again, and the article says what it said before',
    params,
    status: 204,
    handler: ({ app, actor, params: { id } }) => reopenEdit(app, actor, id),
  }),
  route({
    method: 'GET',
    url: '/contributions/settings',
    permission: read,
    summary: 'From which level of trust members suggest changes, and publish them at once',
    response: settingsShape,
    handler: ({ app }) => readEditSettings(app),
  }),
  route({
    method: 'PUT',
    url: '/contributions/settings',
    permission: manage,
    summary: 'Say from which level of trust members suggest changes, and publish them at once',
    body: settingsShape,
    handler: ({ app, actor, body }) => saveEditSettings(app, actor, body),
  }),
];
