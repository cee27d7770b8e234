import { z } from 'zod';
import { pageOf, route, type Route } from '#platform/http/index.ts';
import { decideAppeal } from './appeals.ts';
import { readActions } from './log.ts';
import { actionId, actionShape, actionsQuery, appealInput } from '../schema.ts';

const ofAction = z.object({ id: actionId });

/** What was done about members, and their appeals. */
export const measureRoutes: readonly Route[] = [
  route({
    method: 'GET',
    url: '/moderation/actions',
    permission: 'moderation.read',
    summary: 'What moderators and rules did to members, and what was appealed against',
    query: actionsQuery,
    response: pageOf(actionShape),
    handler: ({ app, actor, query }) => readActions(app, actor, query),
  }),
  route({
    method: 'PUT',
    url: '/moderation/actions/:id/appeal',
    permission: 'moderation.decide',
    summary: 'Grant an appeal, which takes the measure back, or decline it',
    params: ofAction,
    body: appealInput,
    handler: ({ app, actor, params, body }) => decideAppeal(app, actor, params.id, body),
  }),
];
